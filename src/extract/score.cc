#include "extract/score.h"

namespace unspin {

std::vector<float> score_blocks(const BlockPage& page) {
  constexpr Marks kAway = mark::kNavigation | mark::kFooter | mark::kAside |
                          mark::kRelated | mark::kComment | mark::kShare |
                          mark::kSubscribe | mark::kConsent | mark::kDialog;
  // A name on a box around half of the text is wrong about it.
  std::vector<uint32_t> words_before(page.blocks.size() + 1);
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    words_before[i + 1] = words_before[i] + page.blocks[i].words;
  }
  std::vector<bool> is_away(page.boxes.size());
  for (size_t i = 1; i < page.boxes.size(); ++i) {
    const Box& box = page.boxes[i];
    const uint32_t words = words_before[box.end_block] - words_before[box.first_block];
    is_away[i] = is_away[box.parent] ||
                 ((box.marks & kAway) != 0 && words * 2 < words_before.back());
  }
  std::vector<float> scores(page.blocks.size());
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& b = page.blocks[i];
    const bool prose = b.words >= 10 && b.link_words * 2 < b.words;
    scores[i] = prose && !is_away[b.box] ? 1.0F : 0.0F;
  }
  // A heading goes with what it heads.
  for (size_t i = page.blocks.size(); i-- > 1;) {
    const Block& b = page.blocks[i - 1];
    if (b.tag >= LXB_TAG_H1 && b.tag <= LXB_TAG_H6 && scores[i] > 0.5F) scores[i - 1] = 1;
  }
  return scores;
}

}  // namespace unspin
