// "Name: value" lines, as HTTP and WARC headers have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace unspin {

struct HeaderField {
  std::string_view name;

  // Without blanks around it. A value that goes on in the next line, which then begins
  // with a blank, is as it stands, line ends included.
  std::string_view value;
};

// Walks over the fields that `bytes` begin with, up to the first empty line. Lines end in
// LF, any CRs before it dropped; a line without a colon is no field and is passed over,
// but one that begins with `stop` ends the walk: another header begins there.
class HeaderLines {
 public:
  explicit HeaderLines(std::string_view bytes, std::string_view stop = {})
      : bytes_(bytes), stop_(stop) {}

  // The next line, as far as its line end; none after the empty line, or where `bytes`
  // end before a line does.
  std::optional<std::string_view> next_line();

  // The next field; none likewise.
  std::optional<HeaderField> next();

  // Bytes walked over.
  size_t position() const { return position_; }

  // Whether the empty line was seen.
  bool complete() const { return complete_; }

 private:
  bool goes_on() const;

  std::string_view bytes_;
  std::string_view stop_;
  size_t position_ = 0;
  bool complete_ = false;
};

// ASCII letters alike in either case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

// `bytes` without blanks and line ends around them.
std::string_view trim(std::string_view bytes);

// A number of decimal digits alone, below 2^62.
std::optional<uint64_t> parse_length(std::string_view digits);

}  // namespace unspin
