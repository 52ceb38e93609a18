#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/read_all.h"

namespace unspin {
namespace {

using namespace std::string_literals;
using testing::AllRecords;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

AllRecords read(std::string_view bytes, const RecordOptions& options = {}) {
  AllRecords all = testing::read_all(bytes, "news.jsonl", options);
  EXPECT_EQ(all.fault, "");
  return all;
}

RecordOptions batches_of(size_t bytes) {
  RecordOptions options;
  options.batch_bytes = bytes;
  return options;
}

TEST(JsonLines, GivesADocumentALine) {
  AllRecords all = read("{\"id\": \"a\", \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n");
  EXPECT_THAT(all.texts(), ElementsAre("One.", "Two."));
  EXPECT_THAT(all.ids(), ElementsAre("a", "news.jsonl:2"));
  EXPECT_THAT(all.skips, IsEmpty());
  EXPECT_EQ(all.records[0].document.kind, "jsonl");
  EXPECT_EQ(all.records[0].document.bytes, 28);
}

TEST(JsonLines, TakesTheLastLineWithoutItsEnd) {
  EXPECT_THAT(read("{\"text\":\"a\"}\n{\"text\":\"b\"}").texts(), ElementsAre("a", "b"));
}

TEST(JsonLines, SkipsAByteOrderMarkAndCarriageReturns) {
  AllRecords all = read("\xEF\xBB\xBF{\"text\":\"a\"}\r\n{\"text\":\"b\"}\r\n");
  EXPECT_THAT(all.texts(), ElementsAre("a", "b"));
  EXPECT_THAT(all.skips, IsEmpty());
}

TEST(JsonLines, PassesOverBlankLinesAndCountsThem) {
  AllRecords all = read("{\"text\":\"a\"}\n\n \t\r\n\n{\"text\":\"b\"}\n\n");
  EXPECT_THAT(all.ids(), ElementsAre("news.jsonl:1", "news.jsonl:5"));
  EXPECT_THAT(all.ordinals, ElementsAre(0, 1));
  EXPECT_THAT(all.skips, IsEmpty());
}

TEST(JsonLines, SaysWhereALineIsCutShort) {
  AllRecords all = read("{\"text\":\"a\"}\n{\"text\":\"half of");
  EXPECT_THAT(all.texts(), ElementsAre("a"));
  EXPECT_THAT(all.complaints(), ElementsAre("13: not valid JSON"));
  EXPECT_EQ(all.skips[0].path, "news.jsonl");
}

TEST(JsonLines, GoesOnBehindABadLine) {
  AllRecords all = read(
      "{\"text\":\"a\"}\n{\"text\" \"b\"}\n[1]\nx\n{\"text\":\"c\"} "
      "1\n{\"text\":\"d\"}\n");
  EXPECT_THAT(all.texts(), ElementsAre("a", "d"));
  EXPECT_THAT(all.complaints(),
              ElementsAre("13: not valid JSON", "26: not a JSON object",
                          "30: not a JSON object", "32: not valid JSON"));
  EXPECT_THAT(all.ordinals, ElementsAre(0, 5));
}

TEST(JsonLines, LeavesOutWhatIsTooLongWithoutHoldingIt) {
  std::string lines = "{\"text\":\"a\"}\n{\"text\":\"" + std::string(5000, 'b') +
                      "\"}\n{\"text\":\"c\"}\n";
  for (size_t batch : {1, 7, 64, 1000, 4000, 100000}) {
    RecordOptions options = batches_of(batch);
    options.limits.max_record_bytes = 1000;
    AllRecords all = read(lines, options);
    EXPECT_THAT(all.texts(), ElementsAre("a", "c"));
    EXPECT_THAT(all.complaints(), ElementsAre("13: record is too long"));
    EXPECT_THAT(all.ordinals, ElementsAre(0, 2));
    EXPECT_EQ(all.records[1].document.id, "news.jsonl:3");
    EXPECT_EQ(all.bytes, lines);
  }
}

TEST(JsonLines, IsTheSameForEveryBatchSize) {
  std::string lines =
      "\xEF\xBB\xBF{\"id\":1,\"text\":\"a \\u00e9\"}\r\n\n  \n{\"text\":\"\"}\n"
      "{\"text\":\"cut\n\n{\"text\":[\"b\",\"c\"],\"url\":\"http://x\"}\n\r\n{\"te";
  AllRecords whole = read(lines);
  EXPECT_THAT(whole.texts(), ElementsAre("a \xC3\xA9", "", "b\n\nc"));
  for (size_t batch = 1; batch < lines.size() + 2; ++batch) {
    AllRecords all = read(lines, batches_of(batch));
    EXPECT_EQ(all.bytes, lines);
    EXPECT_EQ(all.texts(), whole.texts());
    EXPECT_EQ(all.ids(), whole.ids());
    EXPECT_EQ(all.ordinals, whole.ordinals);
    EXPECT_EQ(all.complaints(), whole.complaints());
  }
}

TEST(JsonLines, KeepsWhatCameBeforeAStreamBreaksOff) {
  // A stored gzip member without its end.
  std::string gzip =
      "\x1f\x8b\x08\0\0\0\0\0\0\x03\0\x20\0\xdf\xff{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"te"s;
  AllRecords all = read(gzip);
  EXPECT_THAT(all.texts(), ElementsAre("a", "b"));
  EXPECT_THAT(all.skips, IsEmpty());
  EXPECT_NE(all.error, "");
}

TEST(JsonLines, CutsWhereGetlineDoes) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::string file = "x";
    for (unsigned n = random() % 60; n > 0; --n) file += "x\n\r "[random() % 4];
    // No line is an object, so each that is not blank is a skip where it begins.
    std::vector<uint64_t> begins;
    std::istringstream stream(file);
    uint64_t begin = 0;
    for (std::string line; std::getline(stream, line); begin += line.size() + 1)
      if (line.find('x') != std::string::npos) begins.push_back(begin);
    AllRecords all = read(file, batches_of(1 + random() % 70));
    std::vector<uint64_t> skipped;
    for (const Skip& skip : all.skips) skipped.push_back(skip.offset);
    EXPECT_EQ(skipped, begins);
    EXPECT_EQ(all.bytes, file);
  }
}

}  // namespace
}  // namespace unspin
