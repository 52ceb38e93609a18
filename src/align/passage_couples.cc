#include "align/passage_couples.h"

#include <algorithm>
#include <bit>

namespace unspin {

namespace {

// An open-addressing map from couple to number, half full at most. No couple is 0.
class CoupleNumbers {
 public:
  explicit CoupleNumbers(size_t most)
      : mask_(std::bit_ceil(2 * most + 2) - 1),
        couples_(mask_ + 1),
        numbers_(mask_ + 1) {}

  void insert(uint64_t couple) {
    size_t slot = slot_of(couple);
    if (couples_[slot] != 0) return;
    couples_[slot] = couple;
    numbers_[slot] = count_++;
  }

  // 0 when absent.
  uint32_t find(uint64_t couple) const { return numbers_[slot_of(couple)]; }

  uint32_t count() const { return count_; }

 private:
  size_t slot_of(uint64_t couple) const {
    size_t slot = (couple * 0x9E3779B97F4A7C15u >> 32) & mask_;
    while (couples_[slot] != 0 && couples_[slot] != couple) slot = (slot + 1) & mask_;
    return slot;
  }

  size_t mask_;
  std::vector<uint64_t> couples_;
  std::vector<uint32_t> numbers_;
  uint32_t count_ = 1;
};

// The couple that ends at token i > 0; 0 for none.
uint64_t couple_at(const std::vector<Term>& terms, size_t i) {
  if (terms[i - 1] == kUnshared || terms[i] == kUnshared) return 0;
  return uint64_t{terms[i - 1]} << 32 | terms[i];
}

std::vector<uint32_t> numbered(const std::vector<Term>& terms,
                               const CoupleNumbers& numbers) {
  std::vector<uint32_t> result(terms.size(), 0);
  for (size_t i = 1; i < terms.size(); ++i)
    if (uint64_t couple = couple_at(terms, i)) result[i] = numbers.find(couple);
  return result;
}

}  // namespace

Couples number_couples(const PairTerms& pair) {
  const bool a_smaller = pair.a.size() <= pair.b.size();
  const std::vector<Term>& small = a_smaller ? pair.a.terms : pair.b.terms;
  CoupleNumbers numbers(small.size());
  for (size_t i = 1; i < small.size(); ++i)
    if (uint64_t couple = couple_at(small, i)) numbers.insert(couple);
  return {numbered(pair.a.terms, numbers), numbered(pair.b.terms, numbers),
          numbers.count()};
}

}  // namespace unspin
