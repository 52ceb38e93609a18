#include "join/manifest.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "base/file.h"
#include "base/hash.h"
#include "join/records.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHead = "unspin-join 1";
constexpr size_t kMaxBytes = size_t{1} << 20;

// Takes numbers off a text, each of them followed by one space or line end.
class NumberReader {
 public:
  explicit NumberReader(std::string_view text) : text_(text) {}

  uint64_t next() {
    uint64_t number = 0;
    const char* start = text_.data();
    const char* end = start + text_.size();
    auto [stop, error] = std::from_chars(start, end, number);
    if (error != std::errc() || stop == end || (*stop != ' ' && *stop != '\n')) {
      failed_ = true;
      return 0;
    }
    text_.remove_prefix(static_cast<size_t>(stop - start) + 1);
    return number;
  }

  uint32_t next32() {
    uint64_t number = next();
    if (number > UINT32_MAX) failed_ = true;
    return static_cast<uint32_t>(number);
  }

  bool whole() const { return !failed_ && text_.empty(); }

 private:
  std::string_view text_;
  bool failed_ = false;
};

bool is_plausible(const Manifest& manifest) {
  return manifest.stage <= JoinStage::kReady && manifest.joined <= kPartitions &&
         manifest.documents <= kMaxJoinDocuments;
}

tl::unexpected<Error> fail_damaged() {
  return fail(Code::kCorrupt, "manifest of the scratch folder is damaged");
}

}  // namespace

std::string to_text(const Manifest& manifest) {
  std::string text =
      fmt::format("{}\n{} {} {} {} {} {} {}\n", kHead, static_cast<int>(manifest.stage),
                  manifest.documents, manifest.cookie, manifest.features, manifest.max_df,
                  manifest.max_linked_df, manifest.joined);
  for (const auto* files : {&manifest.feature_files, &manifest.pair_files})
    for (const Extent& extent : *files)
      text += fmt::format("{} {}\n", extent.words, extent.sum);
  return text + fmt::format("{:016x}\n", hash_bytes(text));
}

Result<Manifest> parse_manifest(std::string_view text) {
  constexpr size_t kTail = 17;
  if (text.size() < kHead.size() + 1 + kTail) return fail_damaged();
  std::string_view body = text.substr(0, text.size() - kTail);
  if (text.substr(body.size()) != fmt::format("{:016x}\n", hash_bytes(body)))
    return fail_damaged();
  if (!body.starts_with(kHead) || body[kHead.size()] != '\n') return fail_damaged();

  NumberReader numbers(body.substr(kHead.size() + 1));
  Manifest manifest;
  uint64_t stage = numbers.next();
  manifest.stage = static_cast<JoinStage>(std::min<uint64_t>(stage, 255));
  manifest.documents = numbers.next32();
  manifest.cookie = numbers.next();
  manifest.features = numbers.next();
  manifest.max_df = numbers.next32();
  manifest.max_linked_df = numbers.next32();
  manifest.joined = numbers.next32();
  manifest.feature_files.resize(kPartitions + 1);
  manifest.pair_files.resize(kPartitions);
  for (auto* files : {&manifest.feature_files, &manifest.pair_files}) {
    for (Extent& extent : *files) {
      extent.words = numbers.next();
      extent.sum = numbers.next();
    }
  }
  if (!numbers.whole() || !is_plausible(manifest)) return fail_damaged();
  return manifest;
}

Result<void> write_manifest(const fs::path& folder, const Manifest& manifest) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(folder / "manifest"));
  if (auto written = file.write(to_text(manifest)); !written) return written;
  return file.finish_unsynced();
}

Result<Manifest> read_manifest(const fs::path& folder) {
  UNSPIN_TRY(std::string text, read_file(folder / "manifest", kMaxBytes));
  Result<Manifest> manifest = parse_manifest(text);
  if (!manifest)
    return fail(manifest.error().code,
                fmt::format("{}: {}; start again without resuming", folder.string(),
                            manifest.error().message));
  return manifest;
}

}  // namespace unspin
