#include "base/site.h"

namespace unspin {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return lower;
}

}  // namespace

std::string site_of(std::string_view url) {
  size_t scheme = url.find("://");
  if (scheme > 5) return "";  // also when there is none
  std::string lower = lower_case(url.substr(0, scheme));
  if (lower != "http" && lower != "https") return "";
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#\\"));
  if (size_t at = host.rfind('@'); at != std::string_view::npos)
    host.remove_prefix(at + 1);
  std::string site = lower_case(host.substr(0, host.find(':')));
  return site.starts_with("www.") ? site.substr(4) : site;
}

}  // namespace unspin
