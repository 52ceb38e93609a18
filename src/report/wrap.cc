// This file sets inked words into lines.
//
// A document may hold anything, escape sequences that rewrite the screen included,
// so nothing reaches the terminal that cleaned() has not passed. Widths are counted
// in columns: a combining mark takes none, a Chinese character two. Every line opens
// and closes its own colours, so that lines can be put side by side, cut or paged.

#include "report/wrap.h"

#include <fmt/format.h>

#include <array>

#include "report/utf8.h"

namespace unspin {
namespace {

bool is_space(char32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x3000;
}

// White space that was read but not yet written.
struct Gap {
  bool any = false;
  size_t line_ends = 0;

  void write(std::string& out, CleanStyle style) {
    if (!any) return;
    bool paragraph = line_ends > 1 || (line_ends == 1 && !style.hard_wrapped);
    if (style.paragraphs && paragraph)
      out += line_ends > 1 ? "\n\n" : "\n";
    else
      out += ' ';
    *this = {};
  }
};

constexpr std::string_view kReset = "\x1b[0m";

std::string_view opening_of(Ink ink) {
  static constexpr std::array<std::string_view, 6> kCodes = {
      "", "\x1b[31;9m", "\x1b[32m", "\x1b[36;4m", "\x1b[2m", "\x1b[1m"};
  return kCodes[static_cast<size_t>(ink)];
}

// Opening and closing marks where there is no colour.
std::pair<std::string_view, std::string_view> marks_of(Ink ink) {
  switch (ink) {
    case Ink::kOld:
      return {"[-", "-]"};
    case Ink::kNew:
      return {"{+", "+}"};
    case Ink::kMoved:
      return {"<~", "~>"};
    default:
      return {};
  }
}

bool ends_open(std::string_view text) {
  return text.empty() || text.ends_with(' ') || text.ends_with('\n') ||
         text.ends_with('(') || text.ends_with('"') || text.ends_with("“") ||
         text.ends_with("‘") || text.ends_with('-');
}

bool starts_closed(std::string_view text) {
  constexpr std::string_view kClosing = " \n.,;:!?)\"'-";
  return text.empty() || kClosing.find(text[0]) != std::string_view::npos ||
         text.starts_with("”") || text.starts_with("’");
}

// Collects characters into words and words into lines.
class Setter {
 public:
  Setter(int width, bool colour) : width_(width), colour_(colour) {}

  void add(const InkedRun& run) {
    for (size_t at = 0; at < run.text.size();) {
      Character character = character_at(run.text, at);
      if (character.code == ' ') {
        end_word();
        space_ = true;
        space_ink_ = run.ink;
      } else if (character.code == '\n') {
        end_word();
        end_line();
      } else {
        std::string_view bytes = std::string_view(run.text).substr(at, character.bytes);
        add_character(bytes, column_width(character.code), run.ink);
      }
      at += character.bytes;
    }
  }

  std::vector<TerminalLine> finish() {
    end_word();
    if (line_.columns > 0 || lines_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  void add_character(std::string_view bytes, int columns, Ink ink) {
    bool too_long = width_ > 0 && word_columns_ + columns > width_;
    if (columns == 2 || too_long) end_word();
    if (word_.empty() || word_.back().ink != ink) word_.push_back({"", ink});
    word_.back().text += bytes;
    word_columns_ += columns;
  }

  void end_word() {
    if (word_.empty()) return;
    int space = space_ && line_.columns > 0 ? 1 : 0;
    if (width_ > 0 && line_.columns > 0 && line_.columns + space + word_columns_ > width_)
      end_line();
    else if (space)
      write({" ", space_ink_});
    line_.columns += line_.columns > 0 ? space + word_columns_ : word_columns_;
    for (const InkedRun& segment : word_) write(segment);
    word_.clear();
    word_columns_ = 0;
    space_ = false;
  }

  void end_line() {
    write({"", Ink::kPlain});
    lines_.push_back(std::move(line_));
    line_ = {};
    space_ = false;
  }

  void write(const InkedRun& segment) {
    if (colour_ && segment.ink != ink_) {
      if (ink_ != Ink::kPlain) line_.text += kReset;
      line_.text += opening_of(segment.ink);
      ink_ = segment.ink;
    }
    line_.text += segment.text;
  }

  int width_;
  bool colour_;
  std::vector<TerminalLine> lines_;

  // The line being filled, and the ink it is in at its end.
  TerminalLine line_;
  Ink ink_ = Ink::kPlain;

  // The word being read, perhaps of several inks, and a space before it.
  std::vector<InkedRun> word_;
  int word_columns_ = 0;
  bool space_ = false;
  Ink space_ink_ = Ink::kPlain;
};

}  // namespace

std::string cleaned(std::string_view text, CleanStyle style) {
  std::string out;
  out.reserve(text.size());
  Gap gap;
  for (size_t at = 0; at < text.size();) {
    Character character = character_at(text, at);
    if (is_space(character.code)) {
      gap.any = true;
      gap.line_ends += character.code == '\n';
    } else {
      gap.write(out, style);
      std::string_view bytes = text.substr(at, character.bytes);
      append_visible(out, character.valid ? bytes : kReplacementUtf8, character.code);
    }
    at += character.bytes;
  }
  gap.write(out, style);
  return out;
}

std::vector<InkedRun> inked(const std::vector<Piece>& pieces, bool colour,
                            CleanStyle style) {
  std::vector<InkedRun> runs;
  Ink before = Ink::kPlain;
  for (const Piece& piece : pieces) {
    std::string text =
        cleaned(piece.text, piece.ink == Ink::kPlain ? style : CleanStyle());
    auto [open, close] = marks_of(piece.ink);
    if (!colour) text.insert(0, open).append(close);
    // In colour an old word and its successor need a space between them; inserted
    // words, which stand where a has none, need one to their neighbours.
    bool replaced = before == Ink::kOld && piece.ink == Ink::kNew;
    bool beside_new = before == Ink::kNew || piece.ink == Ink::kNew;
    if (beside_new && !runs.empty() && (colour || !replaced) &&
        !ends_open(runs.back().text) && !starts_closed(text))
      runs.push_back({" ", Ink::kPlain});
    runs.push_back({std::move(text), piece.ink});
    before = piece.ink;
  }
  return runs;
}

std::vector<TerminalLine> wrap(const std::vector<InkedRun>& runs, int width,
                               bool colour) {
  Setter setter(width, colour);
  for (const InkedRun& run : runs) setter.add(run);
  return setter.finish();
}

std::string in_ink(std::string_view text, Ink ink, bool colour) {
  if (!colour || ink == Ink::kPlain) return std::string(text);
  return fmt::format("{}{}{}", opening_of(ink), text, kReset);
}

}  // namespace unspin
