// This file is the library's door for documents: from what a user names to documents
// one by one, in batches with work done on them, or to the only one there is.

#include "unspin/read.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "corpus/inputs.h"
#include "corpus/record_reader.h"
#include "engine/batches.h"
#include "engine/understand.h"

namespace unspin {
namespace {

// How far the reading is.
class ProgressMeter {
 public:
  explicit ProgressMeter(const std::vector<InputFile>& files) {
    bool all_known = true;
    for (const InputFile& file : files) {
      bytes_before_.push_back(progress_.bytes_total);
      progress_.bytes_total += file.bytes;
      all_known &= file.path != "-";
    }
    if (!all_known) progress_.bytes_total = 0;
  }

  // Requires: called for each batch in the order of delivery.
  ReadProgress after(const DocumentBatch& batch) {
    progress_.bytes = bytes_before_[batch.file] + batch.consumed;
    progress_.documents += batch.documents.size();
    return progress_;
  }

 private:
  std::vector<uint64_t> bytes_before_;  // of all files in front of each
  ReadProgress progress_;
};

}  // namespace

std::string to_line(const Skip& skip) {
  if (skip.whole_file && skip.path.empty()) return skip.detail;
  if (skip.whole_file) return fmt::format("{}: {}", skip.path, skip.detail);
  std::string line = fmt::format("{}:{}: {}", skip.path, skip.offset, skip.reason);
  if (!skip.detail.empty()) line += fmt::format(" ({})", skip.detail);
  return line;
}

void ReadStats::count(const Document& document) {
  ++documents;
  bytes += document.bytes;
  text_bytes += document.text.size();
  ++kinds[document.kind];
  ++languages[document.language.value_or("unknown")];
}

void ReadStats::count(const Skip& skip) { ++skipped[skip.reason]; }

Inputs find_inputs(const std::vector<std::string>& inputs) {
  Inputs found;
  found.files = expand_inputs(
      inputs, [&](const Error& error) { found.missing.push_back(skip_of({}, error)); });
  return found;
}

ReadStats read_inputs(const Inputs& inputs, const ReadSink& sink,
                      const ReadOptions& options, const BatchSteps& steps) {
  ReadStats stats;
  auto leave_out = [&](const Skip& skip) {
    stats.count(skip);
    if (sink.on_skip) sink.on_skip(skip);
  };
  for (const Skip& skip : inputs.missing) leave_out(skip);
  stats.files = inputs.files.size();

  ProgressMeter meter(inputs.files);
  auto deliver = [&](DocumentBatch&& batch) {
    ReadProgress progress = meter.after(batch);
    for (Document& document : batch.documents) {
      stats.count(document);
      if (sink.on_document && !sink.on_document(std::move(document))) return false;
    }
    for (const Skip& skip : batch.skips) leave_out(skip);
    if (steps.deliver && !steps.deliver(std::move(batch))) return false;
    if (sink.on_progress) sink.on_progress(progress);
    return true;
  };
  read_batches(inputs.files, options, {.work = steps.work, .deliver = deliver});
  return stats;
}

ReadStats read_documents(const std::vector<std::string>& inputs, const ReadSink& sink,
                         const ReadOptions& options) {
  return read_inputs(find_inputs(inputs), sink, options, {});
}

Result<Document> read_document(const std::string& path, const ReadOptions& options) {
  InputFile file{path, 0};
  UNSPIN_TRY(OpenedRecords records, open_records(file, {options.fields, options.limits}));
  std::optional<Document> found;
  std::optional<Skip> skipped;
  RecordBatch batch;
  for (bool more = true; more;) {
    auto next = records.reader->next(batch);
    if (!next) return fail(next.error().code, to_line(skip_of(path, next.error())));
    more = *next;
    if (!batch.skips.empty()) skipped = batch.skips.front();
    for (size_t i = 0; i < batch.records.size(); ++i) {
      if (!batch.records[i].is_document) continue;
      auto record = records.parser->parse(batch, i);
      if (!record) {
        skipped = record.error();
        continue;
      }
      if (!*record) continue;
      if (found)
        return fail(Code::kBadArgument,
                    fmt::format("{}: holds more than one document; name a file of one, "
                                "or use 'unspin scan'",
                                path));
      UNSPIN_TRY(found, understand(**std::move(record), records.kind, options));
    }
  }
  if (found) return *std::move(found);
  if (skipped) return fail(Code::kCorrupt, to_line(*skipped));
  return fail(Code::kNotFound, fmt::format("{}: holds no document", path));
}

}  // namespace unspin
