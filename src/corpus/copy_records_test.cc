#include "corpus/copy_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "base/file.h"
#include "corpus/read_all.h"
#include "corpus/testing.h"

namespace unspin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using unspin::testing::AllRecords;
using unspin::testing::read_all;

constexpr Compression kAll[] = {Compression::kNone, Compression::kGzip,
                                Compression::kZstd, Compression::kBzip2,
                                Compression::kXz};

std::string bytes_of(const std::string& path) {
  Result<OpenedStream> stream = open_stream(path);
  return stream ? drain(*stream->bytes).bytes : "error: " + stream.error().message;
}

// The names in a folder.
std::vector<std::string> names_in(const Scratch& scratch) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path()))
    names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

struct Copied {
  std::string bytes;  // uncompressed
  CopyCounts counts;
};

Copied copied(std::string_view file, const std::string& name,
              const std::function<bool(uint64_t)>& keep, const ReadLimits& limits = {}) {
  auto opened = open_records(file, "x." + name, {.limits = limits, .batch_bytes = 100});
  if (!opened) return {"error: " + opened.error().message, {}};
  std::string out;
  auto sink = [&](std::string_view bytes) {
    out += bytes;
    return Result<void>();
  };
  Result<CopyCounts> counts = copy_documents(*opened, sink, keep, limits);
  if (!counts) return {"error: " + counts.error().message, {}};
  return {drain(*open_memory(out).bytes).bytes, *counts};
}

std::string copy_json(std::string_view file, std::vector<uint64_t> kept) {
  return copied(file, "json",
                [&](uint64_t ordinal) {
                  return std::ranges::find(kept, ordinal) != kept.end();
                })
      .bytes;
}

// A file of one kind, with what its kind allows between records.
std::string random_file(const std::string& name, std::minstd_rand& random) {
  auto some = [&](std::vector<std::string> choices) {
    return choices[random() % choices.size()];
  };
  std::string file;
  size_t count = random() % 12;
  if (name == "json") file = some({"[", " [\n", "\xEF\xBB\xBF["});
  if (name == "csv") file = "id,text,more\n";
  for (size_t i = 0; i < count; ++i) {
    std::string text = some({"", "some text", "é , [ ] { }", "a \\\"quoted\\\" word"});
    std::string json = "{\"id\": " + std::to_string(i) + ", \"text\": \"" + text + "\"}";
    if (name == "json") {
      if (i > 0) file += some({",", ", ", " ,\n  "});
      file += some({json, json, json, "\"text\"", "12", "[1, 2]"});
    } else if (name == "jsonl") {
      file += some({json, json, json, "", "{\"broken\": ", "not json"});
      file += i + 1 == count ? some({"", "\n"}) : some({"\n", "\r\n"});
    } else if (name == "csv") {
      file += std::to_string(i) + some({",plain,", ",\"a, b\",", ",\"two\nlines\","}) +
              some({"x\n", "\"\"\"\"\r\n"});
    } else {
      file += json + "\n";
    }
  }
  if (name == "json") file += some({"]", "\n]\n"});
  return file;
}

TEST(CopyRecords, KeepsEveryByteOfAFileWhenAllIsKept) {
  std::minstd_rand random(3);
  for (int round = 0; round < 200; ++round) {
    for (const char* name : {"jsonl", "json", "csv", "txt"}) {
      std::string file = random_file(name, random);
      Compression compression = kAll[random() % std::size(kAll)];
      Copied result =
          copied(compress(compression, file), name, [](uint64_t) { return true; });
      ASSERT_EQ(result.bytes, file) << name;
      EXPECT_EQ(result.counts.removed, 0u);
    }
  }
}

TEST(CopyRecords, LeavesTheDocumentsThatAreKept) {
  std::minstd_rand random(4);
  for (int round = 0; round < 300; ++round) {
    for (std::string name : {"jsonl", "json", "csv"}) {
      std::string file = random_file(name, random);
      AllRecords before = read_all(file, "x." + name);
      if (!before.error.empty()) continue;
      uint64_t mask = random();
      auto keep = [&](uint64_t ordinal) { return (mask >> ordinal & 1) != 0; };
      AllRecords after = read_all(copied(file, name, keep).bytes, "x." + name);
      std::vector<std::string> kept;
      for (size_t i = 0; i < before.records.size(); ++i)
        if (keep(before.ordinals[i])) kept.push_back(before.records[i].document.text);
      ASSERT_EQ(after.texts(), kept) << file;
      ASSERT_EQ(after.error, "");
    }
  }
}

TEST(CopyRecords, MendsTheCommasOfAnArray) {
  std::string file = "[\n  {\"a\": 1},\n  {\"b\": 2} ,\n  {\"c\": 3}\n]\n";
  EXPECT_EQ(copy_json(file, {0, 1, 2}), file);
  EXPECT_EQ(copy_json(file, {1, 2}), "[\n  {\"b\": 2} ,\n  {\"c\": 3}\n]\n");
  EXPECT_EQ(copy_json(file, {0, 2}), "[\n  {\"a\": 1} ,\n  {\"c\": 3}\n]\n");
  EXPECT_EQ(copy_json(file, {0, 1}), "[\n  {\"a\": 1},\n  {\"b\": 2}\n]\n");
  EXPECT_EQ(copy_json(file, {2}), "[\n  {\"c\": 3}\n]\n");
  EXPECT_EQ(copy_json(file, {}), "[\n  \n]\n");
}

std::string warc_record(const std::string& type, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Target-URI: http://a.org/\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

size_t count_members(std::string_view file) {
  size_t members = 0;
  for (size_t at = 0; at < file.size(); at = file.find("\x1F\x8B\x08", at + 1)) ++members;
  return members;
}

TEST(CopyRecords, MakesEachRecordOfACrawlAMemberAgain) {
  std::string page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>text";
  std::vector<std::string> records = {
      warc_record("warcinfo", "software: x"), warc_record("request", "GET / HTTP/1.1"),
      warc_record("response", page),
      warc_record("response", page + std::string(500, 'x')),
      warc_record("metadata", "a: b")};
  std::string plain;
  std::string members;
  for (const std::string& record : records) {
    plain += record;
    members += gzip(record);
  }
  Scratch scratch;
  for (const std::string& file : {members, gzip(plain)}) {
    std::string from = scratch.write("from.warc.gz", file);
    std::string to = scratch / "to.warc.gz";
    ASSERT_TRUE(copy_records({from, 0}, to, [](uint64_t) { return true; }));
    EXPECT_EQ(bytes_of(to), plain);
    EXPECT_EQ(count_members(*read_file(to, 1 << 20)), records.size());
    auto counts = copy_records({from, 0}, to, [](uint64_t n) { return n == 1; });
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->removed, 1u);
    EXPECT_EQ(bytes_of(to), records[0] + records[1] + records[3] + records[4]);
  }
}

TEST(CopyRecords, KeepsEveryByteOfRealCrawls) {
  const char* data = std::getenv("UNSPIN_DATA");
  std::filesystem::path folder = UNSPIN_SOURCE_DIR "/../shared/data";
  if (data) folder = data;
  folder /= "warc-samples";
  if (!std::filesystem::is_directory(folder))
    GTEST_SKIP() << "no data in " << folder << "; set UNSPIN_DATA";
  auto on_error = [](const Error& error) { ADD_FAILURE() << error.message; };
  for (const InputFile& from : expand_inputs({folder.string()}, on_error)) {
    Scratch scratch;
    std::string to = scratch / "to";
    auto counts = copy_records(from, to, [](uint64_t) { return true; });
    if (counts) {
      EXPECT_TRUE(bytes_of(from.path) == bytes_of(to)) << from.path;
    } else {
      EXPECT_THAT(names_in(scratch), ElementsAre()) << from.path;
    }
  }
}

TEST(CopyRecords, KeepsWhatIsTooLongToBeRead) {
  std::string big = "{\"text\": \"" + std::string(5000, ',') + "\"}";
  ReadLimits limits{.max_record_bytes = 1000};
  auto only = [](uint64_t kept) {
    return [kept](uint64_t ordinal) { return ordinal == kept; };
  };
  std::string array = "[{\"a\":0},\n" + big + ",\n{\"b\":2}]";
  EXPECT_EQ(copied(array, "json", only(0), limits).bytes, "[{\"a\":0},\n" + big + "]");
  EXPECT_EQ(copied(array, "json", only(2), limits).bytes, "[" + big + ",\n{\"b\":2}]");
  std::string lines = "{\"a\":0}\n" + big + "\n{\"b\":2}\n";
  EXPECT_EQ(copied(lines, "jsonl", only(2), limits).bytes, big + "\n{\"b\":2}\n");
}

TEST(CopyRecords, KeepsTheCompression) {
  for (Compression compression : kAll) {
    Scratch scratch;
    std::string from =
        scratch.write("from", compress(compression, "{\"text\": 1}\n{\"text\": 2}\n"));
    for (bool keep : {true, false}) {
      ASSERT_TRUE(
          copy_records({from, 0}, scratch / "to", [&](uint64_t) { return keep; }));
      Result<OpenedStream> stream = open_stream(scratch / "to");
      ASSERT_TRUE(stream);
      EXPECT_EQ(stream->compression, compression);
    }
  }
}

TEST(CopyRecords, CompressesMegabytesAsWell) {
  std::minstd_rand random(1);
  std::string file;
  while (file.size() < 700'000)
    file += "{\"text\": \"" + std::to_string(random()) + "\"}\n";
  for (Compression compression : kAll)
    EXPECT_TRUE(copied(compress(compression, file), "jsonl", [](uint64_t) {
                  return true;
                }).bytes == file);
}

TEST(CopyRecords, CountsWhatItKeepsAndWhatNot) {
  Copied result = copied("{\"text\": 1}\n\n{\"text\": 2}\n{\"text\": 3}\n", "jsonl",
                         [](uint64_t ordinal) { return ordinal == 1; });
  EXPECT_EQ(result.counts.kept, 1u);
  EXPECT_EQ(result.counts.removed, 2u);
  EXPECT_EQ(result.bytes, "\n{\"text\": 2}\n");
}

TEST(CopyRecords, LeavesNoFileOfATextThatIsRefused) {
  Scratch scratch;
  std::string from = scratch.write("a.txt", "Some words.");
  auto counts =
      copy_records({from, 0}, scratch / "b.txt", [](uint64_t) { return false; });
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->removed, 1u);
  EXPECT_THAT(names_in(scratch), ElementsAre("a.txt"));
}

TEST(CopyRecords, LeavesNothingOfAFileThatBreaksOff) {
  for (Compression compression : kAll) {
    if (compression == Compression::kNone) continue;
    Scratch scratch;
    std::string whole = compress(compression, "{\"text\": \"some text\"}\n");
    std::string from = scratch.write("from", whole.substr(0, whole.size() - 3));
    auto counts = copy_records({from, 0}, scratch / "to", [](uint64_t) { return true; });
    ASSERT_FALSE(counts);
    EXPECT_EQ(counts.error().code, Code::kCorrupt);
    EXPECT_THAT(counts.error().message, StartsWith(from + ": "));
    EXPECT_THAT(names_in(scratch), ElementsAre("from"));
  }
}

TEST(CopyRecords, ReplacesAFileWholeOrLeavesItAlone) {
  Scratch scratch;
  std::string good = scratch.write("good.jsonl", "{\"text\": 1}\n{\"text\": 2}\n");
  std::string bad = scratch.write("bad", gzip("{\"text\": 1}\n").substr(0, 20));
  std::string to = scratch.write("to", "old");
  ASSERT_FALSE(copy_records({bad, 0}, to, [](uint64_t) { return true; }));
  EXPECT_EQ(bytes_of(to), "old");
  ASSERT_TRUE(copy_records({good, 0}, to, [](uint64_t n) { return n == 1; }));
  EXPECT_EQ(bytes_of(to), "{\"text\": 2}\n");
  ASSERT_TRUE(copy_records({good, 0}, good, [](uint64_t n) { return n == 0; }));
  EXPECT_EQ(bytes_of(good), "{\"text\": 1}\n");
  EXPECT_THAT(names_in(scratch), ElementsAre("bad", "good.jsonl", "to"));
}

TEST(CopyRecords, SaysThatItCannotWrite) {
  Scratch scratch;
  std::string from = scratch.write("from.jsonl", "{\"text\": 1}\n");
  std::string to = scratch / "no/such/folder";
  auto counts = copy_records({from, 0}, to, [](uint64_t) { return true; });
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().code, Code::kUnwritable);
  EXPECT_THAT(counts.error().message, StartsWith(to + ": cannot write: "));
}

// A limit on the size of files stands for a full disk: the write fails just the same.
TEST(CopyRecords, LeavesNothingOnAFullDisk) {
  std::string lines;
  while (lines.size() < 1'000'000) lines += "{\"text\": \"some text\"}\n";
  for (Compression compression : {Compression::kNone, Compression::kBzip2}) {
    Scratch scratch;
    std::string from = scratch.write("from.jsonl", compress(compression, lines));
    pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      std::signal(SIGXFSZ, SIG_IGN);
      rlimit limit{100, 100};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      auto counts =
          copy_records({from, 0}, scratch / "to", [](uint64_t) { return true; });
      ::_exit(!counts && counts.error().code == Code::kUnwritable ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_THAT(names_in(scratch), ElementsAre("from.jsonl"));
  }
}

TEST(CopyRecords, RefusesWhatItDoesNotRead) {
  Scratch scratch;
  std::string from = scratch.write("a.pdf", "%PDF-1.4 and so on");
  auto counts = copy_records({from, 0}, scratch / "b", [](uint64_t) { return true; });
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().code, Code::kNotText);
  EXPECT_THAT(counts.error().message, HasSubstr("is a PDF document"));
}

}  // namespace
}  // namespace unspin
