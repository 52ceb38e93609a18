// This file finds exact runs: the same stems in the same order.
//
// A run of 15 holds a block of 8 that starts at a multiple of 8, wherever it lies. So
// the blocks of one text go into a hash table, eight times fewer than its tokens; the
// other text is walked once, with a rolling hash, and every hit is extended both
// ways. The walk goes on behind the longest run found, so that no token is extended
// over more than a few times, however often the texts repeat themselves.

#include <algorithm>
#include <bit>
#include <utility>

#include "align/passage_seeds.h"

namespace unspin {

namespace {

constexpr uint32_t kBlock = 8;

// How many places of one block are tried.
constexpr uint32_t kMostPlaces = 8;

constexpr uint64_t kRadix = 0x9E3779B97F4A7C15u;

constexpr uint64_t power(uint64_t base, uint32_t exponent) {
  return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

// Places of blocks, by hash; places of one hash in the order of the text.
class BlockTable {
 public:
  explicit BlockTable(const std::vector<Term>& terms) {
    size_t blocks = terms.size() / kBlock;
    heads_.assign(std::bit_ceil(blocks + 1), kNone);
    next_.resize(blocks);
    for (size_t block = blocks; block-- > 0;) {
      uint64_t hash = 0;
      bool whole = true;
      for (size_t i = 0; i < kBlock; ++i) {
        hash = hash * kRadix + terms[block * kBlock + i];
        whole &= terms[block * kBlock + i] != kUnshared;
      }
      if (!whole) continue;
      uint32_t& head = heads_[slot(hash)];
      next_[block] = head;
      head = static_cast<uint32_t>(block);
    }
  }

  // Calls visit(place) for the first few places that may hold this block.
  template <typename Visit>
  void look_up(uint64_t hash, Visit visit) const {
    uint32_t tried = 0;
    for (uint32_t block = heads_[slot(hash)]; block != kNone && tried < kMostPlaces;
         block = next_[block], ++tried)
      visit(block * kBlock);
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  size_t slot(uint64_t hash) const {
    return (hash ^ hash >> 29) * kRadix >> 32 & (heads_.size() - 1);
  }

  std::vector<uint32_t> heads_;
  std::vector<uint32_t> next_;
};

// The run through a[i], b[j]; at most a block back, else an earlier block would have
// found it.
Run run_through(const std::vector<Term>& a, const std::vector<Term>& b, uint32_t i,
                uint32_t j) {
  uint32_t back = 0, ahead = 0;
  while (back < kBlock && back < i && back < j && a[i - back - 1] != kUnshared &&
         a[i - back - 1] == b[j - back - 1])
    ++back;
  while (i + ahead < a.size() && j + ahead < b.size() && a[i + ahead] != kUnshared &&
         a[i + ahead] == b[j + ahead])
    ++ahead;
  return {i - back, j - back, back + ahead};
}

}  // namespace

std::vector<Run> find_runs(const PairTerms& pair) {
  const std::vector<Term>& a = pair.a.terms;
  const std::vector<Term>& b = pair.b.terms;
  std::vector<Run> runs;
  const uint32_t shortest = pair.parameters().seeds.shortest_run;
  if (a.size() < shortest || b.size() < shortest) return runs;

  // Index the smaller text, walk the larger.
  bool a_indexed = a.size() <= b.size();
  const std::vector<Term>& indexed = a_indexed ? a : b;
  const std::vector<Term>& walked = a_indexed ? b : a;
  BlockTable table(indexed);
  constexpr uint64_t kLeaving = power(kRadix, kBlock);
  uint64_t hash = 0;
  uint32_t shared = 0;  // how many shared terms in a row end here
  uint32_t resume = 0;  // blocks that begin before this lie in a run we have
  for (uint32_t end = 1; end <= walked.size(); ++end) {
    Term entering = walked[end - 1];
    Term leaving = end > kBlock ? walked[end - 1 - kBlock] : kUnshared;
    hash = hash * kRadix + entering - leaving * kLeaving;
    shared = entering == kUnshared ? 0 : shared + 1;
    if (shared < kBlock || end - kBlock < resume) continue;
    uint32_t begin = end - kBlock;
    table.look_up(hash, [&](uint32_t place) {
      Run run = run_through(walked, indexed, begin, place);
      if (run.length < shortest) return;
      resume = std::max(resume, run.a + run.length);
      runs.push_back(a_indexed ? Run{run.b, run.a, run.length} : run);
    });
  }

  std::ranges::sort(runs, [](const Run& x, const Run& y) {
    if (x.length != y.length) return x.length > y.length;
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

}  // namespace unspin
