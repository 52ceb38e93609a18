// Here is the text of a block, what do its letters and its words say?
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace unspin {

struct TextCues {
  uint32_t words = 0;            // of the first 400 bytes; so are the next four
  uint32_t title_words = 0;      // that the page's title has too
  uint32_t furniture_words = 0;  // that tell readers what to do, or whose page this is
  uint32_t consent_words = 0;    // of cookie banners
  uint32_t sequel_words = 0;     // of headings over what is not the article
  uint32_t digits = 0;
  uint32_t capitals = 0;
  uint32_t hash = 0;      // of its beginning and length; equal for equal text
  bool has_sign = false;  // a copyright, an arrow, a bar, in little text
  bool ends_sentence = false;
  bool ends_colon = false;
  bool ends_ellipsis = false;
};

// A small set of words; a hit may be false once in thousands.
class WordSet {
 public:
  void add(std::string_view word);
  bool has(uint32_t hash) const {
    return (bits_[hash >> 16U & 1023U] >> (hash & 63U) & 1U) != 0;
  }

 private:
  std::array<uint64_t, 1024> bits_{};
};

// Reads texts of one page. Its word lists are made once for each page: make one reader.
class CueReader {
 public:
  explicit CueReader(std::string_view title);

  // Requires: `text` is not empty. Cost: linear.
  TextCues read(std::string_view text) const;

  uint32_t title_words() const { return title_words_; }

 private:
  WordSet title_;
  WordSet furniture_;
  WordSet consent_;
  WordSet sequel_;
  uint32_t title_words_ = 0;
};

}  // namespace unspin
