#include "extract/addresses.h"

#include <lexbor/url/url.h>

#include <memory>

namespace unspin {
namespace {

constexpr size_t kLongestAddress = 4096;

struct ParserFree {
  void operator()(lxb_url_parser_t* parser) const {
    lxb_url_parser_memory_destroy(parser);
    lxb_url_parser_destroy(parser, true);
  }
};

lxb_url_t* parse(lxb_url_parser_t* parser, const lxb_url_t* base, std::string_view text) {
  lxb_url_parser_clean(parser);
  return lxb_url_parse(parser, base, reinterpret_cast<const lxb_char_t*>(text.data()),
                       text.size());
}

lxb_status_t append(const lxb_char_t* data, size_t size, void* context) {
  static_cast<std::string*>(context)->append(reinterpret_cast<const char*>(data), size);
  return LXB_STATUS_OK;
}

}  // namespace

std::string absolute_address(std::string_view address, std::string_view base) {
  size_t first = address.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || address.size() > kLongestAddress ||
      base.size() > kLongestAddress)
    return {};
  address = address.substr(first, address.find_last_not_of(" \t\r\n") - first + 1);
  std::unique_ptr<lxb_url_parser_t, ParserFree> parser(lxb_url_parser_create());
  if (!parser || lxb_url_parser_init(parser.get(), nullptr) != LXB_STATUS_OK) return {};
  lxb_url_t* from = base.empty() ? nullptr : parse(parser.get(), nullptr, base);
  lxb_url_t* url = parse(parser.get(), from, address);
  if (!url) return {};
  std::string out;
  if (lxb_url_serialize(url, append, &out, false) != LXB_STATUS_OK) return {};
  bool web = out.starts_with("https://") || out.starts_with("http://");
  return web ? out : std::string();
}

std::string_view bare_address(std::string_view address) {
  if (size_t scheme = address.find("://"); scheme != std::string_view::npos)
    address.remove_prefix(scheme + 3);
  if (address.starts_with("www.")) address.remove_prefix(4);
  address = address.substr(0, address.find_first_of("?#"));
  while (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

std::string_view site_label(std::string_view address) {
  std::string_view host = bare_address(address);
  host = host.substr(0, host.find_first_of(":/"));
  // Labels from the right: the first of more than three letters, or the one before an
  // ending of one or two short labels.
  size_t end = host.rfind('.');
  if (end == std::string_view::npos) return host;
  for (;;) {
    size_t dot = host.rfind('.', end - 1);
    bool last = end == 0 || dot == std::string_view::npos;
    std::string_view label = host.substr(last ? 0 : dot + 1, end - (last ? 0 : dot + 1));
    if (last || label.size() > 3) return label;
    end = dot;
    if (end == 0) return label;
  }
}

}  // namespace unspin
