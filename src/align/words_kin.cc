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

// The word with what British and American spelling differ in folded away, doubled
// consonants single: "colour" -> "color", "travelled" -> "traveled".
std::string spelling_key(std::string_view word) {
  std::string key;
  key.reserve(word.size());
  for (size_t i = 0; i < word.size(); ++i) {
    char c = word[i];
    std::string_view rest = word.substr(i);
    if (rest.starts_with("our") && i > 1) {
      key += "or";
      i += 2;
      continue;
    }
    if ((rest.starts_with("ae") || rest.starts_with("oe")) && rest.size() > 3) continue;
    if (rest == "re" && word.size() > 4) {
      key += "er";
      break;
    }
    if (rest == "ue" && !key.empty() && key.back() == 'g') break;
    if (rest == "s" && i > 4 && word.substr(0, i).ends_with("ward")) break;
    if (c == 'z' || (c == 'c' && rest.starts_with("ce"))) c = 's';
    bool vowel = std::string_view("aeiouy").find(c) != std::string_view::npos;
    if (!vowel && !key.empty() && key.back() == c) continue;
    if (c == ',' || c == '.' || c == '\'') continue;
    key += c;
  }
  return key;
}

bool same_letters(const Sides& sides, Box box) {
  std::array<char, 96> joined;
  size_t size = 0;
  for (uint32_t i = box.a.start; i < box.a.end; ++i) {
    std::string_view word = sides.a_word(i);
    if (size + word.size() > joined.size()) return false;
    std::ranges::copy(word, joined.begin() + static_cast<ptrdiff_t>(size));
    size += word.size();
  }
  std::string_view left(joined.data(), size);
  for (uint32_t j = box.b.start; j < box.b.end; ++j) {
    std::string_view word = sides.b_word(j);
    if (!left.starts_with(word)) return false;
    left.remove_prefix(word.size());
  }
  return left.empty();
}

}  // namespace

bool spelled_alike(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a[0] != b[0]) return false;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > 2) return false;
  return a.size() > 3 && spelling_key(a) == spelling_key(b);
}

Kin::Kin(const Sides& sides) : sides_(sides), slots_(kFirstSlots) {}

Kinship Kin::of(Box box) {
  // A phrase's key from its word numbers: 21 bits would do for a megabyte; mixed to
  // 64 so that six of them fit. 0 means free.
  uint64_t key = box.a.size() * 4 + box.b.size();
  auto mix = [&](uint64_t id) {
    key = (key ^ (id + 1)) * 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
  };
  for (uint32_t i = box.a.start; i < box.a.end; ++i) mix(sides_.a_id(i));
  for (uint32_t j = box.b.start; j < box.b.end; ++j) mix(sides_.b_id(j));
  if (key == 0) key = 1;

  if (used_ * 2 >= slots_.size()) {
    std::vector<Slot> old(slots_.size() * 4);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.key != 0) {
        size_t at = slot.key & (slots_.size() - 1);
        while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
      }
  }
  size_t mask = slots_.size() - 1;
  size_t at = key & mask;
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  if (slots_[at].key == 0) {
    ++used_;
    slots_[at] = {key, look_up(box)};
  }
  return slots_[at].kinship;
}

Kinship Kin::look_up(Box box) const {
  if (same_letters(sides_, box)) return Kinship::kSpelling;
  if (box.a.size() == 1 && box.b.size() == 1) {
    uint32_t i = box.a.start, j = box.b.start;
    if (spelled_alike(sides_.a_word(i), sides_.b_word(j))) return Kinship::kSpelling;
    if (sides_.a(i).stem == sides_.b(j).stem) return Kinship::kInflection;
  }
  if (sides_.lexicon().empty()) return Kinship::kNone;
  std::array<uint64_t, 3> a{}, b{};
  for (uint32_t i = 0; i < box.a.size(); ++i) a[i] = sides_.a(box.a.start + i).word;
  for (uint32_t j = 0; j < box.b.size(); ++j) b[j] = sides_.b(box.b.start + j).word;
  return sides_.lexicon().kinship({a.data(), box.a.size()}, {b.data(), box.b.size()});
}

bool Kin::is_phrase_a(TokenSpan span) const {
  std::array<uint64_t, 3> words{};
  for (uint32_t i = 0; i < span.size(); ++i) words[i] = sides_.a(span.start + i).word;
  return sides_.lexicon().is_expression({words.data(), span.size()});
}

bool Kin::is_phrase_b(TokenSpan span) const {
  std::array<uint64_t, 3> words{};
  for (uint32_t j = 0; j < span.size(); ++j) words[j] = sides_.b(span.start + j).word;
  return sides_.lexicon().is_expression({words.data(), span.size()});
}

}  // namespace unspin
