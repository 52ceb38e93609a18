// Here are a page's blocks and boxes, what is in each box, and how does it lie in the
// page?
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/blocks.h"

namespace unspin {

// Prose is what a reader would call text: blocks of ten words or more, mostly no links.
inline bool is_prose(const Block& block) {
  return block.words >= 10 && block.link_words * 2 < block.words;
}

// Of a run of blocks.
struct BlockSums {
  uint32_t words = 0;
  uint32_t link_words = 0;
  uint32_t prose_words = 0;
  uint32_t prose_blocks = 0;
};

inline constexpr size_t kNoBox = SIZE_MAX;

class BoxFacts {
 public:
  // Keeps a reference to `page`. Cost: linear in its blocks, n log n in its boxes.
  explicit BoxFacts(const BlockPage& page);

  // Of blocks [first, end).
  BlockSums between(size_t first, size_t end) const {
    const BlockSums& a = sums_[first];
    const BlockSums& b = sums_[end];
    return {b.words - a.words, b.link_words - a.link_words, b.prose_words - a.prose_words,
            b.prose_blocks - a.prose_blocks};
  }

  BlockSums inside(size_t box) const {
    return between(page_.boxes[box].first_block, page_.boxes[box].end_block);
  }

  BlockSums whole() const { return sums_.back(); }

  // The nearest box around `box` that holds blocks beside its; the first when none does.
  size_t wider(size_t box) const { return wider_[box]; }

  // How many boxes of the same make stand in the same box, itself included.
  uint32_t likes(size_t box) const { return likes_[box]; }

  // The nearest box with the mark of this number, at `box` or around it.
  size_t marked(size_t box, int mark) const {
    const uint32_t found = marked_[box][static_cast<size_t>(mark)];
    return found == kNone ? kNoBox : found;
  }

  // The deepest box that holds at least `share` of the page's prose, or of its words when
  // there is no prose.
  size_t find_core(double share) const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  void add_up();
  void look_around();
  void count_likes();

  const BlockPage& page_;
  std::vector<BlockSums> sums_;  // of the blocks before each
  std::vector<uint32_t> wider_;
  std::vector<uint32_t> likes_;
  std::vector<std::array<uint32_t, mark::kCount>> marked_;
};

}  // namespace unspin
