#include "engine/judged_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <optional>
#include <tuple>

#include "base/file.h"
#include "base/parallel.h"
#include "engine/first_error.h"
#include "report/report.h"
#include "sketch/diagonal_filter.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

// Pairs judged before what they gave is written: bounds the memory.
constexpr size_t kChunk = 4096;

// A thread takes this many neighbouring pairs, which often share their first document.
constexpr size_t kBlock = 8;

// The least chain of 3-grams near one diagonal that a pair must have to be aligned:
// sketch/diagonal_filter.h says what it keeps.
constexpr uint32_t kLeastChain = 5;

// What a thread keeps of the last first document.
struct FirstDocument {
  const Collection* collection = nullptr;
  uint32_t number = 0;
  std::optional<Document> document;
  std::optional<Prepared> prepared;
  DiagonalFilter filter;
  bool filter_set = false;
  WordHashes words;
};

Result<void> fetch_first(const Collection& collection, uint32_t number,
                         FirstDocument& first) {
  if (first.collection == &collection && first.number == number && first.document)
    return {};
  first.collection = &collection;
  first.number = number;
  first.prepared.reset();
  first.filter_set = false;
  UNSPIN_TRY(first.document, collection.document(number));
  return {};
}

bool passes(FirstDocument& first, const Document& second) {
  if (!first.filter_set) {
    hash_words(first.document->text, first.words);
    first.filter.set_first(first.words.hash);
    first.filter_set = true;
  }
  hash_words(second.text, first.words);
  return first.filter.longest_chain(first.words.hash) >= kLeastChain;
}

}  // namespace

Result<JudgedPairs> JudgedPairs::create(const std::filesystem::path& path,
                                        const Collection& collection,
                                        const Comparer& comparer, unsigned threads) {
  JudgedPairs pairs(collection, comparer, threads);
  pairs.path_ = path;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file)
    return fail(Code::kUnwritable,
                fmt::format("{}: cannot write: {}", path.string(), std::strerror(errno)));
  return pairs;
}

Result<void> JudgedPairs::judge_one(std::span<const Pair> pairs, size_t i, bool filter,
                                    Judged& judged) const {
  thread_local FirstDocument first;
  auto [a, b] = pairs[i];
  if (auto fetched = fetch_first(*collection_, a, first); !fetched) return fetched;
  UNSPIN_TRY(Document second, collection_->document(b));
  if (filter && !passes(first, second)) return {};
  judged.compared = true;
  if (!first.prepared) first.prepared = comparer_->prepare(*first.document);
  Prepared other = comparer_->prepare(std::move(second));

  // The side with the smaller id is a, so that a line does not depend on the numbers.
  const Document& one = first.prepared->document();
  bool in_order =
      std::tie(one.id, one.text) <= std::tie(other.document().id, other.document().text);
  Match match = in_order ? comparer_->compare(*first.prepared, other)
                         : comparer_->compare(other, *first.prepared);
  if (match.relation == Relation::kUnrelated) return {};
  judged.related = true;
  judged.edge = edge_of(in_order ? a : b, in_order ? b : a, match);
  judged.line = to_json(match);
  judged.line += '\n';
  return {};
}

Result<void> JudgedPairs::judge(std::span<const Pair> pairs, bool filter) {
  std::ofstream file(path_, std::ios::binary | std::ios::app);
  for (size_t begin = 0; begin < pairs.size(); begin += kChunk) {
    std::span<const Pair> chunk =
        pairs.subspan(begin, std::min(kChunk, pairs.size() - begin));
    std::vector<Judged> judged(chunk.size());
    FirstError error;
    parallel_for(chunk.size(), threads_, kBlock, [&](size_t i, unsigned) {
      if (error.any()) return;
      if (auto done = judge_one(chunk, i, filter, judged[i]); !done)
        error.keep(std::move(done).error());
    });
    if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
    for (const Judged& one : judged) {
      compared_ += one.compared;
      if (!one.related) continue;
      file << one.line;
      lines_.push_back(
          {end_, static_cast<uint32_t>(one.line.size()), one.edge.a, one.edge.b});
      end_ += one.line.size();
      edges_.push_back(one.edge);
    }
    if (!file.flush())
      return fail(Code::kUnwritable, fmt::format("{}: cannot write: {}", path_.string(),
                                                 std::strerror(errno)));
  }
  return {};
}

Result<void> JudgedPairs::write(const std::filesystem::path& path) const {
  std::map<uint32_t, std::string> ids;
  for (const Line& line : lines_)
    for (uint32_t number : {line.a, line.b})
      if (auto [it, is_new] = ids.try_emplace(number); is_new) {
        UNSPIN_TRY(Document document, collection_->document(number));
        it->second = std::move(document.id);
      }
  std::vector<Line> order = lines_;
  std::ranges::sort(order, {}, [&](const Line& line) {
    return std::tuple(std::string_view(ids[line.a]), std::string_view(ids[line.b]),
                      line.a, line.b);
  });

  UNSPIN_TRY(MappedFile matches, MappedFile::open(path_));
  UNSPIN_TRY(AtomicFile out, AtomicFile::create(path));
  for (const Line& line : order)
    if (auto written = out.write(matches.bytes().substr(line.offset, line.bytes));
        !written)
      return written;
  return out.finish();
}

}  // namespace unspin
