// This file finds what was moved.
//
// The links so far go forward in both sides. A sentence that changed its place is
// left without links twice: it seems deleted here and inserted there. So we look
// among the words without a link for pairs of words (or single rare ones) that
// stand on both sides, grow them to runs, and join runs that lie close together in
// the same order, as a moved sentence with a few words replaced would leave them:
//
//   weight(r) = nats(r) + max(0, max over r' before r of  weight(r') - gap(r', r))
//
// How heavy must it be? In d words there are about d * d places where a run could
// meet its like by chance, and a run of w nats does so with probability exp(-w).
// So the further something moved, the heavier it has to be: w > 2 ln d + kSurely.

#include "align/words_moves.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "align/words_anchors.h"

namespace unspin {

namespace {

constexpr float kSurely = 6.0f;     // nats above what chance brings
constexpr float kRareWord = 7.0f;   // nats that make a single word a seed
constexpr uint32_t kMaxPlaces = 8;  // a pair of words more frequent is no seed
constexpr uint32_t kMaxGap = 12;    // words between two runs of one stretch
constexpr float kGapNats = 0.7f;    // what each of them costs
constexpr uint32_t kLookBack = 16;  // runs tried as the one before
constexpr float kOverrule = 3.0f;   // times the nats of links it breaks
constexpr uint32_t kMaxReach = 20;  // words to a sentence's end that come along
constexpr uint32_t kNone = UINT32_MAX;

struct Stretch {
  PairBox box;
  float weight = 0;
};

class MoveFinder {
 public:
  MoveFinder(const Sides& sides, std::vector<Link>& links)
      : sides_(sides),
        links_(links),
        in_a_(sides.a_size(), kNone),
        in_b_(sides.b_size(), kNone),
        expected_(sides.a_size() + 1) {
    for (uint32_t k = 0; k < links.size(); ++k) {
      const PairBox& box = links[k].box;
      std::fill(in_a_.begin() + box.a.start, in_a_.begin() + box.a.end, k);
      std::fill(in_b_.begin() + box.b.start, in_b_.begin() + box.b.end, k);
    }
    uint32_t b = 0;
    for (uint32_t i = 0; i < sides.a_size(); ++i) {
      if (in_a_[i] != kNone) b = links[in_a_[i]].box.b.end;
      expected_[i] = b;
    }
  }

  std::vector<PairBox> find() {
    std::vector<Run> runs = find_runs();
    std::vector<Stretch> stretches = join(runs);
    std::ranges::sort(stretches, [](const Stretch& x, const Stretch& y) {
      return std::pair(-x.weight, x.box.a.start) < std::pair(-y.weight, y.box.a.start);
    });
    std::vector<PairBox> boxes;
    for (const Stretch& stretch : stretches)
      if (take(stretch)) boxes.push_back(reach_out(stretch.box));
    drop_broken_links();
    return boxes;
  }

 private:
  // One place of b, in a chain of the places with the same key.
  struct Place {
    uint64_t key = 0;
    uint32_t b = 0;
  };

  bool free_a(uint32_t i) const { return in_a_[i] == kNone; }
  bool free_b(uint32_t j) const { return in_b_[j] == kNone; }
  static uint64_t pair_key(uint64_t first, uint64_t second) {
    return (first + 1) << 32 | (second + 1);
  }

  std::vector<Run> find_runs() const;
  Run grow(Run run) const;
  float nats(const Run& run) const {
    float sum = 0;
    for (uint32_t i = 0; i < run.size; ++i) sum += sides_.a_nats(run.a + i);
    return sum;
  }
  float needed(const Run& run) const {
    uint32_t there = expected_[run.a];
    uint32_t far = run.b > there ? run.b - there : there - run.b;
    return 2 * std::log(static_cast<float>(far) + 1) + kSurely;
  }
  std::vector<Stretch> join(const std::vector<Run>& runs) const;
  bool take(const Stretch& stretch);
  PairBox reach_out(PairBox box);
  void drop_broken_links();

  static constexpr uint32_t kTaken = UINT32_MAX - 1;
  const Sides& sides_;
  std::vector<Link>& links_;
  std::vector<uint32_t> in_a_, in_b_;  // the link that holds each word, kNone, kTaken
  std::vector<uint32_t> expected_;     // where in b each word of a would stand
  std::vector<uint32_t> broken_;
};

Run MoveFinder::grow(Run run) const {
  while (run.a > 0 && run.b > 0 && free_a(run.a - 1) && free_b(run.b - 1) &&
         sides_.equal(run.a - 1, run.b - 1)) {
    --run.a;
    --run.b;
    ++run.size;
  }
  while (run.a + run.size < sides_.a_size() && run.b + run.size < sides_.b_size() &&
         free_a(run.a + run.size) && free_b(run.b + run.size) &&
         sides_.equal(run.a + run.size, run.b + run.size))
    ++run.size;
  return run;
}

std::vector<Run> MoveFinder::find_runs() const {
  // Keys of b's free words: pairs, and single rare words.
  std::vector<Place> places;
  for (uint32_t j = 0; j < sides_.b_size(); ++j) {
    if (!free_b(j)) continue;
    if (sides_.b_nats(j) >= kRareWord) places.push_back({sides_.b_id(j), j});
    if (j + 1 < sides_.b_size() && free_b(j + 1))
      places.push_back({pair_key(sides_.b_id(j), sides_.b_id(j + 1)), j});
  }
  std::ranges::sort(places, [](const Place& x, const Place& y) {
    return std::pair(x.key, x.b) < std::pair(y.key, y.b);
  });
  std::vector<Run> runs;
  auto look_up = [&](uint64_t key, uint32_t i) {
    auto first = std::ranges::lower_bound(places, key, {}, &Place::key);
    auto last = first;
    while (last != places.end() && last->key == key) {
      if (static_cast<uint32_t>(last - first) == kMaxPlaces) return;
      ++last;
    }
    for (; first != last; ++first) runs.push_back(grow({i, first->b, 1}));
  };
  if (places.empty()) return runs;
  for (uint32_t i = 0; i < sides_.a_size(); ++i) {
    if (!free_a(i)) continue;
    if (sides_.a_nats(i) >= kRareWord) look_up(sides_.a_id(i), i);
    if (i + 1 < sides_.a_size() && free_a(i + 1))
      look_up(pair_key(sides_.a_id(i), sides_.a_id(i + 1)), i);
  }
  std::ranges::sort(runs, [](const Run& x, const Run& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  auto same = std::ranges::unique(runs);
  runs.erase(same.begin(), same.end());
  return runs;
}

std::vector<Stretch> MoveFinder::join(const std::vector<Run>& runs) const {
  struct Node {
    float weight = 0;
    uint32_t before = kNone;
    bool inner = false;  // another stretch goes on from here
  };
  std::vector<Node> nodes(runs.size());
  for (uint32_t r = 0; r < runs.size(); ++r) {
    const Run& run = runs[r];
    float best = 0;
    for (uint32_t k = 1; k <= std::min(r, kLookBack); ++k) {
      const Run& before = runs[r - k];
      uint32_t a_end = before.a + before.size, b_end = before.b + before.size;
      if (a_end > run.a || b_end > run.b) continue;
      uint32_t gap = std::max(run.a - a_end, run.b - b_end);
      if (gap > kMaxGap) continue;
      float weight = nodes[r - k].weight - kGapNats * static_cast<float>(gap);
      if (weight <= best) continue;
      best = weight;
      nodes[r].before = r - k;
    }
    nodes[r].weight = best + nats(run);
    if (nodes[r].before != kNone) nodes[nodes[r].before].inner = true;
  }
  std::vector<Stretch> stretches;
  for (uint32_t r = 0; r < runs.size(); ++r) {
    if (nodes[r].inner || nodes[r].weight < needed(runs[r])) continue;
    uint32_t first = r;
    while (nodes[first].before != kNone) first = nodes[first].before;
    stretches.push_back({{{runs[first].a, runs[r].a + runs[r].size},
                          {runs[first].b, runs[r].b + runs[r].size}},
                         nodes[r].weight});
  }
  return stretches;
}

// Claims the words of a stretch, unless another did or the links in it weigh more.
bool MoveFinder::take(const Stretch& stretch) {
  const PairBox& box = stretch.box;
  float held = 0;
  for (uint32_t i = box.a.start; i < box.a.end; ++i) {
    if (in_a_[i] == kTaken) return false;
    if (in_a_[i] != kNone) held += sides_.a_nats(i);
  }
  for (uint32_t j = box.b.start; j < box.b.end; ++j) {
    if (in_b_[j] == kTaken) return false;
    if (in_b_[j] != kNone) held += sides_.b_nats(j);
  }
  if (held * kOverrule > stretch.weight) return false;
  auto claim = [&](std::vector<uint32_t>& in, TokenSpan span) {
    for (uint32_t i = span.start; i < span.end; ++i) {
      if (in[i] != kNone) broken_.push_back(in[i]);
      in[i] = kTaken;
    }
  };
  claim(in_a_, box.a);
  claim(in_b_, box.b);
  return true;
}

// Takes along what remains of both sentences at either end.
PairBox MoveFinder::reach_out(PairBox box) {
  auto starts_a = [&](uint32_t i) { return sides_.a(i).has(kSentenceStart); };
  auto starts_b = [&](uint32_t j) { return sides_.b(j).has(kSentenceStart); };
  auto left = [](uint32_t at, auto free, auto starts) {
    uint32_t to = at;
    while (!starts(to)) {
      if (to == 0 || !free(to - 1) || at - to == kMaxReach) return at;
      --to;
    }
    return to;
  };
  auto right = [](uint32_t at, uint32_t end, auto free, auto starts) {
    uint32_t to = at;
    while (to < end && !starts(to)) {
      if (!free(to) || to - at == kMaxReach) return at;
      ++to;
    }
    return to;
  };
  auto is_free_a = [&](uint32_t i) { return free_a(i); };
  auto is_free_b = [&](uint32_t j) { return free_b(j); };
  box.a.start = left(box.a.start, is_free_a, starts_a);
  box.b.start = left(box.b.start, is_free_b, starts_b);
  box.a.end = right(box.a.end, sides_.a_size(), is_free_a, starts_a);
  box.b.end = right(box.b.end, sides_.b_size(), is_free_b, starts_b);
  std::fill(in_a_.begin() + box.a.start, in_a_.begin() + box.a.end, kTaken);
  std::fill(in_b_.begin() + box.b.start, in_b_.begin() + box.b.end, kTaken);
  return box;
}

void MoveFinder::drop_broken_links() {
  std::ranges::sort(broken_);
  auto inside = [](const std::vector<uint32_t>& in, uint32_t at) {
    return at > 0 && at < in.size() && in[at - 1] == kTaken && in[at] == kTaken;
  };
  size_t kept = 0;
  for (uint32_t k = 0; k < links_.size(); ++k) {
    const PairBox& box = links_[k].box;
    bool seam = box.a.empty();
    if (seam && (inside(in_a_, box.a.start) || inside(in_b_, box.b.start))) continue;
    if (!std::ranges::binary_search(broken_, k)) links_[kept++] = links_[k];
  }
  links_.resize(kept);
}

}  // namespace

std::vector<PairBox> find_moves(const Sides& sides, std::vector<Link>& links) {
  return MoveFinder(sides, links).find();
}

}  // namespace unspin
