// Reads the metadata of any page; the first line is its address. What is found is one
// clean line, and a date is a date.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/metadata.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  size_t end = std::min(input.find('\n'), input.size());
  unspin::Result<unspin::Dom> page = unspin::Dom::parse(input.substr(end));
  if (!page) return 0;
  unspin::Metadata found = unspin::find_metadata(*page, input.substr(0, end));
  for (const auto& field : {found.title, found.author, found.published, found.publisher,
                            found.canonical_url, found.language})
    require(!field ||
            (!field->empty() && field->find_first_of("\n\r\t") == std::string::npos));
  if (found.published) {
    const std::string& day = *found.published;
    require(day.size() >= 10 && day[4] == '-' && day[7] == '-');
    require(day.size() == 10 || day[10] == 'T');
  }
  if (found.language) require(found.language->size() == 2);
  if (found.canonical_url) require(found.canonical_url->starts_with("http"));
  return 0;
}
