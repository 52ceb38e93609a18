// Sorting of fixed-size records by their value as numbers.
//
// Records arrive with keys that are hashes, or documents in no order, so their high
// bits are nearly uniform. Then it is enough to sort by as many of them as tell most
// records apart, log2(n) and a little, in two or three radix passes, least significant
// digit first; what is left inside a run of equal high bits is a few records, which an
// insertion puts in order. Sorting all 64 bits would take twice the passes.
//
// Where the high bits are not uniform (a feature that all documents have, keys made by
// an enemy) the runs are long: those are sorted by comparison, so the worst case is
// n log n. Runs that came in order, as those of one feature do, are only looked at.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace unspin {

namespace record_sort {

inline constexpr unsigned kMaxDigitBits = 11;
inline constexpr size_t kShortRun = 24;

// Bits beyond log2(n) that are sorted by. Fewer leave longer runs, more cost a pass.
inline constexpr unsigned kSpareBits = 1;

template <class Record>
void insert_each(std::span<Record> run) {
  for (size_t i = 1; i < run.size(); ++i) {
    Record record = run[i];
    size_t j = i;
    for (; j > 0 && record < run[j - 1]; --j) run[j] = run[j - 1];
    run[j] = record;
  }
}

// Sorts within runs that agree from bit `shift` upwards.
template <class Record>
void sort_runs(std::span<Record> records, unsigned shift) {
  size_t n = records.size();
  for (size_t i = 0; i + 1 < n;) {
    Record prefix = records[i] >> shift;
    if (records[i + 1] >> shift != prefix) {
      ++i;
      continue;
    }
    size_t end = i + 2;
    while (end < n && records[end] >> shift == prefix) ++end;
    std::span<Record> run = records.subspan(i, end - i);
    if (run.size() <= kShortRun)
      insert_each(run);
    else if (!std::ranges::is_sorted(run))
      std::ranges::sort(run);
    i = end;
  }
}

struct Digit {
  unsigned shift = 0;
  uint32_t mask = 0;
  std::vector<size_t> starts;
};

template <class Record>
std::vector<Digit> count_digits(std::span<const Record> records, unsigned shift,
                                unsigned bits) {
  unsigned passes = (bits + kMaxDigitBits - 1) / kMaxDigitBits;
  std::vector<Digit> digits(passes);
  for (unsigned pass = 0; pass < passes; ++pass) {
    unsigned from = bits * pass / passes;
    unsigned to = bits * (pass + 1) / passes;
    digits[pass].shift = shift + from;
    digits[pass].mask = (uint32_t{1} << (to - from)) - 1;
    digits[pass].starts.assign(size_t{1} << (to - from), 0);
  }
  for (Record record : records)
    for (Digit& digit : digits)
      ++digit.starts[static_cast<uint32_t>(record >> digit.shift) & digit.mask];
  for (Digit& digit : digits) {
    size_t start = 0;
    for (size_t& count : digit.starts) start += std::exchange(count, start);
  }
  return digits;
}

}  // namespace record_sort

// Sorts `records`, all of which agree above their low `varying_bits` bits, with `space`
// of the same size. Returns where the sorted records are: in one of the two.
//
// Cost: linear for records whose varying high bits are uniform; n log n at worst.
template <class Record>
std::span<Record> sort_records(std::span<Record> records, std::span<Record> space,
                               unsigned varying_bits) {
  using namespace record_sort;
  if (records.size() <= kShortRun) {
    insert_each(records);
    return records;
  }
  auto enough = static_cast<unsigned>(std::bit_width(records.size())) + kSpareBits;
  unsigned bits = std::min(varying_bits, enough);
  unsigned shift = varying_bits - bits;
  for (Digit& digit : count_digits<Record>(records, shift, bits)) {
    for (Record record : records)
      space[digit.starts[static_cast<uint32_t>(record >> digit.shift) & digit.mask]++] =
          record;
    std::swap(records, space);
  }
  sort_runs(records, shift);
  return records;
}

}  // namespace unspin
