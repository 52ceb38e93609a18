#include "align/passages.h"

#include <algorithm>

#include "align/passage_growth.h"
#include "align/passage_seeds.h"
#include "align/passage_terms.h"

namespace unspin {

namespace {

constexpr size_t kMostSeeds = 300;
constexpr double kLeastScore = 30;

// A run this long that covers this much of both sides sets the ends.
constexpr uint32_t kVerbatimRun = 20;
constexpr double kVerbatimShare = .8;

bool holds(const std::vector<Rectangle>& rectangles, uint32_t a, uint32_t b) {
  return std::ranges::any_of(
      rectangles, [&](const Rectangle& r) { return r.a.contains(a) && r.b.contains(b); });
}

void snap_to_run(Rectangle& r, const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.length < kVerbatimRun) return;
    if (!r.a.overlaps(run.span_a()) || !r.b.overlaps(run.span_b())) continue;
    double share = static_cast<double>(run.length) / std::max(r.a.size(), r.b.size());
    if (share < kVerbatimShare) return;
    r.a = run.span_a();
    r.b = run.span_b();
    r.verbatim = true;
    return;
  }
}

uint32_t overlap(TokenSpan x, TokenSpan y) {
  uint32_t start = std::max(x.start, y.start), end = std::min(x.end, y.end);
  return end > start ? end - start : 0;
}

std::vector<Rectangle> resolve(std::vector<Rectangle> found) {
  std::ranges::sort(found, [](const Rectangle& x, const Rectangle& y) {
    if (x.score != y.score) return x.score > y.score;
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  std::vector<Rectangle> kept;
  for (const Rectangle& r : found) {
    bool drop = false;
    for (Rectangle& k : kept) {
      if (k.a.overlaps(r.a) && k.b.overlaps(r.b)) {
        k.a = {std::min(k.a.start, r.a.start), std::max(k.a.end, r.a.end)};
        k.b = {std::min(k.b.start, r.b.start), std::max(k.b.end, r.b.end)};
        drop = true;
        break;
      }
      if (2 * overlap(k.a, r.a) > r.a.size() || 2 * overlap(k.b, r.b) > r.b.size()) {
        drop = true;
        break;
      }
    }
    if (!drop) kept.push_back(r);
  }
  return kept;
}

}  // namespace

std::vector<Rectangle> find_passages(const Tokens& a, const Tokens& b,
                                     const Lexicon& lexicon,
                                     const PassageOptions& options) {
  return find_passages(
      a, b,
      [&](uint64_t stem) { return lexicon.empty() ? 0 : lexicon.stem_frequency(stem); },
      options);
}

std::vector<Rectangle> find_passages(const Tokens& a, const Tokens& b,
                                     const BackgroundFrequency& frequency,
                                     const PassageOptions& options) {
  if (a.list.empty() || b.list.empty()) return {};
  const PairTerms pair = map_terms(a, b, frequency);
  const std::vector<Run> runs = find_runs(pair);
  std::vector<Rectangle> grown;
  Grower grower(pair);
  auto grow = [&](TokenSpan seed_a, TokenSpan seed_b) {
    uint32_t ca = seed_a.start + seed_a.size() / 2, cb = seed_b.start + seed_b.size() / 2;
    if (holds(grown, ca, cb)) return;
    Region region = grower.grow(seed_a, seed_b);
    if (region.a.empty() || region.b.empty()) return;
    grown.push_back({region.a, region.b, region.score, false, false});
  };
  for (const Run& run : runs) grow(run.span_a(), run.span_b());
  for (const Seed& seed : find_seeds(pair, kMostSeeds))
    grow({seed.a, std::min(seed.a + kSeedWindow, a.size())},
         {seed.b, std::min(seed.b + kSeedWindow, b.size())});

  std::vector<Rectangle> kept;
  for (Rectangle& r : grown) {
    snap_to_run(r, runs);
    if (r.score >= kLeastScore && a.bytes(r.a).size() >= options.min_bytes &&
        b.bytes(r.b).size() >= options.min_bytes)
      kept.push_back(r);
  }
  kept = resolve(std::move(kept));
  std::ranges::sort(kept, {}, [](const Rectangle& r) { return std::pair(r.a, r.b); });
  return kept;
}

}  // namespace unspin
