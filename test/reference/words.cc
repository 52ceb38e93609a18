#include "reference/words.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace unspin::reference {

namespace {

// What linking a phrase to a phrase pays back; 0 when nothing ties them together.
int pay(const Sides& sides, PairBox box, const GapCosts& costs) {
  std::string a, b;
  for (uint32_t i = box.a.start; i < box.a.end; ++i) a += sides.a_word(i);
  for (uint32_t j = box.b.start; j < box.b.end; ++j) b += sides.b_word(j);
  bool words = box.a.size() == 1 && box.b.size() == 1;
  auto kin = [&](Kinship kinship) { return costs.kin[static_cast<size_t>(kinship)]; };
  if (words && a == b)
    return costs.equal + static_cast<int>(sides.a_nats(box.a.start) *
                                          static_cast<float>(costs.equal_nat));
  if (words && spelled_alike(a, b)) return kin(Kinship::kSpelling);
  if (words)
    return sides.a(box.a.start).stem == sides.b(box.b.start).stem
               ? kin(Kinship::kInflection)
               : 0;
  return a == b && a.size() >= 4 ? kin(Kinship::kSpelling) : 0;
}

class Search {
 public:
  Search(const Sides& sides, const GapCosts& costs) : sides_(sides), costs_(costs) {}

  // The least cost from words i and j to the ends.
  int from(uint32_t i, uint32_t j, bool open) {
    uint32_t rows = sides_.a_size(), columns = sides_.b_size();
    if (i == rows && j == columns) return 0;
    auto [at, is_new] = known_.try_emplace({i, j, open}, 0);
    if (!is_new) return at->second;
    int best = 1 << 29;
    auto offer = [&](int cost) { best = std::min(best, cost); };
    int opening = open ? 0 : costs_.open;
    if (i < rows) offer(opening + costs_.lone + from(i + 1, j, true));
    if (j < columns) offer(opening + costs_.lone + from(i, j + 1, true));
    if (i < rows && j < columns) {
      int seams = sides_.seam(i, j) + sides_.seam(i + 1, j + 1);
      offer(opening + costs_.facing - seams * costs_.seam + from(i + 1, j + 1, true));
    }
    for (uint32_t di = 1; di <= 3 && i + di <= rows; ++di)
      for (uint32_t dj = 1; dj <= 3 && j + dj <= columns; ++dj)
        // A phrase that ends in the same word on both sides is not one phrase.
        if (int paid = pay(sides_, {{i, i + di}, {j, j + dj}}, costs_);
            paid > 0 && (di + dj == 2 || !sides_.equal(i + di - 1, j + dj - 1)))
          offer(from(i + di, j + dj, false) - paid);
    return known_[{i, j, open}] = best;
  }

 private:
  const Sides& sides_;
  const GapCosts& costs_;
  std::map<std::tuple<uint32_t, uint32_t, bool>, int> known_;
};

// Facing words first or last, whichever meets more seams: try every way.
int cost_between(const Sides& sides, PairBox box, const GapCosts& costs) {
  uint32_t rows = box.a.size(), columns = box.b.size();
  if (rows + columns == 0) return 0;
  std::map<std::pair<uint32_t, uint32_t>, int> best;
  for (uint32_t i = 0; i <= rows; ++i)
    for (uint32_t j = 0; j <= columns; ++j) {
      int cost = i + j == 0 ? costs.open : 1 << 29;
      if (i > 0) cost = std::min(cost, best[{i - 1, j}] + costs.lone);
      if (j > 0) cost = std::min(cost, best[{i, j - 1}] + costs.lone);
      if (i > 0 && j > 0) {
        uint32_t a = box.a.start + i, b = box.b.start + j;
        int seams = sides.seam(a - 1, b - 1) + sides.seam(a, b);
        cost = std::min(cost, best[{i - 1, j - 1}] + costs.facing - seams * costs.seam);
      }
      best[{i, j}] = cost;
    }
  return best[{rows, columns}];
}

}  // namespace

int cheapest(const Sides& sides, const GapCosts& costs) {
  return Search(sides, costs).from(0, 0, false);
}

int cost_of(const std::vector<Link>& links, const Sides& sides, const GapCosts& costs) {
  int cost = 0;
  PairBox between{{0, 0}, {0, 0}};
  for (const Link& link : links) {
    if (link.box.a.empty()) continue;  // a seam
    between.a.end = link.box.a.start;
    between.b.end = link.box.b.start;
    cost += cost_between(sides, between, costs);
    between = {{link.box.a.end, 0}, {link.box.b.end, 0}};
    if (!link.equal) {
      cost -= pay(sides, link.box, costs);
      continue;
    }
    for (uint32_t k = 0; k < link.box.a.size(); ++k) {
      uint32_t i = link.box.a.start + k, j = link.box.b.start + k;
      cost -= pay(sides, {{i, i + 1}, {j, j + 1}}, costs);
    }
  }
  between.a.end = sides.a_size();
  between.b.end = sides.b_size();
  return cost + cost_between(sides, between, costs);
}

}  // namespace unspin::reference
