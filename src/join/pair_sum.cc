#include "join/pair_sum.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace unspin {
namespace {

constexpr size_t kBatch = 4096;
constexpr unsigned kSignificantBits = 12;

}  // namespace

uint16_t pack_length(uint32_t length) {
  auto bits = static_cast<unsigned>(std::bit_width(length));
  unsigned exponent = bits > kSignificantBits ? bits - kSignificantBits : 0;
  return static_cast<uint16_t>((exponent << (kSignificantBits - 1)) +
                               (length >> exponent));
}

uint32_t unpack_length(uint16_t packed) {
  unsigned exponent = packed >> (kSignificantBits - 1);
  exponent -= exponent > 0 ? 1 : 0;
  return (uint32_t{packed} - (exponent << (kSignificantBits - 1))) << exponent;
}

PairSum::PairSum(const JoinOptions& options, PairLayout layout,
                 std::span<const uint16_t> lengths, uint32_t first_document,
                 const Sink& sink)
    : options_(options),
      layout_(layout),
      lengths_(lengths),
      first_document_(first_document),
      sink_(sink) {
  batch_.reserve(kBatch);
}

bool PairSum::run(std::span<const uint64_t> pairs) {
  for (uint64_t record : pairs) {
    if (record >> 8 != pair_) {
      if (shared_ >= options_.min_shared && !finish_pair()) return false;
      pair_ = record >> 8;
      weight_ = 0;
      shared_ = 0;
    }
    weight_ += kWeightOfCode[record & 0xff];
    ++shared_;
  }
  return true;
}

bool PairSum::end() {
  if (shared_ >= options_.min_shared && !finish_pair()) return false;
  shared_ = 0;
  return flush();
}

bool PairSum::passes() const {
  uint32_t length =
      unpack_length(std::min(lengths_[layout_.a(pair_)], lengths_[layout_.b(pair_)]));
  double least = options_.weight_per_root_length * kWeightUnit *
                 std::sqrt(static_cast<double>(length));
  return shared_ > 0 && static_cast<double>(weight_) >= least;
}

bool PairSum::finish_pair() {
  uint32_t a = layout_.a(pair_);
  if (a < first_document_ || !passes()) return true;
  batch_.push_back({.a = a,
                    .b = layout_.b(pair_),
                    .weight = static_cast<double>(weight_) / kWeightUnit,
                    .shared = shared_});
  return batch_.size() < kBatch || flush();
}

bool PairSum::flush() {
  if (batch_.empty()) return true;
  emitted_ += batch_.size();
  bool more = sink_(batch_);
  batch_.clear();
  return more;
}

}  // namespace unspin
