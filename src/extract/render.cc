#include "extract/render.h"

#include <algorithm>

namespace unspin {
namespace {

// Blocks that follow each other line by line when they are of the same make.
bool is_line(Tag tag) {
  return tag == LXB_TAG_LI || tag == LXB_TAG_TR || tag == LXB_TAG_DT || tag == LXB_TAG_DD;
}

// Length of the valid UTF-8 sequence at `at`, 0 when there is none.
size_t sequence_at(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto goes_on = [&](size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return goes_on(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!goes_on(1) || !goes_on(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) >= 0xA0) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!goes_on(1) || !goes_on(2) || !goes_on(3)) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) >= 0x90) return 0;
    return 4;
  }
  return 0;
}

// `text` with U+FFFD for each byte that is no UTF-8.
std::string mend_utf8(std::string text) {
  size_t at = 0;
  size_t bytes = 1;
  while (at < text.size() && (bytes = sequence_at(text, at)) > 0) at += bytes;
  if (at >= text.size()) return text;
  std::string mended = text.substr(0, at);
  while (at < text.size()) {
    bytes = sequence_at(text, at);
    if (bytes == 0) {
      mended += "\xEF\xBF\xBD";
      ++at;
    } else {
      mended.append(text, at, bytes);
      at += bytes;
    }
  }
  return mended;
}

}  // namespace

std::string render_blocks(const BlockPage& page, const std::vector<bool>& keep) {
  std::string text;
  const Block* last = nullptr;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    if (!keep[i]) continue;
    const Block& block = page.blocks[i];
    if (last != nullptr) {
      const bool goes_on = is_line(block.tag) && is_line(last->tag);
      text += goes_on ? "\n" : "\n\n";
    }
    text += page.text_of(block);
    last = &block;
  }
  return mend_utf8(std::move(text));
}

}  // namespace unspin
