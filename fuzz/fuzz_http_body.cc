// Bodies and targets of requests, as anybody may send them: what is understood is valid
// UTF-8, and what is not gets an answer that is JSON.

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "server/body.h"
#include "server/message.h"

namespace {

using unspin::server::Response;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_refusal(const Response& response) {
  check(response.status >= 400 && response.status < 500);
  check(nlohmann::json::parse(response.body)["status"] == response.status);
}

bool is_utf8(const std::string& text) {
  using Json = nlohmann::json;
  // Throws where it is not.
  return !Json(text).dump(-1, ' ', false, Json::error_handler_t::strict).empty();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace server = unspin::server;
  if (size == 0) return 0;
  std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (static_cast<uint8_t>(data[0] - '0') % 5) {
    case 0: {
      auto given = server::read_document_body(bytes);
      if (!given) return check_refusal(given.error()), 0;
      check(is_utf8(given->document.text) && is_utf8(given->html));
      if (!given->has_text && !given->has_html) return 0;
      auto document = server::understand_given(*std::move(given));
      if (document) check(is_utf8(document->text));
      break;
    }
    case 1:
      if (auto pair = server::read_pair_body(bytes); !pair) check_refusal(pair.error());
      break;
    case 2:
      if (auto all = server::read_documents_body(bytes); !all) check_refusal(all.error());
      break;
    case 3:
      if (auto document = server::read_upload(bytes, "upload", 1 << 16); !document)
        check_refusal(document.error());
      break;
    default:
      if (auto target = server::parse_target(bytes)) {
        check(!target->segments.empty());
        for (const std::string& segment : target->segments)
          check(segment.find('\0') == std::string::npos);
      }
  }
  return 0;
}
