#include "report/json_writer.h"

#include <charconv>
#include <cmath>

#include "report/utf8.h"

namespace unspin {

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  fresh_ = true;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  fresh_ = false;
}

void JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  fresh_ = true;
}

void JsonWriter::text(std::string_view value) {
  separate();
  out_ += '"';
  escape(value);
  out_ += '"';
}

void JsonWriter::number(size_t value) {
  separate();
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void JsonWriter::number(double value) {
  separate();
  char digits[40];
  if (!std::isfinite(value))
    out_ += "null";
  else
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void JsonWriter::rounded(double value) { number(std::round(value * 1e4) / 1e4); }

void JsonWriter::span(ByteSpan span) {
  open('[');
  number(span.start);
  number(span.end);
  close(']');
}

void JsonWriter::field(std::string_view name, std::string_view value) {
  key(name);
  text(value);
}

void JsonWriter::optional_field(std::string_view name,
                                const std::optional<std::string>& value) {
  if (value) field(name, std::string_view(*value));
}

void JsonWriter::separate() {
  if (!fresh_) out_ += ',';
  fresh_ = false;
}

// Runs of plain bytes are copied at once.
void JsonWriter::escape(std::string_view value) {
  size_t copied = 0;
  for (size_t at = 0; at < value.size();) {
    unsigned char byte = static_cast<unsigned char>(value[at]);
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
      ++at;
      continue;
    }
    Character character = character_at(value, at);
    if (byte < 0x80 || !character.valid) {
      out_ += value.substr(copied, at - copied);
      copied = at + 1;
      if (character.valid)
        escape_ascii(value[at]);
      else
        out_ += kReplacementUtf8;
    }
    at += character.bytes;
  }
  out_ += value.substr(copied);
}

void JsonWriter::escape_ascii(char byte) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  out_ += '\\';
  if (size_t i = kNamed.find(byte); i != std::string_view::npos) {
    out_ += kLetters[i];
  } else {
    constexpr std::string_view kHex = "0123456789abcdef";
    out_ += "u00";
    out_ += kHex[static_cast<unsigned char>(byte) >> 4];
    out_ += kHex[byte & 15];
  }
}

}  // namespace unspin
