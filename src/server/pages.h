// The pages for browsers, made by web/ and part of the program.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "server/message.h"

namespace unspin::server {

struct PageFile {
  std::string_view path;  // "/assets/app-3f2a.js"
  std::string_view type;
  std::string_view tag;  // an ETag, quotes included
  Bytes plain;
  Bytes gzip;  // empty where it is not shorter

  // Its name changes with its content: may be kept for ever.
  bool immutable = false;
};

// Defined in a file that is made when building.
std::span<const PageFile> page_files();

// The OpenAPI document.
Bytes openapi_document();

// The answer to a request for the file of that path; nothing when there is none.
std::optional<Response> answer_with_file(const Request& request, std::string_view path);

}  // namespace unspin::server
