// For tests and fuzzers: a whole file read, and what must be true of any.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "corpus/record_reader.h"

namespace unspin::testing {

struct AllRecords {
  std::vector<Record> records;
  std::vector<uint64_t> ordinals;  // of the records
  std::vector<Skip> skips;
  std::string error;  // of opening or reading; empty when all went well

  // The bytes of all RawRecords, one behind the other.
  std::string bytes;

  // What a promise of record.h did not hold for; empty when all did.
  std::string fault;

  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const Record& record : records) texts.push_back(record.document.text);
    return texts;
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const Record& record : records) ids.push_back(record.document.id);
    return ids;
  }

  // "offset: reason", in order.
  std::vector<std::string> complaints() const {
    std::vector<std::string> lines;
    for (const Skip& skip : skips)
      lines.push_back(std::to_string(skip.offset) + ": " + skip.reason);
    return lines;
  }
};

// A batch must be its records back to back, and the batches the file.
inline void check_batch(const RecordBatch& batch, AllRecords& all) {
  size_t at = batch.records.empty() ? 0 : batch.records.front().begin;
  for (const RawRecord& record : batch.records) {
    if (record.begin != at || record.end < at || record.end > batch.bytes.size())
      all.fault = "records are not back to back";
    if (record.offset != all.bytes.size()) all.fault = "an offset is wrong";
    all.bytes.append(batch.bytes, at, record.end - at);
    at = record.end;
  }
  if (batch.bytes.capacity() < batch.bytes.size() + kBatchPadding)
    all.fault = "no padding behind a batch";
}

inline AllRecords read_all(const OpenedRecords& opened) {
  AllRecords all;
  RecordBatch batch;
  bool more = true;
  while (more) {
    auto next = opened.reader->next(batch);
    if (!next) all.error = next.error().message;
    more = next.value_or(false);
    check_batch(batch, all);
    for (Skip& skip : batch.skips) all.skips.push_back(std::move(skip));
    for (size_t i = 0; i < batch.records.size(); ++i) {
      auto record = opened.parser->parse(batch, i);
      if (!record)
        all.skips.push_back(record.error());
      else if (*record) {
        all.records.push_back(std::move(**record));
        all.ordinals.push_back(batch.records[i].ordinal);
      }
    }
  }
  // A batch has its reader's skips beside those of its records.
  std::ranges::sort(all.skips, {},
                    [](const Skip& skip) { return std::tie(skip.offset, skip.reason); });
  return all;
}

inline AllRecords read_all(std::string_view bytes, const std::string& name,
                           const RecordOptions& options = {}) {
  auto opened = open_records(bytes, name, options);
  if (!opened) return {.error = opened.error().message};
  return read_all(*opened);
}

}  // namespace unspin::testing
