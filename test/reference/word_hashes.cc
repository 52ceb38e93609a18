// Character by character, with no table of folds, no masks and no hashes.

#include "reference/word_hashes.h"

#include "text/characters.h"
#include "text/fold.h"

namespace unspin::reference {
namespace {

constexpr size_t kMostWordBytes = 256;

bool is_of_alphabet(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1950 && c <= 0x19DF) ||
         (c >= 0x1A20 && c <= 0x1AAF) || (c >= 0xA9E0 && c <= 0xA9FF) ||
         (c >= 0xAA60 && c <= 0xAADF);
}

std::string folded(std::string_view word) {
  std::string out;
  fold_word(word, out);
  return out;
}

Char look_at(std::string_view text, size_t at) {
  Char c = char_at(text, at);
  if (c.code == 0x02BC) c.kind = CharKind::kApostrophe;
  return c;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<WordText> read() {
    size_t at = 0;
    while (at < text_.size()) {
      Char c = look_at(text_, at);
      if (c.kind == CharKind::kLetter || c.kind == CharKind::kDigit) {
        at = read_word(at);
      } else if (c.kind == CharKind::kComplex) {
        at = read_character(at, c);
      } else {
        at += c.bytes;
      }
    }
    return std::move(words_);
  }

 private:
  // Words of more than ASCII are cut when they get long.
  size_t read_word(size_t begin) {
    size_t at = begin;
    bool ascii = true;
    while (at < text_.size()) {
      Char c = look_at(text_, at);
      bool goes_on = c.kind == CharKind::kLetter || c.kind == CharKind::kDigit ||
                     c.kind == CharKind::kExtend || c.kind == CharKind::kIgnorable;
      ascii &= c.code < 0x80;
      if (!goes_on || (!ascii && at - begin >= kMostWordBytes)) break;
      at += c.bytes;
    }
    words_.push_back(
        {static_cast<uint32_t>(begin), folded(text_.substr(begin, at - begin))});
    context_.clear();
    return at;
  }

  size_t read_character(size_t begin, const Char& c) {
    size_t at = begin + c.bytes;
    while (at - begin < kMostWordBytes && look_at(text_, at).kind == CharKind::kExtend)
      at += look_at(text_, at).bytes;
    std::string own = folded(text_.substr(begin, at - begin)), whole = own;
    size_t n = is_of_alphabet(c.code) ? 3 : 1;
    for (size_t i = 0; i < n && i < context_.size(); ++i)
      whole += '\n' + context_[context_.size() - 1 - i];
    words_.push_back({static_cast<uint32_t>(begin), whole});
    context_.push_back(own);
    return at;
  }

  std::string_view text_;
  std::vector<WordText> words_;
  std::vector<std::string> context_;
};

}  // namespace

std::vector<WordText> words_of(std::string_view text) { return Reader(text).read(); }

}  // namespace unspin::reference
