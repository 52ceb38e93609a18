// Any bytes are an HTTP response: taking it apart, its encodings off and telling what is
// in it breaks nothing and keeps the limits.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/http.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace unspin;
  std::string_view message(reinterpret_cast<const char*>(data), size);
  ReadLimits limits;
  limits.max_record_bytes = 1 << 20;
  HttpResponse response = parse_http_response(message);
  if (response.body.size() > size) std::abort();
  Result<std::string> body = decode_http_body(response, limits);
  if (body && body->size() > limits.max_record_bytes) std::abort();
  if (body) (void)find_body_kind(response.content_type, *body);
  if (find_charset_parameter(response.content_type).size() > size) std::abort();
  return 0;
}
