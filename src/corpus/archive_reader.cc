// This file splits web archives into records.
//
// A record is a header, a block of the length that the header names, and line ends. All
// would be well if lengths were true. In real archives some are too short (a tool
// counted before it changed the block), too long, negative, missing, or lead beyond the
// end of a file that was cut off. So a length is believed when it leads somewhere: to
// the end of the file or, past line ends, to another header. If not:
//
//   too long    a header stands inside the block: the record ends there
//   too short   none does: the record is what its length says, and what follows it, up
//               to the next header, belongs to no record
//   cut off     the file ends inside the block: the record is what there is of it, as
//               crawlers' own cuts leave it
//   no number   what follows, up to the next header, belongs to no record
//   too large   over the limit: the bytes are handed on in pieces and never held
//               together; a header among them means that the length lied
//
// Where the file is compressed and that is damaged, the bytes end as if the file did, and
// begin anew with the next member: writers of archives give each record a member.
//
// A header inside a block is looked for only once the length is known to be wrong, since
// archives may hold archives. Each case is a Skip; bytes passed over are handed on as
// records that are no documents.
//
// Cost: linear in the file. A block is searched at most once before its bytes, up to the
// header found, are handed on; and the window moves its content only when at least half
// of it was handed on.

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "corpus/archive.h"

namespace unspin {
namespace {

constexpr size_t kReadBytes = size_t{256} << 10;

size_t count_line_ends(std::string_view bytes) {
  return std::min(bytes.find_first_not_of("\r\n"), bytes.size());
}

// The stretch of a stream that is being looked at.
class Window {
 public:
  Window(std::string head, std::unique_ptr<ByteStream> stream)
      : stream_(std::move(stream)), buffer_(std::move(head)), end_(buffer_.size()) {}

  // The bytes from the front on: `n` or more, or all that are left.
  std::string_view ahead(size_t n) {
    while (end_ - begin_ < n && !over_) read();
    return {buffer_.data() + begin_, end_ - begin_};
  }

  // Moves the front.
  void drop(size_t n) {
    begin_ += n;
    offset_ += n;
  }

  // Nothing comes behind what `ahead` gives.
  bool over() const { return over_; }

  // What ended the stream early.
  std::optional<Error>& error() { return error_; }

  // Behind an error: whether the stream goes on. Requires: nothing is ahead.
  bool resume() {
    if (!stream_->resume()) return false;
    error_.reset();
    over_ = false;
    return true;
  }

  uint64_t offset() const { return offset_; }
  uint64_t consumed() const { return stream_->consumed(); }

 private:
  void read() {
    make_room();
    std::span<char> room = std::span<char>(buffer_).subspan(end_);
    Result<size_t> n = stream_->read(room);
    over_ = n.value_or(0) == 0;
    end_ += n.value_or(0);
    if (!n) error_ = std::move(n).error();
  }

  // By doubling, however large the record is said to be: it may not be there.
  void make_room() {
    if (buffer_.size() - end_ >= kReadBytes) return;
    if (begin_ >= end_ - begin_) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= std::exchange(begin_, 0);
    }
    if (buffer_.size() - end_ < kReadBytes)
      buffer_.resize(std::max(end_ + kReadBytes, 2 * end_));
  }

  std::unique_ptr<ByteStream> stream_;
  std::string buffer_;
  size_t begin_ = 0;
  size_t end_;
  uint64_t offset_ = 0;
  bool over_ = false;
  std::optional<Error> error_;
};

// A stretch without records that is being handed on.
struct Passage {
  Skip skip;

  // Where it ends if no header comes before.
  uint64_t until = UINT64_MAX;
};

class ArchiveReader final : public RecordReader {
 public:
  ArchiveReader(std::shared_ptr<const ArchiveFormat> format, RecordSource source,
                const RecordOptions& options)
      : format_(std::move(format)),
        window_(std::move(source.head), std::move(source.stream)),
        path_(std::move(source.path)),
        max_record_bytes_(options.limits.max_record_bytes),
        past_damage_(options.past_damage) {}

  Result<bool> next(RecordBatch& batch) override {
    batch.clear();
    while (batch.bytes.size() < kBatchBytes && batch.skips.size() < kBatchSkips &&
           (step(batch) || resume(batch))) {
    }
    batch.bytes.reserve(batch.bytes.size() + kBatchPadding);
    if (!batch.records.empty() || !batch.skips.empty()) return true;
    if (!window_.error()) return false;
    return tl::unexpected<Error>(*std::exchange(window_.error(), std::nullopt));
  }

  uint64_t consumed() const override { return window_.consumed(); }

 private:
  // Hands on a record or a piece of a passage; false when there is nothing left.
  bool step(RecordBatch& batch) {
    if (passage_) return pass(batch);
    std::string_view bytes = window_.ahead(kMaxArchiveHeaderBytes);
    if (bytes.empty()) return false;
    if (size_t n = count_line_ends(bytes); n > 0) {
      hand_on(batch, n, false);
      return true;
    }
    std::optional<ArchiveHeader> header = format_->read_header(bytes);
    if (!header)
      start_passage("bytes that belong to no record", "");
    else if (!header->block_bytes)
      pass_behind(batch, *header, "record without a length");
    else if (*header->block_bytes > max_record_bytes_)
      pass_too_large(batch, *header);
    else
      take_record(batch, *header);
    return true;
  }

  // Steps over damage, from which on there is nothing; false when that is the end.
  bool resume(RecordBatch& batch) {
    if (!past_damage_ || !window_.error()) return false;
    std::string message = window_.error()->message;
    if (!window_.resume()) return false;
    skip(batch, "damaged compression", std::move(message));
    return true;
  }

  void take_record(RecordBatch& batch, const ArchiveHeader& header) {
    size_t size = header.bytes + *header.block_bytes;
    std::string_view bytes = window_.ahead(size + kMaxArchiveHeaderBytes);
    if (leads_somewhere(bytes, size)) {
      hand_on(batch, size, header.is_document);
      return;
    }
    size_t next = format_->find_header(bytes, header.bytes);
    if (next < size) {
      skip(batch, "record with a wrong length",
           fmt::format("{} bytes are said, the next record begins after {}",
                       *header.block_bytes, next - header.bytes));
      size = next;
    } else if (bytes.size() < size) {
      if (!window_.error())
        skip(batch, "record that is cut off",
             fmt::format("{} of {} bytes are there", bytes.size() - header.bytes,
                         *header.block_bytes));
      size = bytes.size();
    }
    hand_on(batch, size, header.is_document);
  }

  bool leads_somewhere(std::string_view bytes, size_t size) const {
    if (bytes.size() < size) return false;
    bytes.remove_prefix(size);
    bytes.remove_prefix(count_line_ends(bytes));
    return bytes.empty() || format_->begins_header(bytes);
  }

  void pass_too_large(RecordBatch& batch, const ArchiveHeader& header) {
    pass_behind(batch, header, "record is too long");
    passage_->skip.detail = fmt::format("said to have {} bytes", *header.block_bytes);
    uint64_t room = UINT64_MAX - window_.offset() - 1;
    if (*header.block_bytes < room)
      passage_->until = window_.offset() + 1 + *header.block_bytes;
  }

  // Passes on what is behind the header. Its last line end stays in the window: what
  // follows begins a line.
  void pass_behind(RecordBatch& batch, const ArchiveHeader& header, std::string reason) {
    start_passage(std::move(reason), "");
    hand_on(batch, header.bytes - 1, false);
    ordinal_ += header.is_document;
  }

  void start_passage(std::string reason, std::string detail) {
    passage_.emplace(Skip{path_, window_.offset(), std::move(reason), std::move(detail)});
  }

  bool pass(RecordBatch& batch) {
    std::string_view bytes = window_.ahead(kBatchBytes + kMaxArchiveHeaderBytes);
    uint64_t left = passage_->until - window_.offset();
    // A header that begins near the end of what we see is told once we see more.
    size_t judged = window_.over() ? bytes.size() : kBatchBytes;
    size_t next = bytes.empty() ? bytes.npos : format_->find_header(bytes, 1);
    size_t end = std::min<uint64_t>({next, left, bytes.size()});
    bool ends = end == next || end == left || window_.over();
    if (!ends) end = judged - 1;
    hand_on(batch, end, false);
    if (ends) end_passage(batch);
    return true;
  }

  void end_passage(RecordBatch& batch) {
    Skip& skip = passage_->skip;
    bool broken = window_.error() && window_.ahead(1).empty();
    if (skip.detail.empty())
      skip.detail = fmt::format("{} bytes", window_.offset() - skip.offset);
    if (!broken) batch.skips.push_back(std::move(skip));
    passage_.reset();
  }

  void skip(RecordBatch& batch, std::string reason, std::string detail) {
    batch.skips.push_back(
        {path_, window_.offset(), std::move(reason), std::move(detail)});
  }

  // `n` bytes and, behind a record, the line ends that part it from the next.
  void hand_on(RecordBatch& batch, size_t n, bool is_document) {
    size_t begin = batch.bytes.size();
    std::string_view bytes = window_.ahead(n + kMaxLineEnds);
    if (!passage_) n += count_line_ends(bytes.substr(n, kMaxLineEnds));
    if (n == 0) return;
    batch.bytes.append(bytes.substr(0, n));
    batch.records.push_back({.begin = begin,
                             .end = begin + n,
                             .offset = window_.offset(),
                             .ordinal = ordinal_,
                             .line = ordinal_ + 1,
                             .is_document = is_document});
    window_.drop(n);
    ordinal_ += is_document;
  }

  static constexpr size_t kMaxLineEnds = 64;

  // The most skips in a batch: damage may leave nothing else.
  static constexpr size_t kBatchSkips = 1024;

  std::shared_ptr<const ArchiveFormat> format_;
  Window window_;
  std::string path_;
  uint64_t max_record_bytes_;
  bool past_damage_;
  uint64_t ordinal_ = 0;
  std::optional<Passage> passage_;
};

}  // namespace

std::unique_ptr<RecordReader> make_archive_reader(
    std::shared_ptr<const ArchiveFormat> format, RecordSource source,
    const RecordOptions& options) {
  return std::make_unique<ArchiveReader>(std::move(format), std::move(source), options);
}

}  // namespace unspin
