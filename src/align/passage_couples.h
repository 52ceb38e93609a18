// align/, inside: two words side by side, as one small number.
#pragma once

#include <cstdint>
#include <vector>

#include "align/passage_terms.h"

namespace unspin {

// Of each token of a text, the number of the couple that it makes with the token before
// it; 0 where one of the two is kUnshared or the smaller text has no such couple.
struct Couples {
  std::vector<uint32_t> a;
  std::vector<uint32_t> b;
  uint32_t count = 1;  // 0 included
};

// Cost: linear.
Couples number_couples(const PairTerms& pair);

}  // namespace unspin
