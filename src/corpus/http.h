// Here is an HTTP response as it came over the wire, give me the page or text in it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

// A response taken apart. Views point into the message.
struct HttpResponse {
  // 0 when the message has no status line, or one without a number.
  int status = 0;

  std::string_view content_type;
  std::string_view content_encoding;
  std::string_view transfer_encoding;

  // As it was sent: chunks and encodings still on.
  std::string_view body;
};

// Never fails: a message without a header is all body.
HttpResponse parse_http_response(std::string_view message);

// The body with transfer and content encodings taken off: chunked, gzip, deflate, br,
// zstd, and several of them. Encodings that are declared but not there are not taken off,
// as when a crawler took them off and kept the header. What breaks off gives what there
// is of it.
//
// Errors: kCorrupt (damaged in the midst), kTooLarge (limits.max_record_bytes, or
//         limits.max_ratio once the result is past some megabytes).
// Cost:   linear in the body and the result.
Result<std::string> decode_http_body(const HttpResponse& response,
                                     const ReadLimits& limits);

// What is in a body.
enum class BodyKind : uint8_t { kHtml, kText, kOther };

// By the declared type; by the first bytes where that is missing, says nothing, or is
// contradicted by the signature of an image, archive or PDF.
BodyKind find_body_kind(std::string_view content_type, std::string_view body);

// The charset parameter of a Content-Type, without quotes; empty when there is none.
std::string_view find_charset_parameter(std::string_view content_type);

}  // namespace unspin
