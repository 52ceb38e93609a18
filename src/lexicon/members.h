// Here are a dictionary, its terms and the counts, give me the counted words of each
// group as layout.h draws them: what may stand in for a word, to be listed.
#pragma once

#include <cstdint>
#include <vector>

#include "lexicon/counts.h"
#include "lexicon/dictionary.h"
#include "lexicon/inflect.h"

namespace unspin {

struct Members {
  std::vector<char> spellings;
  std::vector<uint32_t> spelling_starts;  // one more than there are words
  std::vector<uint16_t> lists;
  std::vector<uint32_t> list_starts;
};

// Of a group with too many words the most frequent are kept. Words below a group that
// is too wide to make them akin (kMaxSisters) are left out.
Members make_members(const Dictionary& dictionary, const std::vector<Term>& terms,
                     const Counts& counts);

}  // namespace unspin
