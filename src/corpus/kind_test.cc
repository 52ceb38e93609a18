#include "corpus/kind.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace unspin {
namespace {

using namespace std::string_literals;

std::string kind(std::string_view head, std::string_view name = "") {
  return std::string(to_string(detect_kind(head, name)));
}

TEST(Kind, KnowsArchivesByTheirFirstBytes) {
  EXPECT_EQ(kind("PAR1\x15\x04"), "parquet");
  EXPECT_EQ(kind("WARC/1.0\r\nWARC-Type: warcinfo"), "warc");
  EXPECT_EQ(kind("\r\nWARC/0.18\nWARC-Type: warcinfo"), "warc");
  EXPECT_EQ(kind("filedesc://IAH.arc 0.0.0.0 20080430204825 text/plain 1301"), "arc");
  EXPECT_EQ(kind("http://a.org/ 192.0.2.1 20080430204825 text/html 1301\nHTTP/1.1 200"),
            "arc");
  EXPECT_EQ(kind("http://a.org/ has text 20080430204825 of 1301\n"), "text");
}

TEST(Kind, BelievesContentBeforeNames) {
  EXPECT_EQ(kind("WARC/1.0\r\n", "crawl.txt"), "warc");
  EXPECT_EQ(kind("<!DOCTYPE html><html>", "page.txt"), "html");
  EXPECT_EQ(kind("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "all.json"), "jsonl");
  EXPECT_EQ(kind("[{\"text\": \"a\"}]", "all.jsonl.gz"), "json");
}

TEST(Kind, BelievesNamesWhereContentSaysNothing) {
  EXPECT_EQ(kind("", "empty.jsonl"), "jsonl");
  EXPECT_EQ(kind("", "empty.csv.gz"), "csv");
  EXPECT_EQ(kind("", "a.dir/file"), "text");
  EXPECT_EQ(kind("some words", "page.HTM"), "html");
  EXPECT_EQ(kind("some words", "table.tsv.zst"), "tsv");
  EXPECT_EQ(kind("some words", "-"), "text");
}

TEST(Kind, TellsJsonLinesFromOneValue) {
  EXPECT_EQ(kind("{\"text\": \"a\"}"), "jsonl");
  EXPECT_EQ(kind("\xEF\xBB\xBF{\"text\": \"a\"}\r\n"), "jsonl");
  EXPECT_EQ(kind("{\"text\": \"" + std::string(5000, 'x')), "jsonl");
  EXPECT_EQ(kind("{\"text\": \"}\\\"{\"}\n{\"text\": 1}"), "jsonl");
  EXPECT_EQ(kind("\n\n[\n  {\"text\": 1},\n"), "json");
  EXPECT_EQ(kind("[]"), "json");
  EXPECT_EQ(kind("{\n  \"text\": \"a\"\n}\n"), "json");
  EXPECT_EQ(kind("{ \"text\": \"a\",\n  \"id\": 1 }\n"), "json");
  EXPECT_EQ(kind("{\"text\": \"a\"\n}"), "json");
  EXPECT_EQ(kind("[\"a\", \"b\"]\n[\"c\"]\n", "x.jsonl"), "jsonl");
}

TEST(Kind, TakesADamagedFirstLineForALine) {
  EXPECT_EQ(kind("{\"text\": \"cut off\n{\"text\": \"b\"}\n"), "jsonl");
  EXPECT_EQ(kind("{\"text\": 12\n{\"text\": \"b\"}\n"), "jsonl");
}

TEST(Kind, TakesBracketsInTextForText) {
  EXPECT_EQ(kind("[Reuters] The minister said"), "text");
  EXPECT_EQ(kind("[1] See note"), "text");
  EXPECT_EQ(kind("{{Infobox}} is a template"), "text");
  EXPECT_EQ(kind("{ or not {"), "text");
}

TEST(Kind, TakesEmptyBracketsBeforeWordsForText) {
  EXPECT_EQ(kind("[] edit Early life\nPatrick was a player.", "a.txt"), "text");
  EXPECT_EQ(kind("[]\n", "a.txt"), "json");
}

TEST(Kind, KnowsPagesByTheirFirstTag) {
  EXPECT_EQ(kind("<!doctype HTML>\n<title>x</title>"), "html");
  EXPECT_EQ(kind("\xEF\xBB\xBF\r\n <HTML lang=en>"), "html");
  EXPECT_EQ(kind("<!-- saved from url -->\n<html>"), "html");
  EXPECT_EQ(kind("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC"), "html");
  EXPECT_EQ(kind("<div class=a>"), "html");
  EXPECT_EQ(kind("\xFF\xFE<\0h\0t\0m\0l\0>\0a\0b\0"s), "html");
  EXPECT_EQ(kind("\xFE\xFF\0<\0h\0t\0m\0l\0>\0a"s), "html");
}

TEST(Kind, TakesOtherMarkupForText) {
  EXPECT_EQ(kind("<?xml version=\"1.0\"?>\n<document>"), "text");
  EXPECT_EQ(kind("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS>"), "text");
  EXPECT_EQ(kind("<a@b.org> wrote:"), "text");
  EXPECT_EQ(kind("<p> marks a paragraph", "notes.txt"), "text");
  EXPECT_EQ(kind("<html> marks a page", "notes.txt"), "html");
}

TEST(Kind, KnowsTablesByHeaderAndEvenRows) {
  EXPECT_EQ(kind("id,text\n1,a\n2,b\n"), "csv");
  EXPECT_EQ(kind("id,url,text\n1,http://a,\"x, y\nand z\"\n"), "csv");
  EXPECT_EQ(kind("id\ttext\n1\ta b\n2\tc, d\n"), "tsv");
  EXPECT_EQ(kind("\"id\",\"Article Title\"\r\n\"1\",\"a\"\r\n\"2\",\"b\"\r\n"), "csv");
}

TEST(Kind, TakesProseWithCommasForText) {
  EXPECT_EQ(kind("Rain, snow\nsleet, hail\nwind, sun\n"), "text");
  EXPECT_EQ(kind("Tiger, tiger, burning bright\nIn the forests, dark, of night\n"),
            "text");
  EXPECT_EQ(kind("One,two\nand then three\n"), "text");
  EXPECT_EQ(kind("id,text\n"), "text");
  EXPECT_EQ(kind("id,text\n1,a\n2,b\n", "table.txt"), "text");
}

TEST(Kind, MendsTheNameOfATableWithTheOtherDelimiter) {
  EXPECT_EQ(kind("id\ttext\n1\ta\n2\tb\n", "table.csv"), "tsv");
  EXPECT_EQ(kind("id,text\n1,a\n2,b\n", "table.tsv"), "csv");
  EXPECT_EQ(kind("only one column\na\n", "table.csv"), "csv");
}

TEST(Kind, KnowsCompressionsByTheirFirstBytes) {
  EXPECT_EQ(detect_compression("\x1F\x8B\x08\0"s), Compression::kGzip);
  EXPECT_EQ(detect_compression("\x28\xB5\x2F\xFD"), Compression::kZstd);
  EXPECT_EQ(detect_compression("\x5D\x2A\x4D\x18"), Compression::kZstd);
  EXPECT_EQ(detect_compression("BZh91AY&SY"), Compression::kBzip2);
  EXPECT_EQ(detect_compression("BZh is how it begins"), Compression::kNone);
  EXPECT_EQ(detect_compression("\xFD"
                               "7zXZ\0"s),
            Compression::kXz);
  EXPECT_EQ(detect_compression("text"), Compression::kNone);
  EXPECT_EQ(detect_compression(""), Compression::kNone);
}

TEST(Kind, KnowsBinaryFilesAndSaysWhatToDo) {
  EXPECT_TRUE(looks_binary("%PDF-1.4\n1 0 obj"));
  EXPECT_EQ(describe_binary("%PDF-1.4\n1 0 obj"),
            "is a PDF document; make it text first (pdftotext)");
  EXPECT_TRUE(looks_binary("\x04\x22\x4D\x18\x64\x40\xA7\0\0\0"s));
  EXPECT_EQ(describe_binary("\x04\x22\x4D\x18"), "is lz4; decompress it first (lz4 -d)");
  EXPECT_TRUE(looks_binary("PK\x03\x04\x14\0\0\0"s));
  EXPECT_TRUE(looks_binary("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s));
  EXPECT_FALSE(looks_binary("ORChestras play"));
  EXPECT_FALSE(looks_binary("h\0e\0l\0l\0o\0 \0y\0o\0u\0"s));
  EXPECT_FALSE(looks_binary("\xFF\xFEh\0"s));
  EXPECT_FALSE(looks_binary(std::string(500, 'x') + '\0'));
  EXPECT_FALSE(looks_binary(""));
}

}  // namespace
}  // namespace unspin
