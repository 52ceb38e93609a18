#include "corpus/read_document.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/file.h"

namespace unspin {
namespace {

using namespace std::string_literals;

std::string text_of(std::string bytes) {
  auto document = decode_document("x", std::move(bytes));
  return document ? document->text : "error: " + document.error().message;
}

TEST(ReadDocument, KeepsEveryByteOfUtf8EvenBadOnes) {
  EXPECT_EQ(text_of("caf\xC3\xA9 \xFF\xFE."), "caf\xC3\xA9 \xFF\xFE.");
}

TEST(ReadDocument, DropsTheByteOrderMark) { EXPECT_EQ(text_of("\xEF\xBB\xBFhi"), "hi"); }

TEST(ReadDocument, MakesUtf16OfEitherOrderUtf8) {
  EXPECT_EQ(text_of("\xFF\xFEh\0i\0\xE9\0"s), "hi\xC3\xA9");
  EXPECT_EQ(text_of("\xFE\xFF\0h\0i\0\xE9"s), "hi\xC3\xA9");
}

TEST(ReadDocument, RecognisesUtf16WithoutAMark) {
  EXPECT_EQ(text_of("h\0e\0l\0l\0o\0 \0y\0o\0u\0"s), "hello you");
  EXPECT_EQ(text_of("\0h\0e\0l\0l\0o\0 \0y\0o\0u"s), "hello you");
}

TEST(ReadDocument, MarksWhatIsNoUtf16) {
  EXPECT_EQ(text_of("\xFF\xFEh\0\x00\xD8i\0"s), "h\xEF\xBF\xBDi");
  EXPECT_EQ(text_of("\xFF\xFEh\0i"s), "h\xEF\xBF\xBD");
}

TEST(ReadDocument, RefusesBinaryAndSaysWhere) {
  auto document = decode_document("photo.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, Code::kNotText);
  EXPECT_EQ(
      document.error().message,
      "photo.png: is not text: control characters from offset 6 on; give a text file");
}

TEST(ReadDocument, ForgivesAStrayNul) {
  std::string text = std::string(500, 'x') + '\0' + "and more";
  EXPECT_EQ(text_of(text), text);
}

TEST(ReadDocument, TakesAnEmptyFileAsAnEmptyText) { EXPECT_EQ(text_of(""), ""); }

TEST(ReadDocument, TellsAFolderFromAMissingFile) {
  auto folder = read_document(std::filesystem::temp_directory_path().string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, Code::kUnreadable);
  EXPECT_NE(folder.error().message.find("is a folder"), std::string::npos);

  auto missing = read_document("/no/such/file");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::kNotFound);
}

}  // namespace
}  // namespace unspin
