#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "corpus/read_all.h"

namespace unspin {
namespace {

using namespace std::string_literals;
using testing::AllRecords;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

AllRecords read(std::string_view bytes, const std::string& name,
                const RecordOptions& options = {}) {
  AllRecords all = testing::read_all(bytes, name, options);
  EXPECT_EQ(all.fault, "");
  return all;
}

TEST(WholeFile, IsOneDocumentNamedByItsPath) {
  AllRecords all = read("One.\n\nTwo.\n", "a/b.txt");
  EXPECT_THAT(all.texts(), ElementsAre("One.\n\nTwo.\n"));
  EXPECT_THAT(all.ids(), ElementsAre("a/b.txt"));
  EXPECT_EQ(all.records[0].document.kind, "text");
  EXPECT_EQ(all.records[0].document.bytes, 11);
}

TEST(WholeFile, IsADocumentEvenWhenEmpty) {
  EXPECT_THAT(read("", "a.txt").texts(), ElementsAre(""));
}

TEST(WholeFile, IsAsLongAsItIs) {
  std::string text;
  while (text.size() < 3 << 20) text += "All work and no play makes a dull boy.\n";
  EXPECT_THAT(read(text, "a.txt").texts(), ElementsAre(text));
}

TEST(WholeFile, KeepsTheBytesOfUtf8AndDropsItsMark) {
  std::string text = "\xC3\xA9t\xC3\xA9 \xC3\xA0 No\xC3\xABl, \xFF fin\n";
  EXPECT_THAT(read("\xEF\xBB\xBF" + text, "a.txt").texts(), ElementsAre(text));
  EXPECT_THAT(read(text, "a.txt").texts(), ElementsAre(text));
}

TEST(WholeFile, ConvertsOtherEncodings) {
  EXPECT_THAT(read("\xFF\xFEh\0i\0\xE9\0"s, "a.txt").texts(), ElementsAre("hi\xC3\xA9"));
  EXPECT_THAT(read("Le caf\xE9 de l'\xE9t\xE9 o\xF9 l'on boit", "a.txt").texts(),
              ElementsAre("Le caf\xC3\xA9 de l'\xC3\xA9t\xC3\xA9 o\xC3\xB9 l'on boit"));
}

TEST(WholeFile, IsRefusedWhenItIsBinary) {
  EXPECT_THAT(read("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s, "a.png").error,
              HasSubstr("a.png: "));
  AllRecords late = read(std::string(5000, 'x') + std::string(5000, '\1'), "a.txt");
  EXPECT_THAT(late.complaints(), ElementsAre("0: is not text"));
  EXPECT_TRUE(late.skips[0].whole_file);
}

TEST(WholeFile, IsLeftOutWhenItIsTooLong) {
  RecordOptions options;
  options.limits.max_record_bytes = 1000;
  for (size_t size : {1001, 5000, 200000}) {
    AllRecords all = read(std::string(size, 'x'), "a.txt", options);
    EXPECT_THAT(all.complaints(), ElementsAre("0: record is too long"));
    EXPECT_EQ(all.bytes.size(), size);
  }
  EXPECT_EQ(read(std::string(1000, 'x'), "a.txt", options).records.size(), 1);
}

TEST(WholeFile, HandsAPageOnAsItCame) {
  AllRecords all = read("<html><p>caf\xE9", "a.html");
  ASSERT_EQ(all.records.size(), 1);
  EXPECT_EQ(all.records[0].page->html, "<html><p>caf\xE9");
  EXPECT_EQ(all.records[0].page->charset, "");
  EXPECT_EQ(all.records[0].document.kind, "html");
  EXPECT_EQ(all.records[0].document.text, "");
}

}  // namespace
}  // namespace unspin
