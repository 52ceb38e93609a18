// This file finds the anchors of a passage: equal words nobody would doubt.
//
// It is patience diff with weights. A word that stands exactly once in either side
// of a box is a candidate; it is grown to the run of equal words around it, and the
// heaviest chain of runs that goes forward in both sides is kept, where a run
// weighs the surprise of its words. Between the anchors the boxes are smaller, more
// words are unique there, and we look again. A box that is small enough is left to
// the exact aligner, and so is one where a level finds nothing.

#include "align/words_anchors.h"

#include <algorithm>

namespace unspin {

namespace {

constexpr int kMaxDepth = 8;

// A run lighter than this, in nats, could be chance: one rare word or two
// common ones and a half are enough.
constexpr float kMinRunNats = 7.0f;

class AnchorFinder {
 public:
  AnchorFinder(const Sides& sides, uint64_t small_area)
      : sides_(sides), small_area_(small_area), seen_(sides.ids()) {}

  void find(PairBox box, int depth, std::vector<Run>& out) {
    // What both ends share needs no uniqueness.
    uint32_t head = 0, tail = 0;
    uint32_t most = std::min(box.a.size(), box.b.size());
    while (head < most && sides_.equal(box.a.start + head, box.b.start + head)) ++head;
    while (tail < most - head && sides_.equal(box.a.end - 1 - tail, box.b.end - 1 - tail))
      ++tail;
    if (head > 0) out.push_back({box.a.start, box.b.start, head});
    PairBox inner{{box.a.start + head, box.a.end - tail},
                  {box.b.start + head, box.b.end - tail}};
    find_inside(inner, depth, out);
    if (tail > 0) out.push_back({box.a.end - tail, box.b.end - tail, tail});
  }

 private:
  struct Seen {
    uint32_t in_a = 0, in_b = 0;  // how often
    uint32_t b_place = 0;
  };

  void find_inside(PairBox box, int depth, std::vector<Run>& out) {
    if (uint64_t{box.a.size()} * box.b.size() <= small_area_ || depth >= kMaxDepth)
      return;
    std::vector<Run> chain = heaviest_chain(unique_runs(box));
    PairBox between{{box.a.start, 0}, {box.b.start, 0}};
    for (const Run& run : chain) {
      between.a.end = run.a;
      between.b.end = run.b;
      find(between, depth + 1, out);
      out.push_back(run);
      between = {{run.a + run.size, 0}, {run.b + run.size, 0}};
    }
    if (chain.empty()) return;
    between.a.end = box.a.end;
    between.b.end = box.b.end;
    find(between, depth + 1, out);
  }

  std::vector<Run> unique_runs(PairBox box) {
    for (uint32_t i = box.a.start; i < box.a.end; ++i) ++seen_[sides_.a_id(i)].in_a;
    for (uint32_t j = box.b.start; j < box.b.end; ++j) {
      Seen& seen = seen_[sides_.b_id(j)];
      ++seen.in_b;
      seen.b_place = j;
    }
    std::vector<Run> runs;
    for (uint32_t i = box.a.start; i < box.a.end; ++i) {
      const Seen& seen = seen_[sides_.a_id(i)];
      if (seen.in_a != 1 || seen.in_b != 1) continue;
      if (!runs.empty() && seen.b_place - i == runs.back().b - runs.back().a &&
          i < runs.back().a + runs.back().size)
        continue;  // inside the run before
      runs.push_back(grow({i, seen.b_place, 1}, box));
    }
    for (uint32_t i = box.a.start; i < box.a.end; ++i) seen_[sides_.a_id(i)] = {};
    for (uint32_t j = box.b.start; j < box.b.end; ++j) seen_[sides_.b_id(j)] = {};
    std::erase_if(runs, [&](const Run& run) { return weight(run) < kMinRunNats; });
    return runs;
  }

  Run grow(Run run, PairBox box) const {
    while (run.a > box.a.start && run.b > box.b.start &&
           sides_.equal(run.a - 1, run.b - 1)) {
      --run.a;
      --run.b;
      ++run.size;
    }
    while (run.a + run.size < box.a.end && run.b + run.size < box.b.end &&
           sides_.equal(run.a + run.size, run.b + run.size))
      ++run.size;
    return run;
  }

  float weight(const Run& run) const {
    float sum = 0;
    for (uint32_t i = 0; i < run.size; ++i) sum += sides_.a_nats(run.a + i);
    return sum;
  }

  // Requires: runs ascend in a and do not overlap there except on one diagonal.
  std::vector<Run> heaviest_chain(std::vector<Run> runs) const;

  const Sides& sides_;
  uint64_t small_area_;
  std::vector<Seen> seen_;  // by word number; all zero between calls
};

std::vector<Run> AnchorFinder::heaviest_chain(std::vector<Run> runs) const {
  // Runs may overlap by a word or two on one side where different diagonals meet:
  // order by their first words, and cut afterwards.
  std::vector<uint32_t> places;
  places.reserve(runs.size());
  for (const Run& run : runs) places.push_back(run.b);
  std::ranges::sort(places);

  // Heaviest chain that ends before each place of b: a tree of maxima over prefixes.
  struct Best {
    float weight = 0;
    uint32_t run = UINT32_MAX;
  };
  std::vector<Best> tree(places.size() + 1);
  std::vector<uint32_t> previous(runs.size(), UINT32_MAX);
  for (uint32_t r = 0; r < runs.size(); ++r) {
    auto place =
        static_cast<size_t>(std::ranges::lower_bound(places, runs[r].b) - places.begin());
    Best best;
    for (size_t k = place; k > 0; k &= k - 1)
      if (tree[k].weight > best.weight) best = tree[k];
    previous[r] = best.run;
    best = {best.weight + weight(runs[r]), r};
    for (size_t k = place + 1; k < tree.size(); k += k & (~k + 1))
      if (best.weight > tree[k].weight) tree[k] = best;
  }
  Best best;
  for (size_t k = places.size(); k > 0; k &= k - 1)
    if (tree[k].weight > best.weight) best = tree[k];

  std::vector<Run> chain;
  for (uint32_t r = best.run; r != UINT32_MAX; r = previous[r]) chain.push_back(runs[r]);
  std::ranges::reverse(chain);
  uint32_t a = 0, b = 0;
  std::vector<Run> cut;
  for (Run run : chain) {
    uint32_t over = std::max(a > run.a ? a - run.a : 0, b > run.b ? b - run.b : 0);
    if (over >= run.size) continue;
    run = {run.a + over, run.b + over, run.size - over};
    a = run.a + run.size;
    b = run.b + run.size;
    cut.push_back(run);
  }
  return cut;
}

}  // namespace

std::vector<Run> find_anchors(const Sides& sides, PairBox box, uint64_t small_area) {
  std::vector<Run> runs;
  AnchorFinder(sides, small_area).find(box, 0, runs);
  return runs;
}

}  // namespace unspin
