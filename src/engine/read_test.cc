#include "unspin/read.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace unspin {
namespace {

namespace fs = std::filesystem;

class Read : public testing::Test {
 protected:
  Read() {
    std::string name = (fs::temp_directory_path() / "unspin-read-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Read() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  fs::path folder_;
};

constexpr const char* kPage =
    "<html><head><title>The weir</title></head><body><nav><a "
    "href=/>Home</a></nav><article>"
    "<h1>The weir</h1><p>The council voted on Thursday to dredge the lower river before "
    "the autumn floods, ending a dispute that has divided the town for "
    "years.</p><p>Engineers "
    "warned that silt had raised the bed by two metres in a decade, and that the old "
    "pumping station could not cope with another wet "
    "October.</p></article></body></html>";

TEST_F(Read, TakesTheArticleOutOfAPage) {
  auto document = read_document(write("page.html", kPage));
  ASSERT_TRUE(document) << document.error().message;
  EXPECT_EQ(document->kind, "html");
  EXPECT_EQ(document->language, "en");
  EXPECT_NE(document->text.find("wet October."), std::string::npos);
  EXPECT_EQ(document->text.find("Home"), std::string::npos);
}

TEST_F(Read, GivesAllDocumentsAndCountsThem) {
  write("a.txt", "A plain text of some words.");
  write("b.jsonl", "{\"text\": \"one\"}\n{\"text\": \"two\", \"id\": 7}\n{\"text\": \n");
  std::vector<std::string> ids, lines;
  ReadSink sink;
  sink.on_document = [&](Document&& document) {
    ids.push_back(fs::path(document.id).filename());
    return true;
  };
  sink.on_skip = [&](const Skip& skip) { lines.push_back(to_line(skip)); };
  ReadStats stats = read_documents({folder_.string()}, sink);
  EXPECT_EQ(ids, (std::vector<std::string>{"a.txt", "b.jsonl:1", "7"}));
  EXPECT_EQ(stats.files, 2U);
  EXPECT_EQ(stats.documents, 3U);
  EXPECT_EQ(stats.kinds.at("jsonl"), 2U);
  EXPECT_FALSE(stats.clean());
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_NE(lines[0].find("b.jsonl:41: "), std::string::npos) << lines[0];
}

TEST_F(Read, ReportsAnInputThatMatchesNothing) {
  std::vector<std::string> lines;
  ReadSink sink;
  sink.on_document = [](Document&&) { return true; };
  sink.on_skip = [&](const Skip& skip) { lines.push_back(to_line(skip)); };
  EXPECT_FALSE(read_documents({(folder_ / "none").string()}, sink).clean());
  EXPECT_EQ(lines.size(), 1U);
}

TEST_F(Read, RefusesAFileOfManyWhereOneIsWanted) {
  auto document =
      read_document(write("b.jsonl", "{\"text\": \"one\"}\n{\"text\": \"two\"}\n"));
  ASSERT_FALSE(document);
  EXPECT_NE(document.error().message.find("more than one document"), std::string::npos);
}

TEST_F(Read, TakesTheOnlyRecordOfAFile) {
  auto document = read_document(write("b.jsonl", "{\"text\": \"one\", \"id\": \"x\"}\n"));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->id, "x");
  EXPECT_EQ(document->text, "one");
}

TEST_F(Read, TellsAFolderFromAMissingFile) {
  auto folder = read_document(folder_.string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, Code::kUnreadable);
  EXPECT_NE(folder.error().message.find("is a folder"), std::string::npos);
  auto missing = read_document("/no/such/file");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::kNotFound);
}

TEST_F(Read, TakesAnEmptyFileAsAnEmptyText) {
  auto document = read_document(write("empty.txt", ""));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, "");
}

}  // namespace
}  // namespace unspin
