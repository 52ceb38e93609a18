#include "engine/skip_log.h"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>

#include "base/hash.h"

namespace unspin {
namespace {

std::string pack(const Skip& skip) {
  std::string packed;
  put_field(packed, skip.path);
  put_number(packed, skip.offset);
  put_field(packed, skip.reason);
  put_field(packed, skip.detail);
  put_number(packed, skip.whole_file);
  std::string record;
  put_number(record, packed.size());
  return record + packed;
}

uint64_t hash_on(uint64_t hash, std::string_view record) {
  return (hash + hash_bytes(record)) * 0xd6e8feb86659fd93U;
}

Skip unpack_skip(PackedReader in) {
  Skip skip;
  skip.path = in.field().value_or("");
  skip.offset = in.number();
  skip.reason = in.field().value_or("");
  skip.detail = in.field().value_or("");
  skip.whole_file = in.number() != 0;
  return skip;
}

// Takes the next record off `rest`; empty when there is none that is whole.
std::string_view take_record(std::string_view& rest) {
  PackedReader in(rest);
  uint64_t size = in.number();
  if (!in.good() || size > rest.size() - sizeof size) return {};
  std::string_view record = rest.substr(0, size + sizeof size);
  rest.remove_prefix(record.size());
  return record;
}

void put_counts(std::string& out, const std::map<std::string, uint64_t>& counts) {
  put_number(out, counts.size());
  for (const auto& [name, count] : counts) {
    put_field(out, name);
    put_number(out, count);
  }
}

void take_counts(PackedReader& in, std::map<std::string, uint64_t>& counts) {
  uint64_t n = in.number();
  for (uint64_t i = 0; i < n && in.good(); ++i) {
    std::string name = in.field().value_or("");
    counts[name] = in.number();
  }
}

}  // namespace

Result<SkipLog> SkipLog::create(const std::filesystem::path& path) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  return SkipLog(std::move(file));
}

Result<void> SkipLog::add(const Skip& skip) {
  std::string record = pack(skip);
  bytes_ += record.size();
  hash_ = hash_on(hash_, record);
  return file_.write(record);
}

Result<void> replay_skips(const std::filesystem::path& path, uint64_t bytes,
                          uint64_t hash,
                          const std::function<void(const Skip&)>& on_skip) {
  UNSPIN_TRY(MappedFile file, MappedFile::open(path));
  uint64_t found = 0;
  std::string_view rest = file.bytes();
  if (rest.size() == bytes)
    for (std::string_view record = take_record(rest); !record.empty();
         record = take_record(rest))
      found = hash_on(found, record);
  if (!rest.empty() || found != hash)
    return fail(Code::kCorrupt, fmt::format("{}: damaged", path.string()));
  rest = file.bytes();
  while (on_skip && !rest.empty())
    on_skip(unpack_skip(PackedReader(take_record(rest).substr(sizeof(uint64_t)))));
  return {};
}

void put_stats(std::string& out, const ReadStats& stats) {
  for (uint64_t number : {stats.files, stats.documents, stats.bytes, stats.text_bytes})
    put_number(out, number);
  for (const auto* counts : {&stats.kinds, &stats.languages, &stats.skipped})
    put_counts(out, *counts);
}

void take_stats(PackedReader& in, ReadStats& stats) {
  for (uint64_t* number :
       {&stats.files, &stats.documents, &stats.bytes, &stats.text_bytes})
    *number = in.number();
  for (auto* counts : {&stats.kinds, &stats.languages, &stats.skipped})
    take_counts(in, *counts);
}

}  // namespace unspin
