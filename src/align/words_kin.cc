// This file says what ties two phrases together: letters, stems or the lexicon.
//
// Letters come first, because they need no dictionary: "without" and "with out"
// are the same letters in a row. Then stems, then the lexicon, which is slow (some
// cache misses), so its answers are kept in a small table.

#include "align/words_kin.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace unspin {

namespace {

constexpr size_t kFirstSlots = 256;

// "into" is "in to", but "us" is not "U.S.".
constexpr size_t kShortestJoined = 4;

// The word with what British and American spelling differ in folded away: "colour",
// "travelled", "organise", "defence", "theatre", "catalogue", "towards". Folding more
// would take "later" for "latter" and "prices" for "prizes".
std::string spelling_key(std::string_view word) {
  std::string key;
  key.reserve(word.size());
  for (size_t i = 0; i < word.size(); ++i) {
    std::string_view rest = word.substr(i), before = word.substr(0, i);
    char c = word[i];
    if (c == ',' || c == '.' || c == '\'') continue;
    if ((rest == "re" || rest == "res") && i > 2) {
      key += rest == "re" ? "er" : "ers";
      break;
    }
    if (rest == "ue" && before.ends_with("og")) break;
    if (rest == "s" && before.ends_with("ward")) break;
    if ((rest.starts_with("ae") || rest.starts_with("oe")) && rest.size() > 3) continue;
    if (c == 'u' && i > 2 && before.ends_with('o') && rest.starts_with("ur")) continue;
    if (c == 'l' && before.ends_with('l')) continue;
    if (c == 'z' && word.size() > 6) c = 's';
    if (c == 'c' && (before.ends_with('n') || before.ends_with("ti"))) c = 's';
    key += c;
  }
  return key;
}

bool same_letters(const Sides& sides, PairBox box) {
  std::array<char, 96> joined;
  size_t size = 0;
  for (uint32_t i = box.a.start; i < box.a.end; ++i) {
    std::string_view word = sides.a_word(i);
    if (size + word.size() > joined.size()) return false;
    std::ranges::copy(word, joined.begin() + static_cast<ptrdiff_t>(size));
    size += word.size();
  }
  if (size < kShortestJoined) return false;
  std::string_view left(joined.data(), size);
  for (uint32_t j = box.b.start; j < box.b.end; ++j) {
    std::string_view word = sides.b_word(j);
    if (!left.starts_with(word)) return false;
    left.remove_prefix(word.size());
  }
  return left.empty();
}

// Never 0: the free slot's key.
uint64_t mixed(uint64_t key, uint64_t id) {
  key = (key ^ (id + 1)) * 0x9E3779B97F4A7C15u;
  return (key ^ key >> 29) | 1;
}

}  // namespace

bool spelled_alike(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a[0] != b[0]) return false;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > 2) return false;
  return std::min(a.size(), b.size()) > 3 && spelling_key(a) == spelling_key(b);
}

Kin::Kin(const Sides& sides)
    : sides_(sides), has_lexicon_(!sides.lexicon().empty()), slots_(kFirstSlots) {}

Kinship Kin::by_letters(PairBox box) const {
  if (box.a.size() > 1 || box.b.size() > 1)
    return same_letters(sides_, box) ? Kinship::kSpelling : Kinship::kNone;
  uint32_t i = box.a.start, j = box.b.start;
  if (spelled_alike(sides_.a_word(i), sides_.b_word(j))) return Kinship::kSpelling;
  bool one_stem = sides_.a(i).stem == sides_.b(j).stem;
  return one_stem ? Kinship::kInflection : Kinship::kNone;
}

Kinship Kin::by_lexicon(PairBox box) {
  if (!has_lexicon_) return Kinship::kNone;
  uint64_t key = box.a.size() * 4 + box.b.size();
  for (uint32_t i = box.a.start; i < box.a.end; ++i) key = mixed(key, sides_.a_id(i));
  for (uint32_t j = box.b.start; j < box.b.end; ++j) key = mixed(key, sides_.b_id(j));
  Slot& known = slot(key);
  if (known.key == 0) {
    ++used_;
    known = {key, static_cast<uint8_t>(look_up(box))};
  }
  return static_cast<Kinship>(known.answer);
}

Kin::Slot& Kin::slot(uint64_t key) {
  if (used_ * 2 >= slots_.size()) grow();
  size_t mask = slots_.size() - 1;
  size_t at = key & mask;
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  return slots_[at];
}

void Kin::grow() {
  std::vector<Slot> old(slots_.size() * 4);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& known : old)
    if (known.key != 0) {
      slot(known.key) = known;
      ++used_;
    }
}

Kinship Kin::look_up(PairBox box) const {
  std::array<uint64_t, 3> a{}, b{};
  for (uint32_t i = 0; i < box.a.size(); ++i) a[i] = sides_.a(box.a.start + i).word;
  for (uint32_t j = 0; j < box.b.size(); ++j) b[j] = sides_.b(box.b.start + j).word;
  return sides_.lexicon().kinship({a.data(), box.a.size()}, {b.data(), box.b.size()});
}

bool Kin::is_phrase_a(TokenSpan span) {
  if (span.size() == 1) return true;
  std::array<uint64_t, 3> words{};
  for (uint32_t i = 0; i < span.size(); ++i) words[i] = sides_.a(span.start + i).word;
  return sides_.lexicon().is_expression({words.data(), span.size()});
}

bool Kin::is_phrase_b(TokenSpan span) {
  if (span.size() == 1) return true;
  std::array<uint64_t, 3> words{};
  for (uint32_t j = 0; j < span.size(); ++j) words[j] = sides_.b(span.start + j).word;
  return sides_.lexicon().is_expression({words.data(), span.size()});
}

}  // namespace unspin
