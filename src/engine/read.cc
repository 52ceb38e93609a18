// This file is the library's door for documents: from what a user names to documents
// one by one, or to the only one there is.

#include "unspin/read.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "corpus/inputs.h"
#include "corpus/record_reader.h"
#include "engine/batches.h"
#include "engine/understand.h"

namespace unspin {

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

ReadStats read_documents(const std::vector<std::string>& inputs, const ReadSink& sink,
                         const ReadOptions& options) {
  ReadStats stats;
  auto leave_out = [&](const Skip& skip) {
    stats.count(skip);
    if (sink.on_skip) sink.on_skip(skip);
  };
  std::vector<InputFile> files =
      expand_inputs(inputs, [&](const Error& error) { leave_out(skip_of({}, error)); });
  stats.files = files.size();

  ProgressMeter meter(files);
  auto deliver = [&](DocumentBatch&& batch) {
    for (Document& document : batch.documents) {
      stats.count(document);
      if (!sink.on_document(std::move(document))) return false;
    }
    for (const Skip& skip : batch.skips) leave_out(skip);
    if (sink.on_progress) sink.on_progress(meter.after(batch));
    return true;
  };
  read_batches(files, options, {.work = {}, .deliver = deliver});
  return stats;
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
