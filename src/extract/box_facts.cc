#include "extract/box_facts.h"

#include <algorithm>

namespace unspin {

BoxFacts::BoxFacts(const BlockPage& page) : page_(page) {
  add_up();
  look_around();
  count_likes();
}

void BoxFacts::add_up() {
  sums_.resize(page_.blocks.size() + 1);
  for (size_t i = 0; i < page_.blocks.size(); ++i) {
    const Block& block = page_.blocks[i];
    BlockSums& sums = sums_[i + 1];
    sums = sums_[i];
    sums.words += block.words;
    sums.link_words += block.link_words;
    if (is_prose(block)) {
      sums.prose_words += block.words;
      ++sums.prose_blocks;
    }
  }
}

// Boxes come after the box they are in, so what is asked of that one is known.
void BoxFacts::look_around() {
  wider_.resize(page_.boxes.size());
  marked_.resize(page_.boxes.size());
  for (uint32_t i = 0; i < page_.boxes.size(); ++i) {
    const Box& box = page_.boxes[i];
    const Box& around = page_.boxes[box.parent];
    const bool is_filled =
        box.first_block == around.first_block && box.end_block == around.end_block;
    wider_[i] = is_filled ? wider_[box.parent] : box.parent;
    if (i == 0) {
      marked_[i].fill(kNone);
    } else {
      marked_[i] = marked_[box.parent];
    }
    for (size_t bit = 0; bit < mark::kCount; ++bit) {
      if ((box.marks >> bit & 1U) != 0) marked_[i][bit] = i;
    }
  }
}

void BoxFacts::count_likes() {
  likes_.resize(page_.boxes.size());
  struct Make {
    uint32_t parent, name, box;
    auto operator<=>(const Make&) const = default;
  };
  std::vector<Make> makes;
  makes.reserve(page_.boxes.size());
  for (uint32_t i = 0; i < page_.boxes.size(); ++i) {
    const Box& box = page_.boxes[i];
    if (box.end_block > box.first_block) makes.push_back({box.parent, box.name, i});
  }
  std::ranges::sort(makes);
  for (size_t first = 0; first < makes.size();) {
    size_t end = first;
    while (end < makes.size() && makes[end].parent == makes[first].parent &&
           makes[end].name == makes[first].name) {
      ++end;
    }
    for (size_t i = first; i < end; ++i) {
      likes_[makes[i].box] = static_cast<uint32_t>(end - first);
    }
    first = end;
  }
}

size_t BoxFacts::find_core(double share) const {
  const bool by_prose = whole().prose_words > 0;
  const double least = share * (by_prose ? whole().prose_words : whole().words);
  size_t core = 0;
  for (size_t i = 0; i < page_.boxes.size(); ++i) {
    const BlockSums sums = inside(i);
    if ((by_prose ? sums.prose_words : sums.words) < least) continue;
    if (page_.boxes[i].depth > page_.boxes[core].depth) core = i;
  }
  return core;
}

}  // namespace unspin
