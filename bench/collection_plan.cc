// This file gives each document of a made-up collection its part.
//
// Parts are stretches of an order in which all documents of a kind are neighbours; a
// permutation scatters them over the collection. The permutation is a Feistel cipher of
// four rounds, on the next power of four, applied until the result is within the
// collection: computed both ways in no memory, so that a copy knows where its source is
// and any document can be made without those before it.

#include "collection_plan.h"

#include <algorithm>

#include "quick_random.h"

namespace unspin::bench {
namespace {

struct Stretch {
  Planted kind;
  uint32_t parameter;
  double share;   // of all documents
  uint64_t most;  // documents
};

constexpr uint64_t kAny = ~uint64_t{0};
constexpr Stretch kStretchList[] = {
    {Planted::kOriginal, 0, 1, kAny},  // what the others leave
    {Planted::kIdentical, 0, .02, kAny}, {Planted::kNear, 0, .04, kAny},
    {Planted::kSpun, 10, .02, kAny},     {Planted::kSpun, 20, .02, kAny},
    {Planted::kSpun, 30, .02, kAny},     {Planted::kSpun, 40, .02, kAny},
    {Planted::kSpun, 50, .02, kAny},     {Planted::kSpun, 60, .02, kAny},
    {Planted::kSpun, 80, .01, kAny},     {Planted::kSpun, 100, .01, kAny},
    {Planted::kReordered, 0, .03, kAny}, {Planted::kExcerpt, 60, .02, kAny},
    {Planted::kExcerpt, 120, .02, kAny}, {Planted::kExcerpt, 240, .02, kAny},
    {Planted::kFold, 0, .01, 10'000},    {Planted::kTemplate, 0, .05, 5'000},
    {Planted::kDrift, 0, .01, 1'000},
};
constexpr int kRounds = 4;

}  // namespace

std::string_view name_of(Planted kind) {
  constexpr std::string_view kNames[] = {"original", "identical", "near",
                                         "spun",     "reordered", "excerpt",
                                         "fold",     "template",  "drift"};
  return kNames[static_cast<int>(kind)];
}

CollectionPlan::CollectionPlan(uint64_t n_documents, uint64_t seed, double planted)
    : n_documents_(n_documents), seed_(seed) {
  while (half_bits_ < 31 && uint64_t{1} << (2 * half_bits_) < n_documents) ++half_bits_;
  static_assert(std::size(kStretchList) == kStretches);
  uint64_t others = 0;
  for (int i = 1; i < kStretches; ++i) {
    double share = planted * kStretchList[i].share * static_cast<double>(n_documents);
    counts_[i] = std::min(static_cast<uint64_t>(share), kStretchList[i].most);
    others += counts_[i];
  }
  counts_[0] = n_documents - others;
}

uint64_t CollectionPlan::count(Planted kind) const {
  uint64_t all = 0;
  for (int i = 0; i < kStretches; ++i)
    if (kStretchList[i].kind == kind) all += counts_[i];
  return all;
}

Role CollectionPlan::role(uint64_t place) const {
  uint64_t index = gather(place);
  Role role;
  uint64_t of_kind = 0;  // before this stretch
  for (int i = 0; i < kStretches; ++i) {
    if (i == 0 || kStretchList[i].kind != kStretchList[i - 1].kind) of_kind = 0;
    if (index < counts_[i])
      return {kStretchList[i].kind, of_kind + index, kStretchList[i].parameter};
    index -= counts_[i];
    of_kind += counts_[i];
  }
  return role;
}

uint64_t CollectionPlan::place_of(Planted kind, uint64_t number) const {
  uint64_t index = number;
  for (int i = 0; kStretchList[i].kind != kind; ++i) index += counts_[i];
  return scatter(index);
}

uint64_t CollectionPlan::scramble(uint64_t index, bool back) const {
  uint64_t mask = (uint64_t{1} << half_bits_) - 1;
  uint64_t left = index >> half_bits_, right = index & mask;
  for (int round = 0; round < kRounds; ++round) {
    uint64_t key =
        seed_of(seed_, static_cast<uint64_t>(back ? kRounds - 1 - round : round),
                back ? left : right);
    if (back) {
      uint64_t before = right ^ (key & mask);
      right = left;
      left = before;
    } else {
      uint64_t behind = left ^ (key & mask);
      left = right;
      right = behind;
    }
  }
  return left << half_bits_ | right;
}

uint64_t CollectionPlan::scatter(uint64_t index) const {
  do index = scramble(index, false);
  while (index >= n_documents_);
  return index;
}

uint64_t CollectionPlan::gather(uint64_t place) const {
  do place = scramble(place, true);
  while (place >= n_documents_);
  return place;
}

}  // namespace unspin::bench
