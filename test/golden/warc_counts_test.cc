// Web archives that real tools wrote, good and broken: what we find in each, against a
// list that was made with two independent readers (bench/warc_counts.py) and read by eye.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/record_reader.h"
#include "corpus/warc.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

fs::path samples() {
  const char* named = std::getenv("UNSPIN_DATA");
  fs::path data = named ? fs::path(named)
                        : fs::path(UNSPIN_SOURCE_DIR).parent_path() / "shared" / "data";
  return data / "warc-samples";
}

// "responses documents skips", or why the file was refused. Of ARC, every record but the
// file's description is a response. Documents are pages and texts.
std::string count(const fs::path& path) {
  auto opened = open_records(InputFile{.path = path.string()}, {});
  if (!opened) return "refused";
  size_t responses = 0;
  size_t documents = 0;
  size_t skips = 0;
  RecordBatch batch;
  for (Result<bool> more = true; more && *more;) {
    more = opened->reader->next(batch);
    skips += batch.skips.size() + !more;
    for (size_t i = 0; i < batch.records.size(); ++i) {
      const RawRecord& raw = batch.records[i];
      if (!raw.is_document) continue;
      std::string bytes = batch.bytes.substr(raw.begin, raw.end - raw.begin);
      responses +=
          opened->kind == Kind::kArc || find_warc_field(bytes, "WARC-Type") == "response";
      auto record = opened->parser->parse(batch, i);
      skips += !record;
      documents += record && record->has_value();
    }
  }
  return fmt::format("{} {} {}", responses, documents, skips);
}

TEST(WarcCounts, AreThoseOfIndependentReaders) {
  if (!fs::exists(samples())) GTEST_SKIP() << "no data in " << samples();
  std::ifstream list(fs::path(UNSPIN_SOURCE_DIR) / "test/golden/warc_counts.tsv");
  size_t n_files = 0;
  for (std::string line; std::getline(list, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> fields;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) fields.push_back(cell);
    ASSERT_GE(fields.size(), 4) << line;
    EXPECT_EQ(count(samples() / fields[0]), fields[3]) << fields[0];
    ++n_files;
  }
  size_t n_there = 0;
  for (const auto& entry : fs::recursive_directory_iterator(samples()))
    n_there += entry.is_regular_file();
  EXPECT_EQ(n_files, n_there);
}

}  // namespace
}  // namespace unspin
