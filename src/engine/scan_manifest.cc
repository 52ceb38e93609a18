// The manifest is a text of lines, so that a person can see what a folder belongs to:
// settings as "name = value", then the files as "size time path", then a hash of it all.

#include "engine/scan_manifest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>

#include "base/file.h"
#include "base/hash.h"
#include "engine/batches.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHead = "unspin-scan 1\n";
constexpr std::string_view kFiles = "files\n";
constexpr size_t kHashBytes = 17;
constexpr size_t kMaxBytes = size_t{4} << 30;

std::string escape(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\') {
      out += "\\\\";
    } else {
      out += c;
    }
  }
  return out;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      out += text[++i] == 'n' ? '\n' : text[i];
    } else {
      out += text[i];
    }
  }
  return out;
}

// Takes the next line off `text`, without its end.
std::string_view take_line(std::string_view& text) {
  size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

template <typename Number>
bool take_number(std::string_view& text, Number& number) {
  auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop == text.data() + text.size() || *stop != ' ')
    return false;
  text.remove_prefix(static_cast<size_t>(stop - text.data()) + 1);
  return true;
}

tl::unexpected<Error> fail_damaged() {
  return fail(Code::kCorrupt, "the notes of the run to resume are damaged");
}

tl::unexpected<Error> fail_differs(const std::string& what) {
  return fail(Code::kBadArgument, "cannot resume: " + what);
}

std::string names(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ","));
}

ScanManifest::File file_of(const InputFile& input) {
  ScanManifest::File file{.path = input.path, .bytes = input.bytes};
  struct stat status = {};
  if (input.path == "-" || ::stat(input.path.c_str(), &status) != 0 ||
      !S_ISREG(status.st_mode))
    return file;
  file.bytes = static_cast<uint64_t>(status.st_size);
  file.changed_ns =
      int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return file;
}

std::vector<ScanManifest::File> by_path(std::vector<ScanManifest::File> files) {
  std::ranges::sort(files, {}, &ScanManifest::File::path);
  return files;
}

}  // namespace

ScanManifest describe_scan(const Inputs& inputs, const ScanOptions& options,
                           const Comparer& comparer) {
  ScanManifest manifest;
  const ReadOptions& reading = options.reading;
  const FieldNames& fields = reading.fields;
  const ReadLimits& limits = reading.limits;
  manifest.settings = {
      {"unspin", UNSPIN_VERSION},
      {"preset", fmt::format("{}", static_cast<int>(options.preset))},
      {"reach", fmt::format("{}", static_cast<int>(options.reach))},
      {"lexicon", fmt::format("{:016x}", comparer.lexicon_checksum())},
      {"text fields", names(fields.text)},
      {"id fields", names(fields.id)},
      {"title fields", names(fields.title)},
      {"author fields", names(fields.author)},
      {"date fields", names(fields.date)},
      {"publisher fields", names(fields.publisher)},
      {"url fields", names(fields.url)},
      {"language fields", names(fields.language)},
      {"longest record", fmt::format("{}", limits.max_record_bytes)},
      {"most compression", fmt::format("{}", limits.max_ratio)},
      {"memory of decoders", fmt::format("{}", limits.max_decoder_bytes)},
      {"longest file", fmt::format("{}", limits.max_file_bytes)},
      {"detecting languages", fmt::format("{}", reading.detect_language)},
      {"finding furniture", fmt::format("{}", reading.find_furniture)},
      {"shortest passage", fmt::format("{}", options.comparing.min_passage_bytes)},
      {"collection size", fmt::format("{}", options.comparing.collection_size)},
  };
  for (const InputFile& file : inputs.files) manifest.files.push_back(file_of(file));
  return manifest;
}

std::string to_text(const ScanManifest& manifest) {
  std::string text(kHead);
  for (const auto& [name, value] : manifest.settings)
    text += fmt::format("{} = {}\n", name, escape(value));
  text += kFiles;
  for (const ScanManifest::File& file : manifest.files)
    text += fmt::format("{} {} {}\n", file.bytes, file.changed_ns, escape(file.path));
  return text + fmt::format("{:016x}\n", hash_bytes(text));
}

Result<ScanManifest> parse_scan_manifest(std::string_view text) {
  if (text.size() < kHead.size() + kHashBytes) return fail_damaged();
  std::string_view body = text.substr(0, text.size() - kHashBytes);
  if (text.substr(body.size()) != fmt::format("{:016x}\n", hash_bytes(body)))
    return fail_damaged();
  if (!body.starts_with(kHead)) return fail_damaged();
  body.remove_prefix(kHead.size());

  ScanManifest manifest;
  while (!body.empty() && !body.starts_with(kFiles)) {
    std::string_view line = take_line(body);
    size_t middle = line.find(" = ");
    if (middle == line.npos) return fail_damaged();
    manifest.settings.emplace_back(line.substr(0, middle),
                                   unescape(line.substr(middle + 3)));
  }
  if (body.empty()) return fail_damaged();
  take_line(body);
  while (!body.empty()) {
    std::string_view line = take_line(body);
    ScanManifest::File file;
    if (!take_number(line, file.bytes) || !take_number(line, file.changed_ns))
      return fail_damaged();
    file.path = unescape(line);
    manifest.files.push_back(std::move(file));
  }
  return manifest;
}

Result<void> check_same_scan(const ScanManifest& before, const ScanManifest& now) {
  for (size_t i = 0; i < std::max(before.settings.size(), now.settings.size()); ++i) {
    if (i >= before.settings.size() || i >= now.settings.size() ||
        before.settings[i].first != now.settings[i].first)
      return fail_differs("the run was begun by another version of unspin");
    if (before.settings[i] != now.settings[i])
      return fail_differs(fmt::format("'{}' was {} and is {}", now.settings[i].first,
                                      before.settings[i].second, now.settings[i].second));
  }
  if (before.files == now.files) return {};
  std::vector<ScanManifest::File> olds = by_path(before.files);
  std::vector<ScanManifest::File> givens = by_path(now.files);
  auto old = olds.begin();
  auto given = givens.begin();
  while (old != olds.end() || given != givens.end()) {
    if (given == givens.end() || (old != olds.end() && old->path < given->path))
      return fail_differs(fmt::format("{} was among the inputs and is not", old->path));
    if (old == olds.end() || given->path < old->path)
      return fail_differs(fmt::format("{} was not among the inputs and is", given->path));
    if (*old != *given)
      return fail_differs(fmt::format("{} has changed since", given->path));
    ++old;
    ++given;
  }
  return fail_differs("the inputs were given in another order");
}

Result<void> agree_on_scan(const fs::path& folder, const ScanManifest& now) {
  fs::path path = folder / kScanManifest;
  auto text = read_file(path, kMaxBytes);
  if (!text && text.error().code == Code::kNotFound)
    return write_file(path, to_text(now));
  if (!text) return tl::unexpected<Error>(std::move(text).error());
  auto before = parse_scan_manifest(*text);
  auto same = before ? check_same_scan(*before, now)
                     : Result<void>(tl::unexpected<Error>(std::move(before).error()));
  if (!same)
    return fail(same.error().code, fmt::format("{}: {}; start again without --resume",
                                               folder.string(), same.error().message));
  return {};
}

}  // namespace unspin
