// What is asked over HTTP, and what is answered: no sockets here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unspin::server {

// Bodies of the files that are part of the program.
using Bytes = std::string_view;

struct Request {
  std::string method;  // as it was sent: "GET"
  std::string target;  // as it was sent: "/api/v1/search?limit=3"

  // In the order sent, names in lower case; none is there twice but lists.
  std::vector<std::pair<std::string, std::string>> headers;

  std::string body;

  // The value of the header of that lower-case name; empty when there is none.
  std::string_view header(std::string_view name) const;
};

struct Response {
  unsigned status = 200;
  std::string type = "application/json";

  // Either may be empty. `file` must outlive the program's serving.
  std::string body;
  Bytes file;

  std::vector<std::pair<std::string, std::string>> headers;

  // Which of the server's routes answered, for its metrics.
  std::string_view route = "other";

  Bytes content() const { return body.empty() ? file : Bytes(body); }
  void set(std::string_view name, std::string_view value) {
    headers.emplace_back(name, value);
  }
};

// What becomes of a request when its head is there.
struct Admission {
  // Answer this, at once, without reading the body.
  std::optional<Response> now;

  // Else: read a body of at most so many bytes, and have a worker answer.
  size_t max_body_bytes = 0;
};

// A target taken apart.
struct Target {
  // The path as it was sent, between slashes: "/api/v1" is "api", "v1".
  std::vector<std::string> segments;

  // Names and values with their escapes undone, in order.
  std::vector<std::pair<std::string, std::string>> query;

  std::optional<std::string> parameter(std::string_view name) const;
};

// Takes apart a target in origin form. Nothing when it is none, when an escape is broken
// or stands for a zero byte. Escapes are undone after cutting, and once: "%2F" is part of
// a segment, and "%252e" is "%2e".
std::optional<Target> parse_target(std::string_view target);

// What a status means, as RFC 9110 has it: "Not Found".
std::string_view reason_of(unsigned status);

// An error, as RFC 9457 wants it: "application/problem+json" with title, status, detail.
Response problem(unsigned status, std::string_view detail);

}  // namespace unspin::server
