#include "engine/checkpoint.h"

#include <fmt/format.h>

#include <cstring>
#include <string>
#include <utility>

#include "base/hash.h"

namespace unspin {
namespace {

constexpr std::string_view kMagic = "unspin-scan-stage-2\n";

// A part of no bytes has a hash of its own too, and so has each length.
uint64_t hash_part(std::string_view bytes) {
  return hash_bytes(bytes) + bytes.size() * 0x9e3779b97f4a7c15U;
}

}  // namespace

Result<CheckpointWriter> CheckpointWriter::create(const std::filesystem::path& path) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  if (auto written = file.write(kMagic); !written)
    return tl::unexpected<Error>(std::move(written).error());
  return CheckpointWriter(std::move(file));
}

Result<void> CheckpointWriter::put(std::string_view bytes) {
  uint64_t head[2] = {bytes.size(), hash_part(bytes)};
  if (auto written = file_.write({reinterpret_cast<const char*>(head), sizeof head});
      !written)
    return written;
  // A piece at a time: the file holds back what it is given.
  constexpr size_t kPiece = size_t{1} << 20;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kPiece, bytes.size())))
    if (auto written = file_.write(bytes.substr(0, kPiece)); !written) return written;
  return {};
}

Result<CheckpointReader> CheckpointReader::open(const std::filesystem::path& path) {
  std::error_code error;
  uint64_t bytes = std::filesystem::file_size(path, error);
  if (error)
    return fail(Code::kNotFound,
                fmt::format("{}: cannot read: {}", path.string(), error.message()));
  std::ifstream file(path, std::ios::binary);
  CheckpointReader reader(path, std::move(file), bytes);
  std::string magic(kMagic.size(), '\0');
  if (bytes < magic.size() ||
      !reader.file_.read(magic.data(), static_cast<std::streamsize>(magic.size())) ||
      magic != kMagic)
    return reader.damaged();
  reader.rest_ -= magic.size();
  return reader;
}

Result<std::string> CheckpointReader::take() {
  UNSPIN_TRY(std::vector<char> bytes, take_array<char>());
  return std::string(bytes.begin(), bytes.end());
}

Result<void> CheckpointReader::finish() {
  if (rest_ > 0) return damaged();
  return {};
}

tl::unexpected<Error> CheckpointReader::damaged() const {
  return fail(Code::kCorrupt,
              fmt::format("{}: damaged; start again without --resume", path_.string()));
}

Result<CheckpointReader::Head> CheckpointReader::take_head() {
  Head head;
  char bytes[sizeof head];
  if (rest_ < sizeof head || !file_.read(bytes, sizeof head)) return damaged();
  rest_ -= sizeof head;
  std::memcpy(&head, bytes, sizeof head);
  if (head.bytes > rest_) return damaged();
  rest_ -= head.bytes;
  return head;
}

Result<void> CheckpointReader::take_bytes(const Head& head, std::span<std::byte> bytes) {
  char* place = reinterpret_cast<char*>(bytes.data());
  if (!file_.read(place, static_cast<std::streamsize>(bytes.size()))) return damaged();
  if (hash_part({place, bytes.size()}) != head.hash) return damaged();
  return {};
}

}  // namespace unspin
