// What the article finder sees of pages with known main content, for
// tools/train_article.py.
//
// For each page two files: PAGE.txt, a line a block, and PAGE.f32, its rows of features.

#include <algorithm>
#include <cstdio>
#include <string>

#include "extract/features.h"
#include "extract_pages.h"

namespace unspin::bench {

namespace {

void dump_page(const LabelledPage& page, const std::string& stem) {
  const auto dom = Dom::parse(page.html);
  if (!dom) return;
  const BlockPage blocks = find_blocks(*dom);
  const BoxFacts facts(blocks);
  const std::vector<FeatureRow> rows = find_features(blocks, facts, find_hints(*dom));
  std::string lines;
  for (const Block& block : blocks.blocks) {
    std::string line(blocks.text_of(block));
    std::ranges::replace(line, '\n', ' ');
    lines += line + "\n";
  }
  std::vector<int32_t> ranges;
  for (const Block& block : blocks.blocks) {
    size_t box = block.box;
    for (int level = 0; level < 5; ++level) {
      ranges.push_back(static_cast<int32_t>(blocks.boxes[box].first_block));
      ranges.push_back(static_cast<int32_t>(blocks.boxes[box].end_block));
      box = facts.wider(box);
    }
    ranges.push_back(static_cast<int32_t>(block.words));
  }
  write_text(stem + ".box", std::string(reinterpret_cast<const char*>(ranges.data()),
                                        ranges.size() * 4));
  write_text(stem + ".txt", lines);
  write_text(stem + ".f32", std::string(reinterpret_cast<const char*>(rows.data()),
                                        rows.size() * sizeof(FeatureRow)));
}

}  // namespace

}  // namespace unspin::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: dump_blocks PAGES DIR\n", stderr);
    return 2;
  }
  for (const auto& page : unspin::bench::read_labelled_pages(argv[1])) {
    unspin::bench::dump_page(page, std::string(argv[2]) + "/" + page.id);
  }
}
