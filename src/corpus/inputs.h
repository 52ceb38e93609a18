// Here is what the user named, give me the files.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "unspin/error.h"

namespace unspin {

// One file to read. `path` is "-" for standard input. Ids and messages show `path`.
struct InputFile {
  std::string path;
  uint64_t bytes = 0;  // on disk, for progress; 0 when unknown
};

// The files that `inputs` name: a file is itself, a folder everything below it, a
// pattern (* ? [..] **) what it matches, "-" standard input. Sorted by path within each
// input, each file once. Hidden files and folders below a folder are left out; a link
// to a folder that is being walked already is not followed twice.
//
// What cannot be read or matches nothing goes to `on_error`, a line each, and the rest
// is returned.
std::vector<InputFile> expand_inputs(const std::vector<std::string>& inputs,
                                     const std::function<void(Error)>& on_error);

}  // namespace unspin
