// Pairs are judged a chunk at a time. Which pairs are in a chunk depends on nothing but
// the pairs that were asked for and their documents: so a run that goes on with another
// asks the same questions, whatever its memory and threads, and finds the answers in the
// journal.

#include "engine/judged_pairs.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>

#include "base/file.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "engine/first_error.h"
#include "engine/stopping.h"

namespace unspin {
namespace {

// Pairs judged before what they gave is written, and words in them: bounds the memory,
// and what a kill loses.
constexpr size_t kChunkPairs = 4096;
constexpr uint64_t kChunkWords = 4'000'000;

// A thread takes this many neighbouring pairs, which often share their first document;
// fewer when there are few.
constexpr size_t kMostPairsAtOnce = 8;

uint64_t hash_question(const std::vector<JudgedPairs::Pair>& pairs, bool filter) {
  std::vector<uint32_t> numbers{filter};
  numbers.reserve(2 * pairs.size() + 1);
  for (auto [a, b] : pairs) numbers.insert(numbers.end(), {a, b});
  return hash_bytes(
      {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(uint32_t)});
}

}  // namespace

Result<JudgedPairs> JudgedPairs::open(const std::filesystem::path& path,
                                      const Collection& collection,
                                      const Comparer& comparer,
                                      const ScanParameters& parameters, unsigned threads,
                                      const ScanObserver& observer) {
  UNSPIN_TRY(PairJournal journal, PairJournal::open(path));
  return JudgedPairs(collection, comparer, parameters, threads, observer,
                     std::move(journal));
}

Result<void> JudgedPairs::judge(std::span<const Pair> pairs, bool filter) {
  filter_ = filter;
  for (Pair pair : pairs) {
    pending_.push_back(pair);
    pending_words_ +=
        uint64_t{collection_->words(pair.first)} + collection_->words(pair.second);
    if (pending_.size() < kChunkPairs && pending_words_ < kChunkWords) continue;
    if (auto settled = settle(); !settled) return settled;
  }
  return {};
}

Result<void> JudgedPairs::settle() {
  if (pending_.empty()) return {};
  uint64_t question = hash_question(pending_, filter_);
  JudgedChunk chunk;
  UNSPIN_TRY(bool known, journal_.next(question, chunk));
  if (should_stop(should_stop_)) return tl::unexpected<Error>(stopped_error());
  if (!known) {
    UNSPIN_TRY(chunk, judge_pending());
    if (auto added = journal_.append(question, chunk); !added) return added;
  }
  pending_.clear();
  pending_words_ = 0;
  compared_ += chunk.compared;
  edges_.insert(edges_.end(), chunk.edges.begin(), chunk.edges.end());
  uint64_t offset = journal_.lines_offset();
  for (uint32_t bytes : chunk.line_bytes) {
    offsets_.push_back(offset);
    line_bytes_.push_back(bytes);
    offset += bytes;
  }
  return {};
}

Result<JudgedChunk> JudgedPairs::judge_pending() {
  std::vector<JudgedPair> judged(pending_.size());
  FirstError error;
  auto threads = static_cast<unsigned>(judges_.size());
  size_t at_once =
      std::clamp<size_t>(pending_.size() / (4 * size_t{threads}), 1, kMostPairsAtOnce);
  parallel_for(pending_.size(), threads, at_once, [&](size_t i, unsigned thread) {
    if (should_stop(should_stop_)) error.keep(stopped_error());
    if (error.any()) return;
    auto [a, b] = pending_[i];
    auto answer = judges_[thread].judge(a, b, filter_);
    if (!answer) return error.keep(std::move(answer).error());
    judged[i] = *std::move(answer);
  });
  if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
  JudgedChunk chunk;
  for (const JudgedPair& one : judged) {
    chunk.compared += one.compared;
    if (!one.related) continue;
    chunk.edges.push_back(one.edge);
    chunk.line_bytes.push_back(static_cast<uint32_t>(one.line.size()));
    chunk.lines += one.line;
  }
  return chunk;
}

// Indices of edges_ by the ids of a, then b. Ids are read once, into one text, and then
// stand for themselves by rank.
Result<std::vector<uint32_t>> JudgedPairs::order_of_lines() const {
  std::vector<uint32_t> numbers;
  numbers.reserve(2 * edges_.size());
  for (const FamilyEdge& edge : edges_) numbers.insert(numbers.end(), {edge.a, edge.b});
  std::ranges::sort(numbers);
  auto repeated = std::ranges::unique(numbers);
  numbers.erase(repeated.begin(), repeated.end());

  std::string ids;
  std::vector<uint64_t> begins{0};
  for (uint32_t number : numbers) {
    UNSPIN_TRY(Document document, collection_->document(number));
    ids += document.id;
    begins.push_back(ids.size());
  }
  auto id = [&](uint32_t i) {
    return std::string_view(ids).substr(begins[i], begins[i + 1] - begins[i]);
  };
  std::vector<uint32_t> by_id(numbers.size());
  std::iota(by_id.begin(), by_id.end(), 0U);
  std::ranges::sort(by_id, [&](uint32_t i, uint32_t j) {
    return std::pair(id(i), i) < std::pair(id(j), j);
  });
  std::vector<uint32_t> ranks(numbers.size());
  for (uint32_t rank = 0; rank < by_id.size(); ++rank) {
    bool same = rank > 0 && id(by_id[rank]) == id(by_id[rank - 1]);
    ranks[by_id[rank]] = same ? ranks[by_id[rank - 1]] : rank;
  }

  auto rank_of = [&](uint32_t number) {
    return ranks[static_cast<size_t>(std::ranges::lower_bound(numbers, number) -
                                     numbers.begin())];
  };
  std::vector<uint32_t> order(edges_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](uint32_t i) {
    const FamilyEdge& edge = edges_[i];
    return std::tuple(rank_of(edge.a), rank_of(edge.b), edge.a, edge.b);
  });
  return order;
}

Result<std::vector<PassagePlace>> JudgedPairs::places(size_t i) const {
  std::string line(line_bytes_[i], '\0');
  if (auto got = journal_.read(offsets_[i], line); !got)
    return tl::unexpected<Error>(std::move(got).error());
  return unpack_places(std::string_view(line).substr(line.find('\n') + 1));
}

void JudgedPairs::forget(const std::vector<bool>& forgotten) {
  size_t kept = 0;
  for (size_t i = 0; i < edges_.size(); ++i) {
    if (i < forgotten.size() && forgotten[i]) continue;
    edges_[kept] = edges_[i];
    offsets_[kept] = offsets_[i];
    line_bytes_[kept++] = line_bytes_[i];
  }
  edges_.resize(kept);
  offsets_.resize(kept);
  line_bytes_.resize(kept);
}

Result<void> JudgedPairs::write(const std::filesystem::path& path) const {
  UNSPIN_TRY(std::vector<uint32_t> order, order_of_lines());
  UNSPIN_TRY(AtomicFile out, AtomicFile::create(path));
  std::string line;
  for (uint32_t i : order) {
    line.resize(line_bytes_[i]);
    if (auto got = journal_.read(offsets_[i], line); !got) return got;
    std::string_view json(line);
    json = json.substr(0, json.find('\n') + 1);
    if (auto written = out.write(json); !written) return written;
  }
  return out.finish();
}

}  // namespace unspin
