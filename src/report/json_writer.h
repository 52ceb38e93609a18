// Writes JSON straight into a string, values one after another.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "unspin/span.h"

namespace unspin {

// Commas come by themselves. Strings may hold any bytes and come out as valid UTF-8, a
// byte that is not as U+FFFD; numbers are short and read back as the same double.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void open(char bracket);
  void close(char bracket);

  // Keys are ours: plain ASCII, nothing to escape.
  void key(std::string_view name);

  void text(std::string_view value);
  void number(size_t value);

  // The shortest digits that read back as `value`. JSON has no infinities: null.
  void number(double value);

  // Shares and probabilities are not known to more than four digits.
  void rounded(double value);

  void span(ByteSpan span);

  // A key and its value; the second writes nothing where there is no value.
  void field(std::string_view name, std::string_view value);
  void optional_field(std::string_view name, const std::optional<std::string>& value);

 private:
  void separate();
  void escape(std::string_view value);
  void escape_ascii(char byte);

  std::string& out_;
  bool fresh_ = true;  // no comma before the next value
};

}  // namespace unspin
