// This file tells what each quotation mark can be from the characters beside it.
//
// A mark opens where something may begin (after a space, a bracket, a dash) and a
// word follows; it closes where a word or its punctuation ends. Curly marks say so
// themselves and are believed, except where German („…“) and Swedish (”…”) use them
// the other way; straight ones have only their neighbours.
//
// The hard ones are single marks, which are apostrophes nine times in ten:
//
//   don't, Nvidia‘s, 5'10        between letters or digits: never a mark
//   'tis, 'em, rock 'n' roll     a list of words that lose their beginning
//   '90s, ‘08                    two digits after the mark
//   countries' debts, goin' on   after "s" or "in", before a space and a letter: may
//   the U.S.' claim              close, but only if nothing surer does
//   5'10"                        feet and inches: never a mark

#include "text/quote_marks.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "text/lines.h"

namespace unspin {
namespace {

// What a neighbour of a mark is to it.
enum class Side : uint8_t { kSpace, kOpener, kDash, kWord, kPunctuation, kMark };

struct Character {
  char32_t code = 0;
  uint32_t bytes = 0;  // 0 at the end of the text
};

// Lenient: a broken sequence decodes to some code that is no mark.
Character decode(std::string_view text, size_t at) {
  auto byte = [&](size_t k) -> char32_t {
    return k < text.size() ? static_cast<unsigned char>(text[k]) : 0;
  };
  if (at >= text.size()) return {};
  char32_t c = byte(at);
  if (c < 0xC0) return {c, 1};
  auto rest = [&](size_t k) { return byte(at + k) & 0x3F; };
  if (c < 0xE0) return {(c & 0x1F) << 6 | rest(1), 2};
  if (c < 0xF0) return {(c & 0x0F) << 12 | rest(1) << 6 | rest(2), 3};
  return {(c & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4};
}

// The character that ends at byte `at`.
Character decode_before(std::string_view text, size_t at) {
  if (at == 0) return {};
  size_t start = at - 1;
  while (start > 0 && at - start < 4 && (text[start] & 0xC0) == 0x80) --start;
  return decode(text, start);
}

Side ascii_side(char c) {
  if (std::strchr(" \t\r\n\v\f", c)) return Side::kSpace;  // NUL too
  if (std::strchr("([{<", c)) return Side::kOpener;
  if (std::strchr("-/", c)) return Side::kDash;
  if (std::strchr("\"'`", c)) return Side::kMark;
  bool alnum = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  return alnum ? Side::kWord : Side::kPunctuation;
}

Side side_of(Character c) {
  if (c.bytes == 0) return Side::kSpace;
  if (c.code < 0x80) return ascii_side(static_cast<char>(c.code));
  if (c.code == 0xA0 || (c.code >= 0x2000 && c.code <= 0x200B) || c.code == 0x202F ||
      c.code == 0x2028 || c.code == 0x2029 || c.code == 0x3000 || c.code == 0xFEFF)
    return Side::kSpace;
  if (c.code >= 0x2010 && c.code <= 0x2015) return Side::kDash;
  if (c.code == 0xAB || c.code == 0xBB || (c.code >= 0x2018 && c.code <= 0x201F) ||
      c.code == 0x2039 || c.code == 0x203A || (c.code >= 0x300C && c.code <= 0x300F))
    return Side::kMark;
  bool punctuation = (c.code >= 0xA1 && c.code <= 0xBF) || c.code == 0x2026 ||
                     (c.code >= 0x3001 && c.code <= 0x3002) ||
                     (c.code >= 0xFF01 && c.code <= 0xFF0F);
  return punctuation ? Side::kPunctuation : Side::kWord;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// A mark and the text around it.
struct Place {
  std::string_view text;
  size_t begin, end;
  char32_t code;
  Character left, right;
  Side before, after;

  Place(std::string_view t, size_t b, size_t e, char32_t c)
      : text(t),
        begin(b),
        end(e),
        code(c),
        left(decode_before(t, b)),
        right(decode(t, e)),
        before(side_of(left)),
        after(side_of(right)) {}

  bool can_open() const {
    return before != Side::kWord && before != Side::kPunctuation &&
           after != Side::kSpace && !(before == Side::kMark && after == Side::kMark);
  }
  bool can_close() const {
    return before != Side::kSpace && before != Side::kOpener && after != Side::kWord &&
           after != Side::kOpener;
  }
  char char_before(size_t k) const { return begin >= k ? text[begin - k] : ' '; }
  char char_after(size_t k) const { return end + k < text.size() ? text[end + k] : ' '; }
};

QuoteShape shape_by_neighbours(const Place& place) {
  bool opens = place.can_open(), closes = place.can_close();
  if (opens == closes) return QuoteShape::kEither;
  return opens ? QuoteShape::kOpens : QuoteShape::kCloses;
}

// The inches of 5'10", 5’ 10”.
bool is_feet_and_inches(const Place& place) {
  size_t k = 1;
  while (k <= 3 && is_digit(place.char_before(k))) ++k;
  if (k == 1 || k > 3) return false;
  while (place.char_before(k) == ' ' && k < 6) ++k;
  if (place.begin < k) return false;
  bool straight = place.char_before(k) == '\'';
  bool curly =
      place.begin >= k + 2 && place.text.substr(place.begin - k - 2, 3) == "\u2019";
  size_t feet = straight ? k + 1 : k + 3;
  return (straight || curly) && is_digit(place.char_before(feet));
}

// Words that an apostrophe begins. In lower case.
constexpr std::array<std::string_view, 25> kClipped = {
    "tis", "twas", "twere", "twill", "twould", "em",    "im",     "er",  "cause",
    "til", "till", "round", "bout",  "n",      "neath", "gainst", "cos", "cuz",
    "ere", "ave",  "ow",    "ed",    "appen",  "ome",   "tween"};

bool is_clipped_word(const Place& place) {
  char word[8];
  size_t n = 0;
  for (; n < sizeof word; ++n) {
    char c = place.char_after(n);
    if (!is_lower(c) && !is_upper(c)) break;
    word[n] = static_cast<char>(c | 0x20);
  }
  if (std::ranges::count(kClipped, std::string_view(word, n))) return true;
  bool year = is_digit(place.char_after(0)) && is_digit(place.char_after(1)) &&
              !is_digit(place.char_after(2));
  return n == 0 && year;
}

// Before a space and a letter, could this be the apostrophe that ends "countries'",
// "goin'", "U.S.'", or the second one of "'n'"?
bool may_be_apostrophe(const Place& place) {
  char last = place.char_before(1), before_last = place.char_before(2);
  bool word_follows = place.after == Side::kSpace && place.right.bytes > 0 &&
                      place.right.code != '\n' &&
                      (is_lower(place.char_after(1)) || is_upper(place.char_after(1)) ||
                       is_digit(place.char_after(1)));
  if (is_digit(last)) return true;  // six feet
  if (!word_follows) return false;
  bool acronym = last == '.' && is_upper(before_last) && is_lower(place.char_after(1));
  char letter = static_cast<char>(last | 0x20);
  bool possessive = letter == 's' || letter == 'z' || letter == 'x';
  bool clipped = letter == 'n' && (before_last | 0x20) == 'i';
  bool alone =
      !is_lower(before_last) && !is_upper(before_last) && last != '.' && is_lower(last);
  return acronym || possessive || clipped || alone;
}

// False: an apostrophe.
bool classify_single(const Place& place, QuoteShape& shape) {
  if (place.before == Side::kWord && place.after == Side::kWord) return false;
  bool turned = place.code == 0x2018 || place.code == 0x201A || place.code == 0x201B ||
                place.code == '`';
  bool opens = place.can_open() && place.code != 0x2019;
  if (opens && turned) {
    shape = QuoteShape::kOpens;
    return !is_clipped_word(place);
  }
  if (place.code == '`') return false;
  if (place.can_close() && (!opens || place.before != Side::kDash)) {
    shape = may_be_apostrophe(place) ? QuoteShape::kMayClose : QuoteShape::kCloses;
    // The second mark of "rock 'n' roll" has no first.
    return !(place.char_before(2) == '\'' && place.char_before(1) == 'n');
  }
  shape = QuoteShape::kOpens;
  return opens && !is_clipped_word(place);
}

// False: inches.
bool classify_double(const Place& place, QuoteShape& shape) {
  if (is_feet_and_inches(place)) return false;
  shape = shape_by_neighbours(place);
  bool left_mark = place.code == 0x201C || place.code == 0x201F || place.code == 0x301D;
  if (place.code == '`' || place.code == 0x201E) shape = QuoteShape::kOpens;
  // German closes with the mark that opens in English, and Swedish opens with the
  // one that closes: believe the place when it leaves no doubt.
  if (left_mark && shape != QuoteShape::kCloses) shape = QuoteShape::kOpens;
  if (place.code == 0x201D && shape != QuoteShape::kOpens) shape = QuoteShape::kCloses;
  if (shape == QuoteShape::kCloses && is_digit(place.char_before(1)))
    shape = QuoteShape::kMayClose;
  return true;
}

// Walks the text from one interesting byte to the next.
class MarkFinder {
 public:
  explicit MarkFinder(std::string_view text)
      : text_(text), hard_wrapped_(is_hard_wrapped(text)) {}

  std::vector<QuoteMark> find() {
    size_t at = 0;
    while (at < text_.size()) {
      unsigned char c = static_cast<unsigned char>(text_[at]);
      at = kInteresting[c] ? step(at, c) : at + 1;
    }
    add(text_.size(), text_.size(), QuoteFamily::kParagraphEnd, QuoteShape::kEither);
    return std::move(marks_);
  }

 private:
  static constexpr std::array<bool, 256> kInteresting = [] {
    std::array<bool, 256> table{};
    for (unsigned char c : {'"', '\'', '`', '\n'}) table[c] = true;
    table[0xC2] = table[0xE2] = table[0xE3] = true;
    return table;
  }();

  void add(size_t begin, size_t end, QuoteFamily family, QuoteShape shape) {
    marks_.push_back(
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(end), family, shape});
  }

  // Returns where to go on.
  size_t step(size_t at, unsigned char c) {
    if (c == '\n') return end_line(at);
    Character mark = decode(text_, at);
    bool doubled =
        (c == '\'' || c == '`') && at + 1 < text_.size() && text_[at + 1] == text_[at];
    size_t end = std::min(text_.size(), at + mark.bytes + doubled);
    classify(Place(text_, at, end, mark.code), doubled);
    return end;
  }

  size_t end_line(size_t at) {
    bool paragraph = ends_paragraph(text_, at);
    if (paragraph || !hard_wrapped_)
      add(at, at, paragraph ? QuoteFamily::kParagraphEnd : QuoteFamily::kLineEnd,
          QuoteShape::kEither);
    if (!paragraph) return at + 1;
    // One end for any number of blank lines.
    return std::min(text_.size(), text_.find_first_not_of(" \t\r\n", at));
  }

  void classify(const Place& place, bool doubled) {
    QuoteShape shape = QuoteShape::kEither;
    switch (place.code) {
      case '"':
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x201F:
      case 0x301D:
        if (classify_double(place, shape))
          add(place.begin, place.end, QuoteFamily::kDouble, shape);
        return;
      case '\'':
      case '`':
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
        if (doubled ? classify_double(place, shape) : classify_single(place, shape))
          add(place.begin, place.end,
              doubled ? QuoteFamily::kDouble : QuoteFamily::kSingle, shape);
        return;
      case 0xAB:
        return add_angle(place, QuoteFamily::kGuillemet, QuoteShape::kOpens);
      case 0xBB:
        return add_angle(place, QuoteFamily::kGuillemet, QuoteShape::kCloses);
      case 0x2039:
        return add_angle(place, QuoteFamily::kSingleGuillemet, QuoteShape::kOpens);
      case 0x203A:
        return add_angle(place, QuoteFamily::kSingleGuillemet, QuoteShape::kCloses);
      case 0x300C:
      case 0x300D:
      case 0x300E:
      case 0x300F:
        add(place.begin, place.end,
            place.code < 0x300E ? QuoteFamily::kCorner : QuoteFamily::kWhiteCorner,
            place.code % 2 == 0 ? QuoteShape::kOpens : QuoteShape::kCloses);
        return;
      default:
        return;
    }
  }

  // »…« where the place says so, else «…»; French has a space before », and a comma may
  // follow.
  void add_angle(const Place& place, QuoteFamily family, QuoteShape usual) {
    constexpr char32_t kEllipsis = 0x2026;
    QuoteShape shape = shape_by_neighbours(place);
    bool nothing_follows =
        place.after == Side::kPunctuation && place.right.code != kEllipsis;
    if (shape == QuoteShape::kEither || nothing_follows) shape = usual;
    add(place.begin, place.end, family, shape);
  }

  std::string_view text_;
  bool hard_wrapped_;
  std::vector<QuoteMark> marks_;
};

}  // namespace

std::vector<QuoteMark> find_quote_marks(std::string_view text) {
  return MarkFinder(text).find();
}

}  // namespace unspin
