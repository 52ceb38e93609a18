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
#include <cmath>
#include <unordered_map>

#include "extract/text_cues.h"

namespace unspin {
namespace {

constexpr std::array kCoreShares = {0.9, 0.7, 0.5, 0.35};
constexpr int kBoxLevels = 4;
constexpr float kFar = 15;

float log_of(double count) { return static_cast<float>(std::log2(1 + count)); }

float ratio(double part, double whole) {
  return whole > 0 ? static_cast<float>(part / whole) : 0.0F;
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

struct CueSums {
  uint32_t words = 0;
  uint32_t furniture_words = 0;
  uint32_t consent_words = 0;
};

class Describer {
 public:
  Describer(const BlockPage& page, const BoxFacts& facts, const PageHints& hints)
      : page_(page), facts_(facts), hints_(hints), reader_(hints.title) {
    for (size_t i = 0; i < kCoreShares.size(); ++i) {
      cores_[i] = facts.find_core(kCoreShares[i]);
    }
    read_texts();
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
      put_section(i);
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

  void read_texts() {
    cues_.reserve(page_.blocks.size());
    sums_.resize(page_.blocks.size() + 1);
    std::unordered_map<uint32_t, uint32_t> times;
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      cues_.push_back(reader_.read(page_.text_of(page_.blocks[i])));
      const TextCues& cues = cues_.back();
      sums_[i + 1] = {sums_[i].words + cues.words,
                      sums_[i].furniture_words + cues.furniture_words,
                      sums_[i].consent_words + cues.consent_words};
      said_before_.push_back(times[cues.hash]++);
    }
    for (const TextCues& cues : cues_) said_.push_back(times[cues.hash]);
  }

  // The heading that says most of the title; the first <h1> where none does.
  void find_heading() {
    float best = 0;
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      const int level = heading_level(page_.blocks[i].tag);
      if (level == 0) continue;
      const TextCues& cues = cues_[i];
      const float said = ratio(cues.title_words, reader_.title_words()) *
                         ratio(cues.title_words, cues.words);
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
    const TextCues& cues = cues_[i];
    put(log_of(b.words));
    put(ratio(b.link_words, b.words));
    put(log_of(b.links));
    put(ratio(b.sentences, b.words));
    put(log_of(b.sentences));
    put(ratio(b.commas, b.words));
    put(ratio(b.strong_words, b.words));
    put(ratio(b.bytes(), b.words));
    put(ratio(cues.digits, b.bytes()));
    put(ratio(cues.capitals, b.bytes()));
    put(ratio(cues.title_words, cues.words));
    put(ratio(cues.title_words, reader_.title_words()));
    put(log_of(cues.furniture_words));
    put(ratio(cues.furniture_words, cues.words));
    put(ratio(cues.consent_words, cues.words));
    put(ratio(cues.sequel_words, cues.words));
    put(log_of(said_before_[i]));
    put(log_of(said_[i]));
    put_flag(cues.ends_sentence);
    put_flag(cues.ends_colon);
    put_flag(cues.ends_ellipsis);
    put_flag(cues.has_sign);
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
      const CueSums& before = sums_[b.first_block];
      const CueSums& after = sums_[b.end_block];
      put(ratio(after.furniture_words - before.furniture_words,
                after.words - before.words));
      put(log_of(after.consent_words - before.consent_words));
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

  // What the last heading says, and how far back it is.
  void put_section(size_t i) {
    if (heading_level(page_.blocks[i].tag) != 0) section_ = i;
    if (section_ == kNoBox) {
      for (int n = 0; n < 4; ++n) put(-1);
      return;
    }
    const TextCues& cues = cues_[section_];
    put(ratio(cues.sequel_words, cues.words));
    put(ratio(cues.furniture_words, cues.words));
    put(static_cast<float>(heading_level(page_.blocks[section_].tag)));
    put(log_of(static_cast<double>(i - section_)));
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
  CueReader reader_;
  std::vector<TextCues> cues_;
  std::vector<CueSums> sums_;          // of the blocks before each
  std::vector<uint32_t> said_before_;  // how often the same text came before
  std::vector<uint32_t> said_;         // and how often in all
  std::array<size_t, kCoreShares.size()> cores_{};
  size_t heading_ = kNoBox;
  size_t section_ = kNoBox;  // the last heading that was passed
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
