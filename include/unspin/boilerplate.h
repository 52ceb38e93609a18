// What sites repeat around their articles: told apart from copies by a scan.
//
// The JSON object "unspin.boilerplate/1" is this struct, field by field; docs/json.md
// describes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace unspin {

// A text that stands on many documents of one site and hardly elsewhere.
struct Boilerplate {
  // The host of their addresses, without "www.".
  std::string site;

  // How many of the site's documents were seen to have the part of it that most have.
  uint64_t documents = 0;

  // The passage that shows most of it; of a very long one, its beginning.
  std::string text;

  // Ids of some documents that have it; that of `text` first.
  std::vector<std::string> examples;
};

}  // namespace unspin
