// What came of the pairs of a scan, in a file that grows a chunk at a time and survives a
// kill.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "family/families.h"
#include "unspin/error.h"

namespace unspin {

// What came of some pairs that were judged together.
struct JudgedChunk {
  uint64_t compared = 0;  // pairs that were aligned

  // Of the related pairs, in the order of asking, and their lines one after the other.
  std::vector<FamilyEdge> edges;
  std::vector<uint32_t> line_bytes;
  std::string lines;
};

// A question is known by a hash of its pairs. As long as the questions are those that an
// earlier run asked, the answers are read, in order; from the first one that is not, not
// whole, or not there, the rest of the file is cut off and grows anew.
class PairJournal {
 public:
  // Errors: kUnwritable, kUnreadable, here and below.
  static Result<PairJournal> open(const std::filesystem::path& path);

  PairJournal(PairJournal&& other) noexcept;
  PairJournal& operator=(PairJournal&& other) noexcept;
  ~PairJournal();

  // The answer to `question` that comes next. False when there is none.
  Result<bool> next(uint64_t question, JudgedChunk& chunk);

  // Adds the answer to `question`. Not synced: what a power cut damages is cut off when
  // it is read.
  Result<void> append(uint64_t question, const JudgedChunk& chunk);

  // Where the lines of the chunk that was read or added last begin.
  uint64_t lines_offset() const { return lines_offset_; }

  // Bytes of a line. Errors: kUnreadable.
  Result<void> read(uint64_t offset, std::span<char> bytes) const;

 private:
  PairJournal(std::filesystem::path path, int file, uint64_t bytes)
      : path_(std::move(path)), file_(file), bytes_(bytes) {}
  Result<void> write(std::string_view bytes);
  Result<void> cut();

  std::filesystem::path path_;
  int file_ = -1;
  uint64_t bytes_ = 0;  // of the file
  uint64_t end_ = 0;    // of the chunk that was read or added last
  uint64_t lines_offset_ = 0;
};

}  // namespace unspin
