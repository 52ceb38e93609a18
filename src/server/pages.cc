#include "server/pages.h"

#include <algorithm>

#include "server/compress.h"

namespace unspin::server {
std::optional<Response> answer_with_file(const Request& request, std::string_view path) {
  std::span<const PageFile> files = page_files();
  auto file = std::ranges::find(files, path, &PageFile::path);
  if (file == files.end()) return std::nullopt;
  Response response;
  response.type = file->type;
  response.route = "pages";
  response.set("ETag", file->tag);
  response.set("Vary", "Accept-Encoding");
  response.set("Cache-Control",
               file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match").find(file->tag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  response.file = file->plain;
  if (!file->gzip.empty() && accepts_gzip(request)) {
    response.file = file->gzip;
    response.set("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace unspin::server
