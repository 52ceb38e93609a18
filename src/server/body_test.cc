#include "server/body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace unspin::server {
namespace {

using ::testing::HasSubstr;

TEST(DocumentBody, IsADocumentAsExtractPrintsIt) {
  auto given = read_document_body(
      R"({"schema":"unspin.document/1","id":"i","text":"caf\u00e9","title":"t","author":null,)"
      R"("published":"2024-01-02","furniture":[[0,1]],"kind":"html","bytes":7})");
  ASSERT_TRUE(given.has_value());
  EXPECT_EQ(given->document.id, "i");
  EXPECT_EQ(given->document.text, "caf\xC3\xA9");
  EXPECT_EQ(given->document.title, "t");
  EXPECT_EQ(given->document.author, std::nullopt);
  EXPECT_TRUE(given->has_text);
  EXPECT_FALSE(given->has_html);
}

TEST(DocumentBody, MayBeAnIdAlone) {
  auto given = read_document_body(R"({"id":"x"})");
  ASSERT_TRUE(given.has_value());
  EXPECT_FALSE(given->has_text);
}

TEST(DocumentBody, ThatIsNoJsonIsABadRequest) {
  for (std::string_view json :
       {"", " ", "{", "{\"text\":\"a\"", "{\"text\":\"a\"}}", "{'text':'a'}", "nul",
        "{\"text\":\"\xC3\x28\"}", "{\"text\":\"\xED\xA0\x80\"}",
        "{\"text\":\"\\ud800\"}", "{\"text\":\"\\x\"}", "{\"text\":\"a\nb\"}",
        "\xEF\xBB\xBF", "{\"text\":\"a\",}"}) {
    auto given = read_document_body(json);
    ASSERT_FALSE(given.has_value()) << json;
    EXPECT_EQ(given.error().status, 400) << json;
  }
}

TEST(DocumentBody, ThatIsNoDocumentIsUnprocessable) {
  for (const char* json :
       {"[]", "\"text\"", "1", "null", "{}", R"({"text":1})", R"({"text":["a"]})",
        R"({"text":"a","html":"b"})", R"({"text":null})", R"({"text":"a","title":{}})"}) {
    auto given = read_document_body(json);
    ASSERT_FALSE(given.has_value()) << json;
    EXPECT_EQ(given.error().status, 422) << json;
  }
}

TEST(DocumentBody, IsRefusedWhenItIsDeep) {
  std::string open(100'000, '['), close(100'000, ']');
  EXPECT_EQ(read_document_body(open).error().status, 400);
  auto given = read_document_body("{\"text\":\"a\",\"x\":" + open + close + "}");
  ASSERT_FALSE(given.has_value());
  EXPECT_EQ(given.error().status, 400);
  EXPECT_THAT(given.error().body, HasSubstr("deep"));
}

TEST(PairBody, NamesTheSideThatIsWrong) {
  auto pair = read_pair_body(R"({"a":{"text":"x"},"b":{"text":7}})");
  ASSERT_FALSE(pair.has_value());
  EXPECT_EQ(pair.error().status, 422);
  EXPECT_THAT(pair.error().body, HasSubstr("In 'b': 'text' is not a string."));
  EXPECT_FALSE(read_pair_body(R"({"a":{"text":"x"}})").has_value());
}

TEST(DocumentsBody, IsOneOrAList) {
  EXPECT_EQ(read_documents_body(R"({"text":"x"})")->size(), 1U);
  EXPECT_EQ(read_documents_body(R"({"documents":[{"text":"x"},{"id":"y"}]})")->size(),
            2U);
  EXPECT_EQ(read_documents_body(R"({"documents":[]})")->size(), 0U);
  for (const char* json : {R"({"documents":{}})", R"({"documents":[1]})",
                           R"({"documents":[{"text":"x"},{}]})"})
    EXPECT_EQ(read_documents_body(json).error().status, 422) << json;
  std::string many = R"({"documents":[{"id":"x"})";
  for (size_t i = 0; i < kMaxDocuments; ++i) many += R"(,{"id":"x"})";
  EXPECT_EQ(read_documents_body(many + "]}").error().status, 422);
}

TEST(Upload, GivesTheArticleOfAPage) {
  auto document = read_upload(
      "<html><head><title>T</title></head><body><nav><a "
      "href=/>Home</a></nav><article><p>One "
      "sentence that is long enough to be an article of its own, I should think, and "
      "here "
      "is more of it.</p><script>alert(1)</script></article></body></html>",
      "page.html", 1 << 20);
  ASSERT_TRUE(document.has_value()) << document.error().body;
  EXPECT_EQ(document->kind, "html");
  EXPECT_THAT(document->text, HasSubstr("One sentence"));
  EXPECT_THAT(document->text, ::testing::Not(HasSubstr("alert")));
  EXPECT_THAT(document->text, ::testing::Not(HasSubstr("<")));
}

TEST(Upload, TellsCharsetsAndRefusesWhatIsNoText) {
  auto latin = read_upload("Le caf\xE9 est ferm\xE9 depuis mardi.", "a.txt", 1 << 20);
  ASSERT_TRUE(latin.has_value());
  EXPECT_THAT(latin->text, HasSubstr("caf\xC3\xA9"));
  EXPECT_EQ(read_upload("%PDF-1.4 \x01\x02\x03\xFF\xFE\x00 binary", "a.pdf", 1 << 20)
                .error()
                .status,
            422);
  EXPECT_EQ(
      read_upload("{\"text\":\"a b c\"}\n{\"text\":\"d e f\"}\n", "a.jsonl", 1 << 20)
          .error()
          .status,
      422);
  EXPECT_EQ(read_upload("", "empty", 1 << 20)->text, "");
  EXPECT_EQ(read_upload(std::string(4000, 'x'), "long.txt", 1000).error().status, 422);
}

}  // namespace
}  // namespace unspin::server
