#include "engine/own_lexicon.h"

#include <dlfcn.h>

#include <system_error>

namespace unspin {
namespace {

// The program or shared library that this code was linked into.
std::filesystem::path own_path() {
  Dl_info info = {};
  if (::dladdr(reinterpret_cast<const void*>(&own_path), &info) == 0 || !info.dli_fname)
    return {};
  std::error_code ignored;
  std::filesystem::path path = std::filesystem::canonical(info.dli_fname, ignored);
  return ignored ? std::filesystem::canonical("/proc/self/exe", ignored) : path;
}

}  // namespace

Result<Lexicon> open_lexicon(const std::filesystem::path& path) {
  if (path == "none") return Lexicon();
  if (!path.empty()) return Lexicon::open(path);
  UNSPIN_TRY(std::filesystem::path found, find_lexicon(own_path(), "en"));
  return Lexicon::open(found);
}

}  // namespace unspin
