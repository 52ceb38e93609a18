// Stands in for the pages where the program is built without node.
#include <array>

#include "server/pages.h"

namespace unspin::server {
namespace {

constexpr std::array<PageFile, 1> kFiles{
    {{.path = "/",
      .type = "text/html; charset=utf-8",
      .tag = "\"none\"",
      .plain =
          "<!doctype html><html lang=\"en\"><title>unspin</title><p>This program was "
          "built without its pages; its API is at <a "
          "href=\"/openapi.json\">/openapi.json</a>.</p></html>\n",
      .gzip = {},
      .immutable = false}}};

}  // namespace

std::span<const PageFile> page_files() { return kFiles; }

}  // namespace unspin::server
