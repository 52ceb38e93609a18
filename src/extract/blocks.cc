// This file walks a page once and writes its text down in blocks.
//
// The walk keeps a box open for each element that starts a line of its own, and a block
// open for the text since the last such start or end. Inline elements leave the block
// open. The cells of a table row share a block as long as they hold only inline content;
// a table that lays out a page has blocks in its cells, and they end the block as
// anywhere. Two line breaks in a row end a block: old pages write paragraphs so.
//
// The text is written to one string, white space joined as it comes, so that a block is a
// stretch of it and choosing blocks copies nothing twice.
#include "extract/blocks.h"

#include <algorithm>

#include "extract/consent.h"

namespace unspin {
namespace {

enum class Shape : uint8_t {
  kInline,
  kBlock,
  kCell,   // of a table: goes on in the row's block
  kBreak,  // <br>
  kRule,   // ends a block and has no inside
  kSkip,   // nothing in it is text of the page
};

Shape shape_of(Tag tag) {
  switch (tag) {
    case LXB_TAG_A:
    case LXB_TAG_ABBR:
    case LXB_TAG_ACRONYM:
    case LXB_TAG_B:
    case LXB_TAG_BDI:
    case LXB_TAG_BDO:
    case LXB_TAG_BIG:
    case LXB_TAG_CITE:
    case LXB_TAG_CODE:
    case LXB_TAG_DATA:
    case LXB_TAG_DEL:
    case LXB_TAG_DFN:
    case LXB_TAG_EM:
    case LXB_TAG_FONT:
    case LXB_TAG_I:
    case LXB_TAG_IMG:
    case LXB_TAG_INS:
    case LXB_TAG_KBD:
    case LXB_TAG_LABEL:
    case LXB_TAG_MARK:
    case LXB_TAG_NOBR:
    case LXB_TAG_PICTURE:
    case LXB_TAG_Q:
    case LXB_TAG_RUBY:
    case LXB_TAG_RB:
    case LXB_TAG_S:
    case LXB_TAG_SAMP:
    case LXB_TAG_SMALL:
    case LXB_TAG_SPAN:
    case LXB_TAG_STRIKE:
    case LXB_TAG_STRONG:
    case LXB_TAG_SUB:
    case LXB_TAG_SUP:
    case LXB_TAG_TIME:
    case LXB_TAG_TT:
    case LXB_TAG_U:
    case LXB_TAG_VAR:
    case LXB_TAG_WBR:
      return Shape::kInline;
    case LXB_TAG_TD:
    case LXB_TAG_TH:
      return Shape::kCell;
    case LXB_TAG_BR:
      return Shape::kBreak;
    case LXB_TAG_HR:
      return Shape::kRule;
    case LXB_TAG_AUDIO:
    case LXB_TAG_CANVAS:
    case LXB_TAG_DATALIST:
    case LXB_TAG_EMBED:
    case LXB_TAG_HEAD:
    case LXB_TAG_IFRAME:
    case LXB_TAG_INPUT:
    case LXB_TAG_LINK:
    case LXB_TAG_MAP:
    case LXB_TAG_META:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_OBJECT:
    case LXB_TAG_RP:
    case LXB_TAG_RT:
    case LXB_TAG_SCRIPT:
    case LXB_TAG_SELECT:
    case LXB_TAG_STYLE:
    case LXB_TAG_SVG:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_TITLE:
    case LXB_TAG_VIDEO:
      return Shape::kSkip;
    default:
      return Shape::kBlock;
  }
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// The parts of a formula are one piece, however many elements they are.
Shape shape_of(Node element) {
  if (element.raw()->ns == LXB_NS_HTML) return shape_of(element.tag());
  if (element.raw()->ns != LXB_NS_MATH) return Shape::kSkip;
  // What the formula was written in, said again.
  return element.tag() == LXB_TAG_ANNOTATION_XML ? Shape::kSkip : Shape::kInline;
}

// Bytes of white space or of invisible characters at `at`, beyond ASCII: no-break and
// typographic spaces, and what is neither seen nor part of a word.
struct Gap {
  size_t bytes = 0;
  bool is_space = false;
};

Gap gap_at(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2) {
    if (byte(1) == 0xA0) return {2, true};
    if (byte(1) == 0xAD) return {2, false};                              // soft hyphen
    if (byte(1) >= 0x80 && byte(1) < 0xA0) return {2, byte(1) == 0x85};  // C1 controls
  }
  if (byte(0) == 0xE2 && byte(1) == 0x80) {
    if (byte(2) == 0x8B || byte(2) == 0x8E || byte(2) == 0x8F) return {3, false};
    if (byte(2) >= 0x80 && byte(2) <= 0x8A) return {3, true};
    if (byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF) return {3, true};
  }
  if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return {3, true};
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return {3, false};
  return {};
}

// Of a line of code, in spaces.
constexpr uint32_t kMaxIndent = 64;

uint32_t hash_name(Tag tag, std::string_view name) {
  uint32_t hash = 2166136261U ^ static_cast<uint32_t>(tag);
  for (const char c : name.substr(0, 256)) {
    // Digits differ between siblings: post-1, post-2.
    if (c >= '0' && c <= '9') continue;
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return hash;
}

class Walk {
 public:
  explicit Walk(const Dom& dom) : dom_(dom) {}

  BlockPage run() {
    const Node top = dom_.body();
    if (!top) return {};
    open_box(top);
    for (Node at = top.first_child(); at;) at = step(at, top);
    while (!open_.empty()) close_box();
    return std::move(page_);
  }

 private:
  // Takes `at` in and returns the node after it.
  Node step(Node at, Node top) {
    if (at.is_text()) {
      add_text(at.text());
    } else if (at.is_element() && enter(at) && at.first_child()) {
      return at.first_child();
    }
    return leave_to_next(at, top);
  }

  // Opens what `element` opens; false when its inside is to be passed over.
  bool enter(Node element) {
    const Tag tag = element.tag();
    switch (shape_of(element)) {
      case Shape::kSkip:
        read_data(element);
        return false;
      case Shape::kRule:
        end_block();
        return false;
      case Shape::kBreak:
        add_break();
        return false;
      case Shape::kInline:
        if (tag == LXB_TAG_A) ++links_open_;
        if (tag == LXB_TAG_B || tag == LXB_TAG_STRONG) ++strong_open_;
        if (tag == LXB_TAG_A && current_open()) ++page_.blocks.back().links;
        if (tag == LXB_TAG_A && !current_open()) ++links_waiting_;
        return true;
      case Shape::kCell:
        if (current_open()) wants_tab_ = true;
        return true;
      case Shape::kBlock:
        open_box(element);
        return true;
    }
    return true;
  }

  void read_data(Node element) {
    if (element.tag() != LXB_TAG_SCRIPT || !element.first_child()) return;
    if (dom_.attribute_or_empty(element, Attribute::kType) != "application/ld+json")
      return;
    if (!element.first_child().is_text()) return;
    page_.kinds |= kinds_of_data(element.first_child().text());
  }

  void leave(Node element) {
    const Tag tag = element.tag();
    switch (shape_of(element)) {
      case Shape::kInline:
        if (tag == LXB_TAG_A) --links_open_;
        if (tag == LXB_TAG_B || tag == LXB_TAG_STRONG) --strong_open_;
        break;
      case Shape::kBlock:
        close_box();
        break;
      default:
        break;
    }
  }

  Node leave_to_next(Node at, Node top) {
    for (;;) {
      if (at.is_element()) leave_unless_passed(at);
      if (at.next()) return at.next();
      at = at.parent();
      if (at == top || !at) return {};
    }
  }

  void leave_unless_passed(Node element) {
    const Shape shape = shape_of(element);
    if (shape == Shape::kInline || shape == Shape::kBlock) leave(element);
  }

  void open_box(Node element) {
    end_block();
    Box box;
    box.tag = element.tag();
    // What <body> is called says what the page has, not what all of it is.
    if (!open_.empty()) box.marks = find_marks(dom_, element);
    box.name = hash_name(box.tag, dom_.attribute_or_empty(element, Attribute::kClass));
    if (const auto type = dom_.attribute(element, Attribute::kItemtype)) {
      page_.kinds |= kinds_of_type(*type);
    }
    box.first_block = static_cast<uint32_t>(page_.blocks.size());
    if (!open_.empty()) {
      box.parent = open_.back();
      const Box& around = page_.boxes[box.parent];
      box.depth = around.depth + 1;
      box.marks_around = around.marks_around | around.marks;
    }
    if (box.tag == LXB_TAG_PRE) ++pre_open_;
    open_.push_back(static_cast<uint32_t>(page_.boxes.size()));
    page_.boxes.push_back(box);
  }

  void close_box() {
    end_block();
    Box& box = page_.boxes[open_.back()];
    box.end_block = static_cast<uint32_t>(page_.blocks.size());
    if (box.tag == LXB_TAG_PRE) --pre_open_;
    open_.pop_back();
  }

  bool current_open() const { return block_open_; }

  void open_block() {
    Block block;
    block.begin = static_cast<uint32_t>(page_.text.size());
    block.box = open_.back();
    block.tag = page_.boxes[block.box].tag;
    block.links =
        links_waiting_ > 0 || links_open_ > 0 ? std::max(links_waiting_, 1U) : 0;
    block.is_button = block.tag == LXB_TAG_BUTTON;
    links_waiting_ = 0;
    page_.blocks.push_back(block);
    block_open_ = true;
    in_word_ = false;
    forget_gap();
  }

  void end_block() {
    forget_gap();
    links_waiting_ = 0;
    if (!block_open_) return;
    block_open_ = false;
    in_word_ = false;
    page_.blocks.back().end = static_cast<uint32_t>(page_.text.size());
  }

  void add_break() {
    if (!block_open_) return;
    in_word_ = false;
    if (++wants_breaks_ >= 2 && pre_open_ == 0) end_block();
  }

  void forget_gap() {
    wants_tab_ = false;
    wants_breaks_ = wants_spaces_ = 0;
  }

  // What stands between the last character and the next one.
  void add_gap() {
    if (wants_breaks_ + wants_spaces_ > 0 || wants_tab_) in_word_ = false;
    if (wants_breaks_ > 0) {
      page_.text.append(wants_breaks_, '\n');
      if (pre_open_ == 0) wants_spaces_ = 0;
    } else if (wants_tab_) {
      page_.text += '\t';
      wants_spaces_ = 0;
    }
    page_.text.append(wants_spaces_, ' ');
    forget_gap();
  }

  void add_text(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      const char c = text[at];
      const auto byte = static_cast<unsigned char>(c);
      if (is_space(c)) {
        add_space(c);
        ++at;
      } else if (byte < 0x20 || byte == 0x7F) {
        ++at;
      } else if (const Gap gap = byte < 0x80 ? Gap{} : gap_at(text, at); gap.bytes > 0) {
        if (gap.is_space) add_space(' ');
        at += gap.bytes;
      } else {
        add_character(c, at + 1 < text.size() ? text[at + 1] : ' ');
        ++at;
      }
    }
  }

  void add_space(char c) {
    if (!block_open_) return;
    if (pre_open_ == 0) {
      wants_spaces_ = 1;
    } else if (c == '\n') {
      wants_breaks_ = std::min(wants_breaks_ + 1, 2U);
      wants_spaces_ = 0;
    } else {
      wants_spaces_ = std::min(wants_spaces_ + 1, kMaxIndent);
    }
  }

  void add_character(char c, char next) {
    if (!block_open_) open_block();
    add_gap();
    Block& block = page_.blocks.back();
    const auto byte = static_cast<unsigned char>(c);
    if (page_.text.size() == block.begin) block.starts_upper = c >= 'A' && c <= 'Z';
    page_.text += c;
    // Characters of scripts without spaces count for half a word each.
    const bool is_ideograph = byte >= 0xE3 && byte <= 0xED;
    if (is_ideograph) half_word_ = !half_word_;
    if (!in_word_ || (is_ideograph && half_word_)) {
      in_word_ = true;
      ++block.words;
      if (links_open_ > 0) ++block.link_words;
      if (strong_open_ > 0) ++block.strong_words;
    }
    if (c == ',') ++block.commas;
    if ((c == '.' || c == '!' || c == '?') && (is_space(next) || next == '"')) {
      ++block.sentences;
    }
  }

  const Dom& dom_;
  BlockPage page_;
  std::vector<uint32_t> open_;  // boxes
  uint32_t links_open_ = 0;
  uint32_t links_waiting_ = 0;  // opened before the block's first character
  uint32_t strong_open_ = 0;
  uint32_t pre_open_ = 0;
  uint32_t wants_breaks_ = 0;
  uint32_t wants_spaces_ = 0;
  bool wants_tab_ = false;
  bool block_open_ = false;
  bool in_word_ = false;
  bool half_word_ = false;
};

}  // namespace

BlockPage find_blocks(const Dom& dom) {
  BlockPage page = Walk(dom).run();
  remove_consent(page);
  return page;
}

}  // namespace unspin
