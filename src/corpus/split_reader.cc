// This file makes batches of records out of a stream and a Splitter.
//
// Bytes are read straight into the batch that is handed on: nothing is copied but the
// part of a record at the batch's end, which is put back and begins the next one. What
// was put back can be large, when a splitter looked far ahead for the end of a record and
// found that there is none; then it is given out a batch at a time, by moving a mark, so
// that the cost stays linear.

#include "corpus/split_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace unspin {
namespace {

// A batch's buffer that one long record has made larger than this is not kept.
constexpr size_t kKeptBytes = size_t{4} << 20;

// The file's bytes, some of which can be put back.
class Rewindable {
 public:
  Rewindable(std::string head, std::unique_ptr<ByteStream> stream)
      : back_(std::move(head)), stream_(std::move(stream)) {}

  // From here on, bytes may be put back.
  void mark() { from_stream_ = false; }

  // As ByteStream::read, but less than asked for only before the end or an error.
  Result<size_t> read(std::span<char> into) {
    size_t filled = std::min(into.size(), back_.size() - begin_);
    std::memcpy(into.data(), back_.data() + begin_, filled);
    begin_ += filled;
    while (filled < into.size() && !ended_) {
      Result<size_t> got = stream_->read(into.subspan(filled));
      if (!got) error_ = got.error();
      ended_ = !got || *got == 0;
      if (ended_) break;
      from_stream_ = true;
      filled += *got;
    }
    if (filled == 0 && error_) return tl::unexpected(*error_);
    return filled;
  }

  // `bytes` are the last that read() gave since mark().
  void put_back(std::string_view bytes) {
    if (!from_stream_) {
      begin_ -= bytes.size();
      return;
    }
    back_.assign(bytes);
    begin_ = 0;
  }

  // Whether everything has been read, and read well.
  bool at_end() const { return ended_ && begin_ == back_.size() && !error_; }

  uint64_t consumed() const { return stream_->consumed(); }

 private:
  // Bytes from `begin_` on come before those of the stream.
  std::string back_;
  size_t begin_ = 0;
  bool from_stream_ = false;
  std::unique_ptr<ByteStream> stream_;
  bool ended_ = false;
  std::optional<Error> error_;
};

class SplitReader : public RecordReader {
 public:
  SplitReader(RecordSource source, std::unique_ptr<Splitter> splitter,
              const SplitOptions& options)
      : path_(std::move(source.path)),
        file_(std::move(source.head), std::move(source.stream)),
        splitter_(std::move(splitter)),
        options_(options) {}

  Result<bool> next(RecordBatch& batch) override;
  uint64_t consumed() const override { return file_.consumed(); }

 private:
  void cut(RecordBatch& batch);
  void add(RecordBatch& batch, const Piece& piece);
  void add_bytes(RecordBatch& batch, size_t size, bool is_document);
  void add_part(RecordBatch& batch);
  void read_more(RecordBatch& batch);
  bool is_full(const RecordBatch& batch) const;
  void report(RecordBatch& batch, const char* reason, std::string detail = {});
  void report_too_long(RecordBatch& batch);

  std::string path_;
  Rewindable file_;
  std::unique_ptr<Splitter> splitter_;
  SplitOptions options_;

  // In the batch under way: what is cut, and what is read.
  size_t cut_ = 0;
  size_t filled_ = 0;

  uint64_t offset_ = 0;
  uint64_t ordinal_ = 0;
  uint64_t line_ = 1;

  // Inside a record that is too long.
  bool dropping_ = false;

  // next() has said that there is no more.
  bool done_ = false;
  std::optional<Error> error_;
};

Result<bool> SplitReader::next(RecordBatch& batch) {
  batch.records.clear();
  batch.skips.clear();
  batch.held.reset();
  if (batch.bytes.capacity() > kKeptBytes + options_.batch_bytes) batch.bytes = {};
  file_.mark();
  cut_ = filled_ = 0;
  while (!done_) {
    cut(batch);
    if (is_full(batch) || error_ || (file_.at_end() && cut_ == filled_)) break;
    if (dropping_ ? filled_ > cut_ : filled_ - cut_ > options_.max_record_bytes)
      add_part(batch);
    else
      read_more(batch);
  }
  if (!done_ && !error_ && offset_ == 0 && cut_ == 0 && ordinal_ == 0 &&
      options_.empty_is_document)
    add(batch, {});
  // After an error, what is left over is part of a record, and the error stands for it.
  if (!error_ && cut_ < filled_)
    file_.put_back({batch.bytes.data() + cut_, filled_ - cut_});
  batch.bytes.resize(cut_);
  if (!batch.records.empty()) return true;
  if (std::exchange(done_, true)) return false;
  if (error_) return tl::unexpected(*error_);
  if (const char* fault = splitter_->fault_at_end()) report(batch, fault);
  return false;
}

// Whether the batch is to be handed on as it is.
bool SplitReader::is_full(const RecordBatch& batch) const {
  return !batch.records.empty() &&
         (filled_ >= options_.batch_bytes || batch.records.size() >= kBatchRecords);
}

// Takes all records that are whole.
void SplitReader::cut(RecordBatch& batch) {
  while (cut_ < filled_ && cut_ < options_.batch_bytes &&
         batch.records.size() < kBatchRecords) {
    std::optional<Piece> piece =
        splitter_->next({batch.bytes.data() + cut_, filled_ - cut_}, file_.at_end());
    if (!piece) return;
    add(batch, *piece);
  }
}

void SplitReader::add(RecordBatch& batch, const Piece& piece) {
  bool too_long = dropping_ || piece.size > options_.max_record_bytes;
  if (too_long && !dropping_ && piece.is_document) report_too_long(batch);
  if (piece.skip != nullptr) report(batch, piece.skip);
  add_bytes(batch, piece.size, piece.is_document && !too_long);
  dropping_ = false;
  line_ += piece.lines;
  if (piece.is_document) ++ordinal_;
}

void SplitReader::add_bytes(RecordBatch& batch, size_t size, bool is_document) {
  batch.records.push_back({.begin = cut_,
                           .end = cut_ + size,
                           .offset = offset_,
                           .ordinal = ordinal_,
                           .line = options_.counts_lines ? line_ : ordinal_ + 1,
                           .is_document = is_document});
  cut_ += size;
  offset_ += size;
}

// All that has been read belongs to a record that is too long.
void SplitReader::add_part(RecordBatch& batch) {
  if (!dropping_) report_too_long(batch);
  dropping_ = true;
  splitter_->drop();
  add_bytes(batch, filled_ - cut_, false);
}

// Reads a batch's worth; where that did not hold one record, as much again as is there.
void SplitReader::read_more(RecordBatch& batch) {
  size_t target = options_.batch_bytes;
  if (filled_ >= target) target = filled_ * 2;
  batch.bytes.reserve(target + kBatchPadding);
  batch.bytes.resize(std::max(target, batch.bytes.size()));
  Result<size_t> got = file_.read({batch.bytes.data() + filled_, target - filled_});
  if (got)
    filled_ += *got;
  else
    error_ = std::move(got).error();
}

void SplitReader::report(RecordBatch& batch, const char* reason, std::string detail) {
  batch.skips.push_back(
      {.path = path_, .offset = offset_, .reason = reason, .detail = std::move(detail)});
}

void SplitReader::report_too_long(RecordBatch& batch) {
  report(batch, "record is too long",
         fmt::format("more than {} bytes", options_.max_record_bytes));
}

}  // namespace

std::unique_ptr<RecordReader> make_split_reader(RecordSource source,
                                                std::unique_ptr<Splitter> splitter,
                                                const SplitOptions& options) {
  return std::make_unique<SplitReader>(std::move(source), std::move(splitter), options);
}

}  // namespace unspin
