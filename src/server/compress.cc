#include "server/compress.h"

#include <zlib.h>

#include <algorithm>
#include <string>

namespace unspin::server {
namespace {

// Less fits into one packet anyhow.
constexpr size_t kWorthIt = 1400;

// zlib's fastest: matches shrink to a quarter, at some 200 MB/s.
constexpr int kLevel = 1;
constexpr int kGzipWindow = 15 + 16;

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

// "gzip, deflate, br;q=0.9": is `coding` among them, and not refused?
bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    size_t end = std::min(header.find(','), header.size());
    std::string_view item = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
    if (!item.starts_with(coding)) continue;
    std::string_view rest = item.substr(coding.size());
    if (rest.empty()) return true;
    if (rest.front() != ';' && rest.front() != ' ') continue;
    return rest.find("q=0") == std::string_view::npos ||
           rest.find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

}  // namespace

bool accepts_gzip(const Request& request) {
  return accepts(request.header("accept-encoding"), "gzip");
}

void compress(const Request& request, Response& response) {
  if (response.body.size() < kWorthIt || response.body.size() > (size_t{1} << 30)) return;
  response.set("Vary", "Accept-Encoding");
  if (!accepts_gzip(request)) return;
  std::string shorter = gzipped(response.body);
  if (shorter.empty() || shorter.size() >= response.body.size()) return;
  response.body = std::move(shorter);
  response.set("Content-Encoding", "gzip");
}

}  // namespace unspin::server
