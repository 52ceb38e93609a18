// This file aligns a small box exactly.
//
// The plane of the two sides' words is walked from corner to corner. A step links
// an equal word (and is paid for its rarity), links a phrase of up to 3 words to
// its kin, or leaves words without a counterpart. Each cell has two states: did
// the last step link something, or are we in an open stretch of words without a
// counterpart? Beginning such a stretch costs, so a few long ones are preferred to
// many short ones, as an editor would mark them:
//
//   linked(i, j) = min over equal and kin steps of  best(before) - pay
//   open(i, j)   = min over lone and facing words of
//                  min(open(before), linked(before) + open) + cost
//
// Asking the lexicon is slow, so kin steps are tried near the diagonal only, and
// phrases only where the lexicon has them as an entry, or where they are short and
// all there is.

#include "align/words_gap.h"

#include <algorithm>
#include <limits>

namespace unspin {

namespace {

constexpr uint32_t kLinked = 0, kOpen = 1;
constexpr uint8_t kEqualStep = 0, kOpenStep = 1, kKinStep = 2;
constexpr int kNever = std::numeric_limits<int>::max() / 2;

// How far from the diagonal of the box the lexicon is asked.
constexpr int kKinBand = 6;

// Boxes up to this size are asked about in full, phrases of any kind included.
constexpr uint32_t kTinyArea = 9;

// Words below this many nats are too common to have kin worth asking for.
constexpr float kKinNats = 4.5f;

}  // namespace

GapAligner::GapAligner(const Sides& sides, Kin& kin, const GapCosts& costs)
    : sides_(sides), kin_(kin), costs_(costs) {}

int GapAligner::align(Box box, std::vector<Link>& links) {
  const uint32_t rows = box.a.size(), columns = box.b.size();
  const size_t width = columns + 1;
  cost_.assign((rows + 1) * width * 2, kNever);
  trace_.resize(cost_.size());
  auto at = [&](uint32_t i, uint32_t j) { return (i * width + j) * 2; };
  auto offer = [&](size_t to, int cost, Trace trace) {
    if (cost >= cost_[to]) return;
    cost_[to] = cost;
    trace_[to] = trace;
  };
  auto pay = [&](Kinship kinship) {
    switch (kinship) {
      case Kinship::kSpelling:
        return costs_.spelling;
      case Kinship::kInflection:
        return costs_.inflection;
      case Kinship::kSynonym:
        return costs_.synonym;
      case Kinship::kRelated:
        return costs_.related;
      case Kinship::kNone:
        break;
    }
    return 0;
  };
  const bool tiny = rows * columns <= kTinyArea;
  cost_[at(0, 0) + kLinked] = 0;
  for (uint32_t i = 0; i <= rows; ++i)
    for (uint32_t j = 0; j <= columns; ++j) {
      if (i == 0 && j == 0) continue;
      size_t here = at(i, j);
      auto open_from = [&](uint32_t di, uint32_t dj, int cost) {
        size_t before = at(i - di, j - dj);
        Trace trace{static_cast<uint8_t>(di), static_cast<uint8_t>(dj), true, kOpenStep};
        offer(here + kOpen, cost_[before + kOpen] + cost, trace);
        trace.from_open = false;
        offer(here + kOpen, cost_[before + kLinked] + costs_.open + cost, trace);
      };
      auto link_from = [&](uint32_t di, uint32_t dj, int gain, uint8_t what) {
        size_t before = at(i - di, j - dj);
        bool open = cost_[before + kOpen] < cost_[before + kLinked];
        offer(here + kLinked, cost_[before + (open ? kOpen : kLinked)] - gain,
              {static_cast<uint8_t>(di), static_cast<uint8_t>(dj), open, what});
      };
      if (i > 0 && j > 0) open_from(1, 1, costs_.facing);
      if (i > 0) open_from(1, 0, costs_.lone);
      if (j > 0) open_from(0, 1, costs_.lone);
      if (i == 0 || j == 0) continue;

      uint32_t ai = box.a.start + i, bj = box.b.start + j;
      if (sides_.equal(ai - 1, bj - 1)) {
        int gain = costs_.equal + static_cast<int>(static_cast<float>(costs_.equal_nat) *
                                                   sides_.a_nats(ai - 1));
        link_from(1, 1, gain, kEqualStep);
        continue;
      }
      int drift =
          static_cast<int>(j * rows / std::max(columns, 1u)) - static_cast<int>(i);
      if (!tiny && std::abs(drift) > kKinBand) continue;
      for (uint32_t di = 1; di <= std::min(i, 3u); ++di)
        for (uint32_t dj = 1; dj <= std::min(j, 3u); ++dj) {
          Box piece{{ai - di, ai}, {bj - dj, bj}};
          bool ask = tiny || (di == 1 && dj == 1);
          if (!tiny && ask)
            ask = sides_.a_nats(ai - 1) >= kKinNats && sides_.b_nats(bj - 1) >= kKinNats;
          if (!ask) {
            ask = (di > 1 ? kin_.is_phrase_a(piece.a) : true) &&
                  (dj > 1 ? kin_.is_phrase_b(piece.b) : true) && di + dj > 2;
          }
          if (!ask) continue;
          Kinship kinship = kin_.of(piece);
          if (kinship == Kinship::kNone) continue;
          link_from(di, dj, pay(kinship),
                    static_cast<uint8_t>(kKinStep + static_cast<int>(kinship)));
        }
    }

  // Walk back.
  size_t first = links.size();
  uint32_t i = rows, j = columns;
  size_t end = at(rows, columns);
  bool open = cost_[end + kOpen] < cost_[end + kLinked];
  int total = cost_[end + (open ? kOpen : kLinked)];
  while (i > 0 || j > 0) {
    Trace trace = trace_[at(i, j) + (open ? kOpen : kLinked)];
    uint32_t ai = box.a.start + i, bj = box.b.start + j;
    if (trace.what != kOpenStep) {
      Link link{{{ai - trace.i, ai}, {bj - trace.j, bj}}, trace.what == kEqualStep};
      if (!link.equal) link.kinship = static_cast<Kinship>(trace.what - kKinStep);
      links.push_back(link);
    }
    i -= trace.i;
    j -= trace.j;
    open = trace.from_open;
  }
  std::reverse(links.begin() + static_cast<ptrdiff_t>(first), links.end());
  return total;
}

}  // namespace unspin
