// usage: make_lexicon_seeds FOLDER
//
// Writes seeds for fuzz_lexicon: a small lexicon of invented sources, and what is left
// of it when it is cut. Made at build time, because each version of the format has its
// own.

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.h"
#include "lexicon/build.h"
#include "lexicon/layout.h"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kThesaurus =
    "UTF-8\n"
    "ship|2\n(noun)|vessel|craft (generic term)\n(verb)|send|transport (generic term)\n"
    "vessel|1\n(noun)|ship|craft (generic term)\n"
    "red carpet|1\n(noun)|welcome\n"
    "rise|1\n(verb)|climb|fall (antonym)\n"
    "fall|1\n(verb)|drop|rise (antonym)\n";

constexpr std::string_view kCounts =
    "unspin-counts 1\nlanguage en\ndocuments 3\nwords 900\n"
    "the\t60\nred\t9\ncarpet\t5\nship\t7\nvessel\t4\nrise\t3\nfall\t8\n"
    "red carpet\t5\nthe ship\t6\nthe fall\t4\n";

// A zstd frame of one stored block. Requires: fewer than 256 bytes.
std::string stored(std::string_view bytes) {
  auto size = static_cast<char>(bytes.size());
  std::string frame = "\x28\xb5\x2f\xfd\x20";  // one segment, its size in one byte
  frame += size;
  auto block = static_cast<unsigned>(bytes.size() << 3 | 1);  // the last, stored
  for (int shift : {0, 8, 16}) frame += static_cast<char>(block >> shift & 0xff);
  return frame.append(bytes);
}

bool write_seeds(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  unspin::LexiconSources sources;
  sources.thesauri = {folder / "thesaurus.dat"};
  sources.counts = folder / "counts.zst";
  if (!unspin::write_file(sources.thesauri[0], kThesaurus) ||
      !unspin::write_file(sources.counts, stored(kCounts)))
    return false;
  auto built = unspin::build_lexicon(sources, folder / "whole");
  if (!built) {
    std::fprintf(stderr, "%s\n", built.error().message.c_str());
    return false;
  }
  fs::remove(sources.thesauri[0], error);
  fs::remove(sources.counts, error);
  auto whole = unspin::read_file(folder / "whole", size_t{1} << 20);
  if (!whole) return false;
  std::string_view bytes(*whole);
  return unspin::write_file(folder / "header",
                            bytes.substr(0, sizeof(unspin::layout::Header))) &&
         unspin::write_file(folder / "half", bytes.substr(0, bytes.size() / 2)) &&
         unspin::write_file(folder / "stub", bytes.substr(0, 20));
}

}  // namespace

int main(int argc, char** argv) { return argc == 2 && write_seeds(argv[1]) ? 0 : 1; }
