#include "extract/consent.h"

#include <vector>

#include "extract/box_facts.h"

namespace unspin {
namespace {

// How often a dialog says "cookie" or "consent" at least, in any of its languages.
constexpr size_t kLeastMentions = 3;
constexpr uint32_t kLeastProseLeft = 40;

size_t count_of(std::string_view text, std::string_view piece, size_t enough) {
  size_t count = 0;
  for (size_t at = text.find(piece); at != std::string_view::npos && count < enough;
       at = text.find(piece, at + piece.size())) {
    ++count;
  }
  return count;
}

bool speaks_of_cookies(const BlockPage& page, const Box& box) {
  if (box.first_block == box.end_block) return false;
  const uint32_t begin = page.blocks[box.first_block].begin;
  const uint32_t end = page.blocks[box.end_block - 1].end;
  const std::string_view text = std::string_view(page.text).substr(begin, end - begin);
  return count_of(text, "ookie", kLeastMentions) +
             count_of(text, "onsent", kLeastMentions) >=
         kLeastMentions;
}

// Takes out the blocks of `is_out`. Their text stays in page.text, and nobody points
// there.
void remove_blocks(BlockPage& page, const std::vector<bool>& is_out) {
  std::vector<uint32_t> new_index(page.blocks.size() + 1);
  std::vector<Block> left;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    new_index[i] = static_cast<uint32_t>(left.size());
    if (!is_out[i]) left.push_back(page.blocks[i]);
  }
  new_index.back() = static_cast<uint32_t>(left.size());
  for (Box& box : page.boxes) {
    box.first_block = new_index[box.first_block];
    box.end_block = new_index[box.end_block];
  }
  page.blocks = std::move(left);
}

}  // namespace

void remove_consent(BlockPage& page) {
  std::vector<bool> is_out(page.blocks.size());
  size_t done = 0;  // boxes come in order of their first block: look at each block once
  bool found = false;
  for (const Box& box : page.boxes) {
    if ((box.marks & mark::kConsent) == 0 || box.first_block < done) continue;
    done = box.end_block;
    if (!speaks_of_cookies(page, box)) continue;  // and so does no box inside
    found = true;
    for (size_t i = box.first_block; i < box.end_block; ++i) is_out[i] = true;
  }
  if (!found) return;
  uint32_t prose_left = 0;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    if (!is_out[i] && is_prose(page.blocks[i])) prose_left += page.blocks[i].words;
  }
  if (prose_left >= kLeastProseLeft) remove_blocks(page, is_out);
}

}  // namespace unspin
