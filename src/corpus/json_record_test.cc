#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "corpus/read_all.h"

namespace unspin {
namespace {

using namespace std::string_literals;
using testing::AllRecords;
using ::testing::ElementsAre;

AllRecords read(std::string_view line, const RecordOptions& options = {}) {
  return testing::read_all(line, "news.jsonl", options);
}

Document document_of(std::string_view line, const RecordOptions& options = {}) {
  AllRecords all = read(line, options);
  for (const Skip& skip : all.skips) ADD_FAILURE() << skip.reason << " " << skip.detail;
  return all.records.size() == 1 ? all.records[0].document : Document{};
}

std::string skip_of(std::string_view line) {
  AllRecords all = read(line);
  return all.skips.size() == 1 ? all.skips[0].reason + "; " + all.skips[0].detail : "";
}

TEST(JsonRecord, KnowsTheFieldsOfFineWeb) {
  Document d = document_of(
      R"({"text":"T","id":"<urn:uuid:1>","dump":"CC-MAIN-2019-18","url":"http://a.org/1",)"
      R"("date":"2019-04-25T12:57:54Z","file_path":"s3://x","language":"en",)"
      R"("language_score":0.98,"token_count":7})");
  EXPECT_EQ(d.text, "T");
  EXPECT_EQ(d.id, "<urn:uuid:1>");
  EXPECT_EQ(d.url, "http://a.org/1");
  EXPECT_EQ(d.published, "2019-04-25T12:57:54Z");
  EXPECT_EQ(d.language, "en");
}

TEST(JsonRecord, KnowsTheFieldsOfNewsPlease) {
  Document d = document_of(
      R"({"authors":["Ann Ray","Bo Lee"],"date_download":"2020-01-02 00:00:00",)"
      R"("date_publish":"2017-09-14 00:00:00","description":null,"language":"en",)"
      R"("maintext":"Body.","source_domain":"a.org","text":null,"title":"Head",)"
      R"("url":"https://a.org/x"})");
  EXPECT_EQ(d.text, "Body.");
  EXPECT_EQ(d.author, "Ann Ray, Bo Lee");
  EXPECT_EQ(d.published, "2017-09-14T00:00:00");
  EXPECT_EQ(d.publisher, "a.org");
  EXPECT_EQ(d.title, "Head");
  EXPECT_EQ(d.id, "https://a.org/x");
}

TEST(JsonRecord, LooksInsideTheMetadataOfDolmaAndRedPajama) {
  Document dolma = document_of(
      R"({"id":"d1","text":"T","source":"cc","metadata":{"url":"http://a.org","n":[{}]}})");
  EXPECT_EQ(dolma.url, "http://a.org");
  Document pajama =
      document_of(R"({"text":"T","meta":{"timestamp":"2023-03-29T00:21:05Z",)"
                  R"("url":"https://b.org","language":"en"}})");
  EXPECT_EQ(pajama.id, "https://b.org");
  EXPECT_EQ(pajama.published, "2023-03-29T00:21:05Z");
  Document second = document_of(
      R"({"url":"u","source_domain":"b.org","raw_content":"T","doc_id":"9/en/1"})");
  EXPECT_EQ(second.id, "9/en/1");
  EXPECT_EQ(second.text, "T");
}

TEST(JsonRecord, TakesTheFirstNameThatIsPresentWhateverTheOrder) {
  EXPECT_EQ(document_of(R"({"content":"b","text":"a"})").text, "a");
  EXPECT_EQ(document_of(R"({"text":"a","content":"b"})").text, "a");
  EXPECT_EQ(document_of(R"({"text":null,"content":"b"})").text, "b");
  EXPECT_EQ(document_of(R"({"content":"b","text":""})").text, "");
}

TEST(JsonRecord, TakesNamesOfAnotherCaseAfterExactOnes) {
  EXPECT_EQ(document_of(R"({"Text":"a"})").text, "a");
  EXPECT_EQ(document_of(R"({"TEXT":"a","text":"b"})").text, "b");
  EXPECT_EQ(document_of(R"({"text":"b","TEXT":"a"})").text, "b");
}

TEST(JsonRecord, TakesTheLastOfAFieldThatIsThereTwice) {
  EXPECT_EQ(document_of(R"({"text":"a","text":"b"})").text, "b");
}

TEST(JsonRecord, ReadsTheFieldsThatAreAskedFor) {
  RecordOptions options;
  options.fields.text = {"a.b", "c"};
  options.fields.id = {"c"};
  Document d = document_of(R"({"c":5,"a":{"b":"in"},"text":"no"})", options);
  EXPECT_EQ(d.text, "in");
  EXPECT_EQ(d.id, "5");
  EXPECT_EQ(document_of(R"({"a.b":"flat"})", options).text, "flat");
  EXPECT_EQ(document_of(R"({"c":"both"})", options).id, "both");
  EXPECT_EQ(document_of(R"({"c":"both"})", options).text, "both");
}

TEST(JsonRecord, JoinsParagraphs) {
  EXPECT_EQ(document_of(R"({"text":["One.","Two.",null]})").text, "One.\n\nTwo.");
  EXPECT_EQ(document_of(R"({"text":[]})").text, "");
}

TEST(JsonRecord, UndoesEscapesInNamesAndValues) {
  EXPECT_EQ(document_of(R"({"te\u0078t":"\u00e9\n\t\"\\\/\ud83d\ude00"})").text,
            "\xC3\xA9\n\t\"\\/\xF0\x9F\x98\x80");
}

TEST(JsonRecord, NamesTheFieldsThereAreWhenNoneIsAText) {
  EXPECT_EQ(skip_of(R"({"id":1,"te\"xt":"a","nested":{"x":1}})"),
            "no text field; its fields: id, te\"xt, nested");
  EXPECT_EQ(skip_of(R"({"text":null})"), "no text field; its fields: text");
  EXPECT_EQ(skip_of(R"({})"), "no text field; the object is empty");
  EXPECT_EQ(skip_of(R"({"text":{"a":"b"}})"), "text field is no text; ");
  EXPECT_EQ(skip_of(R"({"text":17})"), "text field is no text; ");
  EXPECT_EQ(skip_of(R"({"text":[{"a":"b"}]})"), "text field is no text; ");
}

TEST(JsonRecord, MendsWhatStrictParsersRefuse) {
  EXPECT_EQ(document_of("{\"text\":\"a\tb\x01\"}").text, "a\tb\x01");
  EXPECT_EQ(document_of(R"({"text":"\ud83d!"})").text, "\xEF\xBF\xBD!");
  EXPECT_EQ(document_of(R"({"text":"\ude00\ud83d\ude00\ud83d"})").text,
            "\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD");
  EXPECT_EQ(document_of("{\"text\":\"a\",\"x\":\"\xED\xA0\x80\"}").text, "a");
  EXPECT_EQ(document_of("{\"text\":\"a\0b\"}"s).text, "a\0b"s);
}

TEST(JsonRecord, ReadsLinesThatAreNoUtf8) {
  EXPECT_EQ(
      document_of("{\"text\":\"\xC3\xA9t\xC3\xA9 \xC3\xA0 No\xC3\xABl \xFF\"}").text,
      "\xC3\xA9t\xC3\xA9 \xC3\xA0 No\xC3\xABl \xEF\xBF\xBD");
  EXPECT_EQ(document_of("{\"text\":\"Le caf\xE9 de l'\xE9t\xE9 o\xF9 l'on boit\"}").text,
            "Le caf\xC3\xA9 de l'\xC3\xA9t\xC3\xA9 o\xC3\xB9 l'on boit");
}

TEST(JsonRecord, PassesOverValuesThatAreNoJson) {
  EXPECT_EQ(document_of(R"({"score":NaN,"text":"a","x":Infinity})").text, "a");
  EXPECT_EQ(document_of(R"({"title":NaN,"text":"a"})").title, std::nullopt);
}

TEST(JsonRecord, RefusesEveryObjectThatIsCut) {
  std::string line = R"({"id":1,"a":{"b":[1,"x",{}]},"text":"a \" \u00e9","n":null})";
  ASSERT_EQ(read(line).texts(), std::vector<std::string>{"a \" \xC3\xA9"});
  for (size_t size = 1; size < line.size(); ++size)
    EXPECT_EQ(read(line.substr(0, size)).records.size(), 0) << line.substr(0, size);
}

// What a parser that builds the whole tree makes of a line.
std::optional<std::string> slow_text(const std::string& line) {
  nlohmann::json tree = nlohmann::json::parse(line, nullptr, false);
  if (!tree.is_object() || !tree.contains("text") || !tree["text"].is_string())
    return std::nullopt;
  return tree["text"].get<std::string>();
}

TEST(JsonRecord, AgreesWithASlowParserOnLinesWithOneByteChanged) {
  std::string line = R"({"a":[1,{"b":"\\"}],"text":"x\"\u00e9{","c":{"d":null}})";
  for (size_t at = 0; at < line.size(); ++at) {
    for (char c : "{}[]:,\"\\ x1\xC3"s) {
      std::string changed = line;
      changed[at] = c;
      std::optional<std::string> slow = slow_text(changed);
      if (!slow) continue;
      EXPECT_THAT(read(changed).texts(), ElementsAre(*slow)) << changed;
    }
  }
}

}  // namespace
}  // namespace unspin
