// Here is a page's tree, give me its text in blocks, and the boxes they stand in.
//
// A block is what a reader sees as one piece: a paragraph, a heading, a list item, a row
// of a table. Whether it belongs to the article is asked in score.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dom.h"
#include "extract/hints.h"
#include "extract/marks.h"

namespace unspin {

// An element that starts lines of its own and has text in it.
struct Box {
  uint32_t parent = 0;  // index of the box around it; the first is its own parent
  uint32_t depth = 0;   // of boxes
  Tag tag = 0;
  Marks marks = 0;           // its own
  Marks marks_around = 0;    // and of all around it
  uint32_t first_block = 0;  // blocks [first_block, end_block) are inside
  uint32_t end_block = 0;
  uint32_t name = 0;  // a hash of tag and class: siblings of one make are alike
};

struct Block {
  uint32_t begin = 0;  // bytes of BlockPage::text
  uint32_t end = 0;
  uint32_t box = 0;  // the innermost box around it
  Tag tag = 0;       // what it is: P, LI, H2, TD (a row), PRE, DT, FIGCAPTION, DIV …
  uint32_t words = 0;
  uint32_t link_words = 0;  // inside <a>
  uint32_t links = 0;
  uint32_t sentences = 0;  // ends of sentences
  uint32_t commas = 0;
  uint32_t strong_words = 0;  // inside <b> and <strong>
  bool is_button = false;
  bool starts_upper = false;

  uint32_t bytes() const { return end - begin; }
};

struct BlockPage {
  std::string text;  // of all blocks, one after the other
  std::vector<Box> boxes;
  std::vector<Block> blocks;
  PageKinds kinds = 0;  // that the body claims

  std::string_view text_of(const Block& block) const {
    return std::string_view(text).substr(block.begin, block.bytes());
  }
};

// The blocks of the page's body in document order. White space runs are one space but in
// <pre>; line breaks of <br> are kept, cells of a row are parted by tabs. Scripts,
// styles, options and embedded objects hold no text.
//
// Cost: linear, one walk.
BlockPage find_blocks(const Dom& dom);

}  // namespace unspin
