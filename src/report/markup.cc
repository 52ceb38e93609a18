#include "report/markup.h"

#include <algorithm>

#include "report/utf8.h"

namespace unspin {
namespace {

void append_special(std::string& out, std::string_view bytes, char32_t code) {
  switch (code) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      append_visible(out, bytes, code);
  }
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         c == ' ' || c == ',' || c == '.' || c == '\n' || c == '\t';
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    size_t plain = at;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    out += text.substr(at, plain - at);
    at = plain;
    if (at == text.size()) break;
    Character character = character_at(text, at);
    std::string_view bytes = text.substr(at, character.bytes);
    append_special(out, character.valid ? bytes : kReplacementUtf8, character.code);
    at += character.bytes;
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

void append_body(std::string& out, std::string_view text, bool hard_wrapped) {
  for (size_t at = 0; at < text.size();) {
    size_t line_end = std::min(text.find('\n', at), text.size());
    append_escaped(out, text.substr(at, line_end - at));
    at = line_end;
    size_t line_ends = 0;
    for (; at < text.size() && (text[at] == '\n' || text[at] == '\r'); ++at)
      line_ends += text[at] == '\n';
    if (line_ends > 1)
      out += "<i class=\"gap\"></i>";
    else if (line_ends == 1)
      out += hard_wrapped ? ' ' : '\n';
  }
}

}  // namespace unspin
