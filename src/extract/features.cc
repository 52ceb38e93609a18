// This file says what a block looks like, from near and from far.
//
// A paragraph of an article and a paragraph of a cookie banner are alike in themselves.
// What tells them apart is where they stand: among what else, in which box, how much of
// the page's prose is in that box, how the box is called, how many of its kind there are.
// So each block is described from the inside out:
//
//   itself        words, links, sentences, letters, its element
//   neighbours    the same of the two blocks before and after, and of a wider window
//   boxes         of four boxes around it that each hold more than the one inside: share
//                 of the page's words and prose, links, number of likes
//   the core      the smallest boxes that still hold most of the prose of the page
//   names         how far out the nearest box with each mark is (marks.h), and how much
//                 of the page it holds: a "sidebar" around everything is none
//   place         how far down the page, how far from the main heading
//   the page      the same for all its blocks: what kind of page it may be
//
// Nothing here knows a site, and little knows a language: of words only those of the
// title and a few that furniture says are looked at.
#include "extract/features.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace unspin {
namespace {

constexpr std::array kCoreShares = {0.9, 0.7, 0.5, 0.35};
constexpr int kBoxLevels = 4;
constexpr float kFar = 15;

float log_of(double count) { return static_cast<float>(std::log2(1 + count)); }

float ratio(double part, double whole) {
  return whole > 0 ? static_cast<float>(part / whole) : 0.0F;
}

// What the letters of one block say.
struct Letters {
  uint32_t digits = 0;
  uint32_t capitals = 0;
  uint32_t words = 0;
  uint32_t title_words = 0;  // that are in the page's title too
  uint32_t furniture_words = 0;
};

uint32_t hash_lower(std::string_view word) {
  uint32_t hash = 2166136261U;
  for (const char c : word) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    hash = (hash ^ static_cast<unsigned char>(low)) * 16777619U;
  }
  return hash;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

template <typename F>
void each_word(std::string_view text, F take) {
  for (size_t at = 0; at < text.size();) {
    while (at < text.size() && !is_word_byte(text[at])) ++at;
    const size_t begin = at;
    while (at < text.size() && is_word_byte(text[at])) ++at;
    if (at > begin) take(text.substr(begin, at - begin));
  }
}

// What to do, and whose page it is: words that furniture says more than articles do.
constexpr std::array<std::string_view, 40> kFurnitureWords = {
    "subscribe", "newsletter", "sign",          "signup",    "login",   "log",
    "register",  "cookie",     "cookies",       "privacy",   "policy",  "terms",
    "copyright", "reserved",   "rights",        "share",     "tweet",   "follow",
    "facebook",  "twitter",    "instagram",     "linkedin",  "comment", "comments",
    "reply",     "related",    "advertisement", "sponsored", "click",   "download",
    "menu",      "search",     "email",         "cart",      "views",   "posted",
    "author",    "updated",    "published",     "read"};

// A small set of word hashes; a hit may be false once in thousands.
class WordSet {
 public:
  void add(std::string_view word) {
    const uint32_t hash = hash_lower(word);
    bits_[hash >> 16U & 1023U] |= uint64_t{1} << (hash & 63U);
  }
  bool has(uint32_t hash) const {
    return (bits_[hash >> 16U & 1023U] >> (hash & 63U) & 1U) != 0;
  }

 private:
  std::array<uint64_t, 1024> bits_{};
};

bool has_sign(std::string_view text) {
  // Copyright, arrows and bars stand in short furniture.
  if (text.size() > 200) return false;
  for (const std::string_view sign : {"\xC2\xA9", "\xC2\xBB", "\xE2\x86\x92", "|"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

bool ends_sentence(std::string_view text) {
  const char last = text.back();
  return last == '.' || last == '!' || last == '?' || last == '"' ||
         text.ends_with("\xE2\x80\x9D") || text.ends_with("\xE3\x80\x82");
}

int heading_level(Tag tag) {
  switch (tag) {
    case LXB_TAG_H1:
      return 1;
    case LXB_TAG_H2:
      return 2;
    case LXB_TAG_H3:
      return 3;
    case LXB_TAG_H4:
      return 4;
    case LXB_TAG_H5:
      return 5;
    case LXB_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

class Describer {
 public:
  Describer(const BlockPage& page, const BoxFacts& facts, const PageHints& hints)
      : page_(page), facts_(facts), hints_(hints) {
    for (const std::string_view word : kFurnitureWords) furniture_.add(word);
    each_word(hints.title, [&](std::string_view word) {
      title_.add(word);
      ++title_words_;
    });
    for (size_t i = 0; i < kCoreShares.size(); ++i) {
      cores_[i] = facts.find_core(kCoreShares[i]);
    }
    read_letters();
    find_heading();
    describe_page();
  }

  std::vector<FeatureRow> run() {
    std::vector<FeatureRow> rows(page_.blocks.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      row_ = &rows[i];
      at_ = 0;
      put_itself(i);
      for (const int beside : {-2, -1, 1, 2}) put_neighbour(i, beside);
      put_window(i, 4);
      put_window(i, 12);
      put_boxes(i);
      put_cores(i);
      put_names(i);
      put_place(i);
      for (const float value : page_row_) put(value);
    }
    return rows;
  }

 private:
  void put(float value) { (*row_)[at_++] = value; }
  void put_flag(bool value) { put(value ? 1.0F : 0.0F); }

  float claims(PageKinds kind) const {
    return ((hints_.kinds | page_.kinds) & kind) != 0 ? 1.0F : 0.0F;
  }

  void read_letters() {
    letters_.resize(page_.blocks.size());
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      Letters& letters = letters_[i];
      const std::string_view text = page_.text_of(page_.blocks[i]);
      for (const char c : text) {
        letters.digits += static_cast<uint32_t>(c >= '0' && c <= '9');
        letters.capitals += static_cast<uint32_t>(c >= 'A' && c <= 'Z');
      }
      each_word(text.substr(0, 400), [&](std::string_view word) {
        const uint32_t hash = hash_lower(word);
        ++letters.words;
        letters.title_words += static_cast<uint32_t>(title_.has(hash));
        letters.furniture_words += static_cast<uint32_t>(furniture_.has(hash));
      });
    }
  }

  // The heading that says most of the title; the first <h1> where none does.
  void find_heading() {
    float best = 0;
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      const int level = heading_level(page_.blocks[i].tag);
      if (level == 0) continue;
      const Letters& letters = letters_[i];
      const float said = ratio(letters.title_words, title_words_) *
                         ratio(letters.title_words, letters.words);
      const float score = said + (level == 1 ? 0.3F : 0.0F);
      if (score > best) {
        best = score;
        heading_ = i;
      }
    }
  }

  void describe_page() {
    const BlockSums whole = facts_.whole();
    uint32_t items = 0;
    uint32_t rows = 0;
    uint32_t headings = 0;
    for (const Block& block : page_.blocks) {
      if (block.tag == LXB_TAG_LI) items += block.words;
      if (block.tag == LXB_TAG_TR) rows += block.words;
      headings += static_cast<uint32_t>(heading_level(block.tag) != 0);
    }
    uint32_t threads = 0;
    uint32_t comments = 0;
    uint32_t cards = 0;
    uint32_t products = 0;
    uint32_t articles = 0;
    for (size_t i = 0; i < page_.boxes.size(); ++i) {
      if (facts_.inside(i).words == 0) continue;
      const Marks marks = page_.boxes[i].marks;
      threads += static_cast<uint32_t>((marks & mark::kThread) != 0);
      comments += static_cast<uint32_t>((marks & mark::kComment) != 0);
      cards += static_cast<uint32_t>((marks & mark::kCard) != 0);
      products += static_cast<uint32_t>((marks & mark::kProduct) != 0);
      articles += static_cast<uint32_t>(page_.boxes[i].tag == LXB_TAG_ARTICLE);
    }
    const float found = heading_ == kNoBox ? 0.0F : 1.0F;
    page_row_ = {log_of(whole.words),
                 ratio(whole.prose_words, whole.words),
                 ratio(whole.link_words, whole.words),
                 log_of(static_cast<double>(page_.blocks.size())),
                 ratio(items, whole.words),
                 ratio(rows, whole.words),
                 log_of(headings),
                 log_of(threads),
                 log_of(comments),
                 log_of(cards),
                 log_of(products),
                 log_of(articles),
                 ratio(whole.prose_words, whole.prose_blocks),
                 found,
                 claims(page_kind::kArticle),
                 claims(page_kind::kDiscussion),
                 claims(page_kind::kProduct),
                 claims(page_kind::kCollection)};
  }

  void put_itself(size_t i) {
    const Block& b = page_.blocks[i];
    const Letters& letters = letters_[i];
    const std::string_view text = page_.text_of(b);
    put(log_of(b.words));
    put(ratio(b.link_words, b.words));
    put(log_of(b.links));
    put(ratio(b.sentences, b.words));
    put(log_of(b.sentences));
    put(ratio(b.commas, b.words));
    put(ratio(b.strong_words, b.words));
    put(ratio(b.bytes(), b.words));
    put(ratio(letters.digits, b.bytes()));
    put(ratio(letters.capitals, b.bytes()));
    put(ratio(letters.title_words, letters.words));
    put(ratio(letters.title_words, title_words_));
    put(log_of(letters.furniture_words));
    put(ratio(letters.furniture_words, letters.words));
    put_flag(ends_sentence(text));
    put_flag(text.back() == ':');
    put_flag(text.ends_with("...") || text.ends_with("\xE2\x80\xA6"));
    put_flag(has_sign(text));
    put_flag(b.starts_upper);
    put_flag(b.is_button);
    put_flag(b.tag == LXB_TAG_P);
    put_flag(b.tag == LXB_TAG_LI);
    put_flag(b.tag == LXB_TAG_TR);
    put_flag(b.tag == LXB_TAG_PRE);
    put_flag(b.tag == LXB_TAG_DIV);
    put_flag(b.tag == LXB_TAG_FIGCAPTION);
    put(static_cast<float>(heading_level(b.tag)));
  }

  void put_neighbour(size_t i, int beside) {
    const auto j = static_cast<int64_t>(i) + beside;
    if (j < 0 || j >= static_cast<int64_t>(page_.blocks.size())) {
      for (int n = 0; n < 6; ++n) put(-1);
      return;
    }
    const Block& b = page_.blocks[static_cast<size_t>(j)];
    put(log_of(b.words));
    put(ratio(b.link_words, b.words));
    put(ratio(b.sentences, b.words));
    put_flag(b.tag == LXB_TAG_P);
    put(static_cast<float>(heading_level(b.tag)));
    put_flag(b.box == page_.blocks[i].box ||
             page_.boxes[b.box].parent == page_.boxes[page_.blocks[i].box].parent);
  }

  void put_window(size_t i, size_t width) {
    const size_t first = i > width ? i - width : 0;
    const size_t end = std::min(i + width + 1, page_.blocks.size());
    const BlockSums before = facts_.between(first, i);
    const BlockSums after = facts_.between(i + 1, end);
    put(log_of(before.prose_words));
    put(log_of(after.prose_words));
    put(ratio(before.link_words, before.words));
    put(ratio(after.link_words, after.words));
  }

  void put_boxes(size_t i) {
    const BlockSums whole = facts_.whole();
    size_t box = page_.blocks[i].box;
    for (int level = 0; level < kBoxLevels; ++level) {
      const Box& b = page_.boxes[box];
      const BlockSums sums = facts_.inside(box);
      const double blocks = b.end_block - b.first_block;
      put(log_of(sums.words));
      put(ratio(sums.words, whole.words));
      put(ratio(sums.prose_words, whole.prose_words));
      put(ratio(sums.prose_words, sums.words));
      put(ratio(sums.link_words, sums.words));
      put(log_of(sums.words / blocks));
      put(log_of(facts_.likes(box)));
      box = facts_.wider(box);
    }
  }

  void put_cores(size_t i) {
    for (const size_t core : cores_) {
      const Box& box = page_.boxes[core];
      float distance = 0;
      if (i < box.first_block) distance = -log_of(box.first_block - i);
      if (i >= box.end_block)
        distance = log_of(static_cast<double>(i + 1 - box.end_block));
      put(distance);
    }
    const Box& core = page_.boxes[cores_[1]];
    put(ratio(facts_.inside(cores_[1]).words, facts_.whole().words));
    put(ratio(facts_.inside(cores_[3]).prose_words, facts_.whole().prose_words));
    const float depth = static_cast<float>(page_.boxes[page_.blocks[i].box].depth);
    put(depth - static_cast<float>(core.depth));
    put(depth);
  }

  void put_names(size_t i) {
    const size_t box = page_.blocks[i].box;
    const BlockSums whole = facts_.whole();
    for (int bit = 0; bit < mark::kCount; ++bit) {
      const size_t marked = facts_.marked(box, bit);
      if (marked == kNoBox) {
        put(kFar);
        continue;
      }
      put(std::min(
          kFar, static_cast<float>(page_.boxes[box].depth - page_.boxes[marked].depth)));
    }
    for (int bit = 0; bit < mark::kCount; ++bit) {
      const size_t marked = facts_.marked(box, bit);
      put(marked == kNoBox ? -1 : ratio(facts_.inside(marked).words, whole.words));
    }
  }

  void put_place(size_t i) {
    const BlockSums whole = facts_.whole();
    put(ratio(facts_.between(0, i).words, whole.words));
    put(ratio(static_cast<double>(i), static_cast<double>(page_.blocks.size())));
    put(ratio(facts_.between(0, i).prose_words, whole.prose_words));
    if (heading_ == kNoBox) {
      put(0);
      put(0);
    } else if (i >= heading_) {
      put(log_of(facts_.between(heading_, i).words));
      put(log_of(static_cast<double>(i - heading_)));
    } else {
      put(-log_of(facts_.between(i, heading_).words));
      put(-log_of(static_cast<double>(heading_ - i)));
    }
    put_flag(i == heading_);
  }

  const BlockPage& page_;
  const BoxFacts& facts_;
  const PageHints& hints_;
  WordSet title_;
  WordSet furniture_;
  uint32_t title_words_ = 0;
  std::vector<Letters> letters_;
  std::array<size_t, kCoreShares.size()> cores_{};
  size_t heading_ = kNoBox;
  std::array<float, 18> page_row_{};
  FeatureRow* row_ = nullptr;
  size_t at_ = 0;
};

}  // namespace

std::vector<FeatureRow> find_features(const BlockPage& page, const BoxFacts& facts,
                                      const PageHints& hints) {
  return Describer(page, facts, hints).run();
}

}  // namespace unspin
