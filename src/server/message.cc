#include "server/message.h"

#include <algorithm>

#include "report/json_writer.h"

namespace unspin::server {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Undoes escapes; nothing when one is broken.
std::optional<std::string> unescaped(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char byte = text[i];
    if (byte == '%') {
      if (text.size() - i < 3) return std::nullopt;
      int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      byte = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (byte == '+' && plus_is_space) {
      byte = ' ';
    }
    if (byte == '\0') return std::nullopt;
    out += byte;
  }
  return out;
}

// Calls `take` with each part of `text` between `mark`s, until it returns false.
template <typename Take>
bool for_each_part(std::string_view text, char mark, Take take) {
  while (true) {
    size_t end = std::min(text.find(mark), text.size());
    if (!take(text.substr(0, end))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

bool read_query(std::string_view text, Target& target) {
  if (text.empty()) return true;
  return for_each_part(text, '&', [&](std::string_view part) {
    if (part.empty()) return true;
    size_t equals = std::min(part.find('='), part.size());
    auto name = unescaped(part.substr(0, equals), true);
    auto value = unescaped(part.substr(std::min(equals + 1, part.size())), true);
    if (!name || !value) return false;
    target.query.emplace_back(*std::move(name), *std::move(value));
    return true;
  });
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

std::optional<std::string> Target::parameter(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  Target out;
  size_t end = std::min(target.find('?'), target.size());
  bool sound = for_each_part(target.substr(1, end - 1), '/', [&](std::string_view part) {
    auto segment = unescaped(part, false);
    if (!segment) return false;
    out.segments.push_back(*std::move(segment));
    return true;
  });
  if (!sound || !read_query(target.substr(std::min(end + 1, target.size())), out))
    return std::nullopt;
  return out;
}

std::string_view reason_of(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    case 507:
      return "Insufficient Storage";
    default:
      return "Unknown";
  }
}

Response problem(unsigned status, std::string_view detail) {
  Response response;
  response.status = status;
  response.type = "application/problem+json";
  JsonWriter writer(response.body);
  writer.open('{');
  writer.field("type", "about:blank");
  writer.field("title", reason_of(status));
  writer.key("status");
  writer.number(size_t{status});
  writer.field("detail", detail);
  writer.close('}');
  return response;
}

}  // namespace unspin::server
