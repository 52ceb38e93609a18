// extract/, inside: addresses of pages.
#pragma once

#include <string>
#include <string_view>

namespace unspin {

// `address` as an absolute one: as it stands, or as a link on the page at `base`. Empty
// when that gives no http(s) address.
std::string absolute_address(std::string_view address, std::string_view base);

// An address without what changes between two links to one page: scheme, "www.", query,
// fragment, a slash at the end.
std::string_view bare_address(std::string_view address);

// "example" of "https://news.example.co.uk/": what the site is called by its address.
std::string_view site_label(std::string_view address);

}  // namespace unspin
