// Is this text a table?
#pragma once

#include <optional>
#include <string_view>

#include "corpus/kind.h"

namespace unspin {

// kCsv or kTsv when `head` is the beginning of a table; `named` is what the file's name
// says, if it says anything.
std::optional<Kind> kind_of_table(std::string_view head, std::optional<Kind> named);

}  // namespace unspin
