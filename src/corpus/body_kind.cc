// This file tells what is in an HTTP body, from what its server says and what it is.
//
// Servers are right about pages nearly always, and wrong about the rest often enough:
// images sent as text/html, pages as text/plain or without any type. So a signature
// outvotes the header, and where the header is no help the first bytes decide as browsers
// do it (the WHATWG's MIME Sniffing standard, cut down to what is a page, what is text).

#include <algorithm>
#include <array>
#include <string_view>

#include "corpus/header_lines.h"
#include "corpus/http.h"

namespace unspin {
namespace {

using namespace std::string_view_literals;

constexpr size_t kSniffBytes = 1445;  // as the standard has it

// What begins images, sound, films, fonts, archives, programs and documents.
constexpr std::array kSignatures = {
    "%PDF-"sv,
    "\x89PNG\r\n"sv,
    "GIF87a"sv,
    "GIF89a"sv,
    "\xFF\xD8\xFF"sv,
    "RIFF"sv,
    "PK\x03\x04"sv,
    "\x1F\x8B\x08"sv,
    "OggS"sv,
    "ID3\x03"sv,
    "ID3\x04"sv,
    "\x7F"
    "ELF"sv,
    "wOFF"sv,
    "wOF2"sv,
    "\xD0\xCF\x11\xE0"sv,
    "Rar!\x1A"sv,
    "7z\xBC\xAF"sv,
    "\xFD"
    "7zXZ"sv,
    "\x28\xB5\x2F\xFD"sv,
    "BZh9"sv,
    "CWS"sv,
    "FWS"sv,
    "\x1A\x45\xDF\xA3"sv,
    "\0\0\x01\0"sv,
    "MZ\x90"sv,
    "{\\rtf"sv,
    "%!PS"sv,
    "\0asm"sv,
};

// What begins a page, behind "<".
constexpr std::array kPageTags = {
    "!doctype html"sv,
    "html"sv,
    "head"sv,
    "body"sv,
    "title"sv,
    "script"sv,
    "meta"sv,
    "!--"sv,
    "table"sv,
    "style"sv,
    "div"sv,
    "h1"sv,
    "p"sv,
    "br"sv,
    "a"sv,
    "b"sv,
    "font"sv,
    "iframe"sv,
    "article"sv,
    "main"sv,
    "section"sv,
    "header"sv,
    "center"sv,
};

enum class Declared { kHtml, kText, kXml, kUnknown, kOther };

Declared read_type(std::string_view content_type) {
  std::string_view type = trim(content_type.substr(0, content_type.find(';')));
  auto is = [&](std::string_view name) { return equal_ignoring_case(type, name); };
  if (is("text/html") || is("application/xhtml+xml")) return Declared::kHtml;
  if (is("text/plain") || is("text/markdown")) return Declared::kText;
  if (is("text/xml") || is("application/xml")) return Declared::kXml;
  if (type.find('/') == type.npos || is("*/*") || is("unknown/unknown") ||
      is("application/unknown") || is("application/octet-stream") ||
      is("application/http") || is("no-type"))
    return Declared::kUnknown;
  return Declared::kOther;
}

bool is_utf16(std::string_view body) {
  return body.starts_with("\xFE\xFF") || body.starts_with("\xFF\xFE");
}

bool looks_like_page(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  body = trim(body.substr(0, kSniffBytes));
  if (body.starts_with("<?xml"))
    return body.find("<html") != body.npos || body.find("<!DOCTYPE html") != body.npos;
  if (!body.starts_with('<')) return false;
  body.remove_prefix(1);
  return std::ranges::any_of(kPageTags, [&](std::string_view tag) {
    if (!equal_ignoring_case(body.substr(0, tag.size()), tag)) return false;
    return tag == "!--" || body.size() == tag.size() ||
           " \t\r\n/>"sv.find(body[tag.size()]) != std::string_view::npos;
  });
}

bool has_signature(std::string_view body) {
  if (body.size() >= 8 && body.substr(4, 4) == "ftyp") return true;
  return std::ranges::any_of(
      kSignatures, [&](std::string_view bytes) { return body.starts_with(bytes); });
}

// No control character that text has no use for.
bool looks_like_text(std::string_view body) {
  return std::ranges::none_of(body.substr(0, kSniffBytes), [](char byte) {
    auto c = static_cast<unsigned char>(byte);
    return c < 0x09 || c == 0x0B || (c > 0x0D && c < 0x1B) || (c > 0x1B && c < 0x20);
  });
}

}  // namespace

BodyKind find_body_kind(std::string_view content_type, std::string_view body) {
  if (body.empty() || has_signature(body)) return BodyKind::kOther;
  bool text = is_utf16(body) || looks_like_text(body);
  switch (read_type(content_type)) {
    case Declared::kHtml:
      return BodyKind::kHtml;
    case Declared::kXml:
      return looks_like_page(body) ? BodyKind::kHtml : BodyKind::kOther;
    case Declared::kText:
      if (!text) return BodyKind::kOther;
      return looks_like_page(body) ? BodyKind::kHtml : BodyKind::kText;
    case Declared::kUnknown:
      if (looks_like_page(body)) return BodyKind::kHtml;
      return text ? BodyKind::kText : BodyKind::kOther;
    case Declared::kOther:
      break;
  }
  return BodyKind::kOther;
}

std::string_view find_charset_parameter(std::string_view content_type) {
  size_t semicolon = content_type.find(';');
  while (semicolon != content_type.npos) {
    content_type.remove_prefix(semicolon + 1);
    semicolon = content_type.find(';');
    std::string_view parameter = content_type.substr(0, semicolon);
    size_t equals = parameter.find('=');
    if (equals == parameter.npos) continue;
    if (!equal_ignoring_case(trim(parameter.substr(0, equals)), "charset")) continue;
    std::string_view value = trim(parameter.substr(equals + 1));
    size_t begin = std::min(value.find_first_not_of("\"'"), value.size());
    value.remove_prefix(begin);
    return value.substr(0, value.find_first_of("\"'"));
  }
  return {};
}

}  // namespace unspin
