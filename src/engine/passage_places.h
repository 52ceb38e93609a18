// Where the passages of a match are, in few bytes: kept beside its line on scratch disk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "unspin/error.h"
#include "unspin/match.h"

namespace unspin {

struct PassagePlace {
  ByteSpan a;
  ByteSpan b;
};

std::string pack_places(const Match& match);

// Errors: kCorrupt.
Result<std::vector<PassagePlace>> unpack_places(std::string_view packed);

}  // namespace unspin
