// usage: make_stream_seeds FOLDER
//
// Writes seeds for fuzz_stream: small files of each compression, whole, doubled, cut, and
// with something behind them.

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.h"
#include "corpus/compressed_writer.h"

namespace {

using unspin::Compression;

std::string compress(Compression compression, std::string_view text) {
  std::string out;
  auto sink = [&](std::string_view bytes) {
    out += bytes;
    return unspin::Result<void>();
  };
  auto writer = unspin::make_compressed_writer(compression, sink);
  if (!writer->write(text) || !writer->finish()) return {};
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  auto write = [&](const std::string& name, std::string_view bytes) {
    return unspin::write_file(folder / name, bytes).has_value();
  };
  bool good = true;
  std::string zeros(5000, '\0');
  const std::pair<Compression, std::string> kinds[] = {{Compression::kGzip, "gzip"},
                                                       {Compression::kZstd, "zstd"},
                                                       {Compression::kBzip2, "bzip2"},
                                                       {Compression::kXz, "xz"}};
  for (const auto& [compression, name] : kinds) {
    std::string file = compress(compression, "Some text, and some text again.\n");
    std::string padded = file;
    padded.append(20, '\0').append(file).append("garbage");
    good = good && write(name, file) && write(name + "_twice", file + file) &&
           write(name + "_cut", file.substr(0, file.size() * 2 / 3)) &&
           write(name + "_padded", padded) &&
           write(name + "_zeros", compress(compression, zeros)) &&
           write(name + "_empty", compress(compression, ""));
  }
  std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  good = good && write("zstd_skippable", skippable + compress(Compression::kZstd, "x"));
  return good && write("whole", "plain text") ? 0 : 1;
}
