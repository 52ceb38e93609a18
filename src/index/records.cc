#include "index/records.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace unspin {
namespace {

constexpr unsigned kMostDigitBits = 11;

// Sorts each run of records that agree in the bits from `sorted_from` on. Nearly all are
// of one record, or of one key whose documents came in order.
void sort_runs(std::span<uint64_t> records, unsigned sorted_from) {
  for (size_t i = 1; i < records.size();) {
    if (records[i - 1] <= records[i]) [[likely]] {
      ++i;
      continue;
    }
    size_t begin = i - 1, end = i + 1;
    uint64_t first = records[i] >> sorted_from;
    while (begin > 0 && records[begin - 1] >> sorted_from == first) --begin;
    while (end < records.size() && records[end] >> sorted_from == first) ++end;
    std::ranges::sort(records.subspan(begin, end - begin));
    i = end;
  }
}

}  // namespace

// Two passes go by the bits behind those that all agree in, as many as tell most records
// apart; beyond that little is left to do.
void sort_records(std::vector<uint64_t>& records, unsigned slice_bits,
                  std::vector<uint64_t>& scratch) {
  constexpr size_t kFew = 256;
  if (records.size() < kFew) {
    std::ranges::sort(records);
    return;
  }
  const unsigned most_bits = std::bit_width(records.size()) + 4U;
  const unsigned digit_bits = std::min(most_bits / 2, kMostDigitBits);
  const uint64_t mask = (uint64_t{1} << digit_bits) - 1;
  const unsigned top = 64 - slice_bits, sorted_from = top - 2 * digit_bits;
  scratch.resize(records.size());
  for (unsigned shift = sorted_from; shift < top; shift += digit_bits) {
    std::array<uint32_t, size_t{1} << kMostDigitBits> places{};
    for (uint64_t record : records) ++places[record >> shift & mask];
    uint32_t sum = 0;
    for (uint32_t& place : places) sum += std::exchange(place, sum);
    for (uint64_t record : records) scratch[places[record >> shift & mask]++] = record;
    records.swap(scratch);
  }
  sort_runs(records, sorted_from);
}

}  // namespace unspin
