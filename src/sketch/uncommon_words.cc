// Typesetters' quotation marks, accents, other alphabets, and scripts without spaces.
//
// Nearly every letter folds by one look in a table. Where a word holds a mark that may
// be composed with the letter before, a letter that folds to several, or Latin beside
// letters that may pose as Latin, fold_word() takes the word whole. So the hash is that
// of fold_word() in each case.
//
// A Chinese character says about as much as an English word, but the one after it is
// often certain: so it is hashed with the one before. A Thai letter says little, and is
// hashed with three. The context is made of words, not of bytes, so that line ends and
// spaces between characters change nothing.

#include "sketch/uncommon_words.h"

#include <algorithm>

#include "sketch/mix.h"
#include "text/fold.h"

namespace unspin {
namespace {

constexpr size_t kNowhere = std::string_view::npos;

bool continues(char byte) { return (byte & 0xC0) == 0x80; }

bool is_latin(char32_t code) {
  if (code < 0x80) return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
  return code < 0x0250;
}

struct CodeRange {
  char32_t first;
  char32_t last;
};

// Alphabets without spaces: Thai, Lao, Burmese, Khmer, Tai Le, New Tai Lue, Tai Tham.
constexpr CodeRange kAlphabets[] = {{0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF},
                                    {0x1950, 0x19DF}, {0x1A20, 0x1AAF}, {0xA9E0, 0xA9FF},
                                    {0xAA60, 0xAADF}};

bool is_of_alphabet(char32_t code) {
  return std::ranges::any_of(kAlphabets, [code](const CodeRange& range) {
    return code >= range.first && code <= range.last;
  });
}

}  // namespace

const WordHashes& UncommonWords::take(size_t begin, size_t end, size_t words_before) {
  if (!table_) table_ = &fold_table();
  found_.hash.clear();
  found_.begin.clear();
  words_before_ = words_before;
  for (size_t at = begin; at < end;) {
    Letter letter = letter_at(at);
    ascii_ &= letter.code < 0x80;
    if (begin_ != kNowhere && at - begin_ >= kMostWordBytes && !ascii_) end_word(at);
    switch (letter.fold.kind) {
      case CharKind::kLetter:
      case CharKind::kDigit:
        take_letter(letter, at);
        break;
      case CharKind::kExtend:
        one_by_one_ = false;
        break;
      case CharKind::kIgnorable:
        break;
      case CharKind::kComplex:
        end_word(at);
        at = take_complex(letter, at);
        continue;
      default:
        end_word(at);
    }
    at += letter.bytes;
  }
  end_word(end);
  return found_;
}

UncommonWords::Letter UncommonWords::letter_at(size_t at) const {
  auto first = static_cast<uint8_t>(text_[at]);
  if (first < 0x80) return {first, 1, (*table_)[first]};
  size_t left = text_.size() - at;
  if (first >= 0xC2 && first < 0xE0 && left >= 2 && continues(text_[at + 1])) {
    char32_t code = (first & 0x1Fu) << 6 | (text_[at + 1] & 0x3Fu);
    return {code, 2, (*table_)[code]};
  }
  if (first >= 0xE0 && first < 0xF0 && left >= 3 && continues(text_[at + 1]) &&
      continues(text_[at + 2])) {
    char32_t code =
        (first & 0x0Fu) << 12 | (text_[at + 1] & 0x3Fu) << 6 | (text_[at + 2] & 0x3Fu);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF))
      return {code, 3, (*table_)[code]};
  }
  Char c = char_at(text_, at);
  return {c.code, c.bytes, {0, c.kind}};
}

void UncommonWords::take_letter(const Letter& letter, size_t at) {
  if (begin_ == kNowhere) {
    begin_ = at;
    folded_bytes_ = 0;
    one_by_one_ = true;
    ascii_ = letter.code < 0x80;
    latin_ = other_letters_ = false;
  }
  if (letter.fold.kind == CharKind::kLetter)
    (is_latin(letter.code) ? latin_ : other_letters_) = true;
  one_by_one_ &= letter.fold.folded != 0 && folded_bytes_ + 3 <= folded_.size();
  if (one_by_one_) append(letter.fold.folded);
}

void UncommonWords::append(char16_t code) {
  char* out = folded_.data() + folded_bytes_;
  if (code < 0x80) {
    out[0] = static_cast<char>(code);
    folded_bytes_ += 1;
  } else if (code < 0x800) {
    out[0] = static_cast<char>(0xC0 | (code >> 6));
    out[1] = static_cast<char>(0x80 | (code & 0x3F));
    folded_bytes_ += 2;
  } else {
    out[0] = static_cast<char>(0xE0 | (code >> 12));
    out[1] = static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out[2] = static_cast<char>(0x80 | (code & 0x3F));
    folded_bytes_ += 3;
  }
}

void UncommonWords::end_word(size_t at) {
  if (begin_ == kNowhere) return;
  std::string_view folded(folded_.data(), folded_bytes_);
  if (!one_by_one_ || (latin_ && other_letters_)) {
    scratch_.clear();
    fold_word(text_.substr(begin_, at - begin_), scratch_);
    folded = scratch_;
  }
  emit(hash_folded(folded), begin_);
  begin_ = kNowhere;
}

size_t UncommonWords::take_complex(const Letter& letter, size_t at) {
  size_t end = at + letter.bytes;
  while (end < text_.size() && end - at < kMostWordBytes) {
    Letter mark = letter_at(end);
    if (mark.fold.kind != CharKind::kExtend) break;
    end += mark.bytes;
  }
  folded_bytes_ = 0;
  if (end == at + letter.bytes && letter.fold.folded) append(letter.fold.folded);
  std::string_view folded(folded_.data(), folded_bytes_);
  if (folded.empty()) {
    scratch_.clear();
    fold_word(text_.substr(at, end - at), scratch_);
    folded = scratch_;
  }
  emit(hash_with_context(hash_folded(folded), letter.code), at);
  context_end_ = words_before_ + found_.size();
  return end;
}

uint64_t UncommonWords::hash_with_context(uint64_t hash, char32_t code) {
  if (words_before_ + found_.size() != context_end_) n_context_ = 0;
  size_t n = std::min<size_t>(n_context_, is_of_alphabet(code) ? kMostContext : 1);
  uint64_t whole = hash;
  for (size_t i = 0; i < n; ++i) whole = mix(whole ^ kMixA, context_[i] ^ kMixB);
  std::shift_right(context_.begin(), context_.end(), 1);
  context_[0] = hash;
  n_context_ = std::min(n_context_ + 1, kMostContext);
  return whole;
}

void UncommonWords::emit(uint64_t hash, size_t begin) {
  found_.hash.push_back(hash);
  found_.begin.push_back(static_cast<uint32_t>(begin));
}

}  // namespace unspin
