// This file writes a file back without some of its documents.
//
// Readers hand on every byte of a file in records, back to back; so a copy is what is
// kept, one behind the other, and with nothing refused it is the file. That is all for
// lines, tables and texts. Two kinds need more.
//
// A crawl is compressed record by record, so that programs can jump to one: each record
// becomes a member again. The parts of a record that was too long to be held follow its
// first, and stay in its member.
//
// Elements of a JSON array have commas between them, one fewer than elements. We keep
// what stands before the first element and behind the last, and before each further
// element that is kept what stood there; what stood before a refused element goes with
// it, and so does what stood before the first that is kept when that was not the first
// of all. An element too long to be held comes as parts that are no documents: it is
// told from a separator by the skip that names its place.

#include "corpus/copy_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "base/file.h"
#include "corpus/compressed_writer.h"
#include "corpus/parquet.h"
#include "corpus/record_reader.h"

namespace unspin {
namespace {

using Keep = std::function<bool(uint64_t)>;

// Whether the reader left something out that begins where `record` does. It reports in
// the file's order.
bool is_skipped(const RecordBatch& batch, const RawRecord& record) {
  return std::ranges::binary_search(batch.skips, record.offset, {}, &Skip::offset);
}

class Copier {
 public:
  Copier(CompressedWriter& out, const Keep& keep) : out_(out), keep_(keep) {}
  virtual ~Copier() = default;

  virtual Result<void> add(const RecordBatch& batch) = 0;
  virtual Result<void> finish() { return {}; }
  CopyCounts counts() const { return counts_; }

 protected:
  Result<void> write(std::string_view bytes) { return out_.write(bytes); }
  Result<void> end_member() { return out_.end_member(); }

  // Asks for a document.
  bool keeps(const RawRecord& record) {
    bool kept = keep_(record.ordinal);
    ++(kept ? counts_.kept : counts_.removed);
    return kept;
  }

 private:
  CompressedWriter& out_;
  const Keep& keep_;
  CopyCounts counts_;
};

// Lines, rows, whole files. What is kept in a row is written at once.
class PlainCopier final : public Copier {
 public:
  using Copier::Copier;

  Result<void> add(const RecordBatch& batch) override {
    size_t begin = 0;
    size_t end = 0;
    for (const RawRecord& record : batch.records) {
      if (record.is_document && !keeps(record)) continue;
      if (record.begin != end) {
        if (Result<void> done = write(part(batch, begin, end)); !done) return done;
        begin = record.begin;
      }
      end = record.end;
    }
    return write(part(batch, begin, end));
  }

 private:
  static std::string_view part(const RecordBatch& batch, size_t begin, size_t end) {
    return std::string_view(batch.bytes).substr(begin, end - begin);
  }
};

// WARC and ARC.
class ArchiveCopier final : public Copier {
 public:
  using Copier::Copier;

  Result<void> add(const RecordBatch& batch) override {
    for (const RawRecord& record : batch.records) {
      if (record.is_document && !keeps(record)) continue;
      std::string_view bytes = batch.bytes_of(record);
      bool begins =
          record.is_document || bytes.starts_with("WARC/") || is_skipped(batch, record);
      if (begins)
        if (Result<void> done = end_member(); !done) return done;
      if (Result<void> done = write(bytes); !done) return done;
    }
    return {};
  }
};

class JsonCopier final : public Copier {
 public:
  JsonCopier(CompressedWriter& out, const Keep& keep, uint64_t max_between)
      : Copier(out, keep), max_between_(max_between) {}

  Result<void> add(const RecordBatch& batch) override {
    for (const RawRecord& record : batch.records) {
      Result<void> done = add(batch, record);
      if (!done) return done;
    }
    return {};
  }

  Result<void> finish() override { return write(between_); }

 private:
  Result<void> add(const RecordBatch& batch, const RawRecord& record) {
    std::string_view bytes = batch.bytes_of(record);
    bool begins = record.is_document || is_skipped(batch, record);
    if (begins) {
      in_parts_ = !record.is_document;
      part_of_ = record.ordinal;
      bool kept = in_parts_ || keeps(record);
      return add_element(bytes, kept);
    }
    in_parts_ = in_parts_ && record.ordinal == part_of_;
    if (in_parts_) return write(bytes);
    between_ += bytes;
    if (between_.size() > max_between_)
      return fail(Code::kTooLarge,
                  fmt::format("more than {} bytes between two elements", max_between_));
    return {};
  }

  Result<void> add_element(std::string_view bytes, bool kept) {
    bool first = !std::exchange(any_element_, true);
    std::string between = std::exchange(between_, {});
    // What holds more than a comma is no separator, and is not ours to leave out.
    bool separator = between.find_first_not_of(" \t\r\n,") == std::string::npos;
    bool wanted = first || !separator || (kept && any_kept_);
    any_kept_ |= kept;
    if (wanted)
      if (Result<void> done = write(between); !done) return done;
    return kept ? write(bytes) : Result<void>();
  }

  uint64_t max_between_;

  // What came since the last element.
  std::string between_;
  bool any_element_ = false;
  bool any_kept_ = false;

  // Inside an element that is too long to be held, and which.
  bool in_parts_ = false;
  uint64_t part_of_ = 0;
};

std::unique_ptr<Copier> make_copier(Kind kind, CompressedWriter& out, const Keep& keep,
                                    const ReadLimits& limits) {
  switch (kind) {
    case Kind::kJsonArray:
      return std::make_unique<JsonCopier>(out, keep, limits.max_record_bytes);
    case Kind::kWarc:
    case Kind::kArc:
      return std::make_unique<ArchiveCopier>(out, keep);
    default:
      return std::make_unique<PlainCopier>(out, keep);
  }
}

// A text or a page is one document: without it there is no file.
bool is_one_document(Kind kind) { return kind == Kind::kText || kind == Kind::kHtml; }

// Readers of streams do not know the file's name.
tl::unexpected<Error> name_file(const std::string& from, const std::string& to,
                                Error error) {
  const std::string& path = error.code == Code::kUnwritable ? to : from;
  if (!error.message.starts_with(path + ":"))
    error.message = fmt::format("{}: {}", path, error.message);
  return tl::unexpected(std::move(error));
}

bool is_parquet_on_disk(const std::string& path) {
  if (path == "-") return false;
  std::array<char, 4> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  return std::string_view(head.data(), head.size()) == "PAR1";
}

Result<CopyCounts> copy_rows(const InputFile& from, const std::filesystem::path& to,
                             const Keep& keep, const ReadLimits& limits) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(to));
  UNSPIN_TRY(CopyCounts counts, copy_parquet(from, file, keep, limits));
  if (Result<void> done = file.finish(); !done)
    return tl::unexpected(std::move(done).error());
  return counts;
}

}  // namespace

Result<CopyCounts> copy_documents(OpenedRecords& from, const ByteSink& sink,
                                  const std::function<bool(uint64_t ordinal)>& keep,
                                  const ReadLimits& limits) {
  std::unique_ptr<CompressedWriter> out = make_compressed_writer(from.compression, sink);
  std::unique_ptr<Copier> copier = make_copier(from.kind, *out, keep, limits);
  RecordBatch batch;
  Result<void> done;
  while (done) {
    UNSPIN_TRY(bool more, from.reader->next(batch));
    if (!more) break;
    done = copier->add(batch);
  }
  if (done) done = copier->finish();
  if (done) done = out->finish();
  if (!done) return tl::unexpected(std::move(done).error());
  return copier->counts();
}

Result<CopyCounts> copy_records(const InputFile& from, const std::filesystem::path& to,
                                const std::function<bool(uint64_t ordinal)>& keep,
                                const ReadLimits& limits) {
  // Rows are told apart by their number, whatever their columns are called: so it need
  // not be opened as documents.
  if (is_parquet_on_disk(from.path)) return copy_rows(from, to, keep, limits);
  UNSPIN_TRY(OpenedRecords opened, open_records(from, {.limits = limits}));
  if (opened.kind == Kind::kParquet)
    return fail(Code::kBadArgument,
                fmt::format("{}: Parquet is written back only where it is a file of its "
                            "own; uncompress it first",
                            from.path));
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(to));
  auto write = [&](std::string_view bytes) { return file.write(bytes); };
  Result<CopyCounts> counts = copy_documents(opened, write, keep, limits);
  if (!counts) return name_file(from.path, to.string(), std::move(counts).error());
  if (is_one_document(opened.kind) && counts->kept == 0 && counts->removed > 0)
    return counts;
  if (Result<void> done = file.finish(); !done)
    return tl::unexpected(std::move(done).error());
  return counts;
}

}  // namespace unspin
