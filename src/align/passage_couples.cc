#include "align/passage_couples.h"

#include "align/passage_numbers.h"

namespace unspin {

namespace {

// The couple that ends at token i > 0; 0 for none.
uint64_t couple_at(const std::vector<Term>& terms, size_t i) {
  if (terms[i - 1] == kUnshared || terms[i] == kUnshared) return 0;
  return uint64_t{terms[i - 1]} << 32 | terms[i];
}

std::vector<uint32_t> numbered(const std::vector<Term>& terms,
                               const KeyNumbers& numbers) {
  std::vector<uint32_t> result(terms.size(), 0);
  for (size_t i = 1; i < terms.size(); ++i)
    if (uint64_t couple = couple_at(terms, i)) result[i] = numbers.find(couple);
  return result;
}

}  // namespace

Couples number_couples(const PairTerms& pair) {
  const bool a_smaller = pair.a.size() <= pair.b.size();
  const std::vector<Term>& small = a_smaller ? pair.a.terms : pair.b.terms;
  KeyNumbers numbers(small.size());
  uint32_t count = 1;
  for (size_t i = 1; i < small.size(); ++i)
    if (uint64_t couple = couple_at(small, i))
      if (numbers.insert(couple, count) == count) ++count;
  return {numbered(pair.a.terms, numbers), numbered(pair.b.terms, numbers), count};
}

}  // namespace unspin
