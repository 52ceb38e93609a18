// This file turns groups of words round: a term's record says which groups it is in, so
// that two words can be asked whether they are akin; here each group says which words are
// in it, so that one word can be asked what may have stood in its place. Only counted
// words are listed. Nobody would guess another.

#include "lexicon/members.h"

#include <algorithm>

#include "lexicon/layout.h"
#include "lexicon/records.h"

namespace unspin {
namespace {

using Numbers = std::vector<uint32_t>;

// The number of each counted word by its key, or nothing.
class Numbering {
 public:
  explicit Numbering(const Counts& counts) : counts_(counts) {}

  // kMaxNumbered when it was not counted or has no number.
  uint32_t find(uint64_t key) const {
    auto at = std::ranges::lower_bound(counts_.words, key, {},
                                       &std::pair<uint64_t, uint32_t>::first);
    if (at == counts_.words.end() || at->first != key) return layout::kMaxNumbered;
    auto number = static_cast<uint32_t>(at - counts_.words.begin());
    return std::min(number, layout::kMaxNumbered);
  }

  // The `most` most frequent of them, ascending, without doubles.
  void keep_frequent(Numbers& numbers, size_t most) const {
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
    if (numbers.size() <= most) return;
    std::ranges::stable_sort(numbers, std::greater(), [&](uint32_t number) {
      return counts_.words[number].second;
    });
    numbers.resize(most);
    std::ranges::sort(numbers);
  }

 private:
  const Counts& counts_;
};

std::vector<Numbers> members_of_groups(const Dictionary& dictionary,
                                       const std::vector<Term>& terms,
                                       const Numbering& numbering) {
  std::vector<Numbers> members(dictionary.groups.size());
  for (const Term& term : terms) {
    if (term.words != 1) continue;
    uint32_t number = numbering.find(term.key);
    if (number == layout::kMaxNumbered) continue;
    for (GroupId group : dictionary.lexemes[term.lexeme].groups)
      members[group].push_back(number);
  }
  return members;
}

std::vector<Numbers> words_below(const Dictionary& dictionary,
                                 const std::vector<Numbers>& members) {
  std::vector<Numbers> below(members.size());
  for (size_t group = 0; group < members.size(); ++group)
    for (GroupId above : dictionary.groups[group].broader)
      if (dictionary.groups[above].narrower_count <= kMaxSisters)
        below[above].insert(below[above].end(), members[group].begin(),
                            members[group].end());
  return below;
}

void add_spellings(const Counts& counts, Members& result) {
  for (const std::string& spelling : counts.spellings) {
    result.spelling_starts.push_back(static_cast<uint32_t>(result.spellings.size()));
    result.spellings.insert(result.spellings.end(), spelling.begin(), spelling.end());
  }
  result.spelling_starts.push_back(static_cast<uint32_t>(result.spellings.size()));
}

void add_list(const Numbers& numbers, std::vector<uint16_t>& lists) {
  for (uint32_t number : numbers) lists.push_back(static_cast<uint16_t>(number));
}

}  // namespace

Members make_members(const Dictionary& dictionary, const std::vector<Term>& terms,
                     const Counts& counts) {
  Members result;
  add_spellings(counts, result);
  Numbering numbering(counts);
  std::vector<Numbers> members = members_of_groups(dictionary, terms, numbering);
  std::vector<Numbers> below = words_below(dictionary, members);
  for (size_t group = 0; group < members.size(); ++group) {
    if (group % layout::kMembersStride == 0)
      result.list_starts.push_back(static_cast<uint32_t>(result.lists.size()));
    numbering.keep_frequent(members[group], layout::kMaxMembers);
    numbering.keep_frequent(below[group], layout::kMaxBelow);
    result.lists.push_back(
        static_cast<uint16_t>(members[group].size() | below[group].size() << 8));
    add_list(members[group], result.lists);
    add_list(below[group], result.lists);
  }
  return result;
}

}  // namespace unspin
