// This file decides where everything goes, and refuses before hours of work what could
// not end well.
//
// A copy has the path of its input relative to the innermost folder that holds all
// inputs. Made absolute, different paths stay different, and none of them has a ".." any
// more; so no two copies meet and none leaves the folder. An output is never an input:
// not by name, not by a link, and it does not land in a folder that is read, where the
// next run would take it for one.
//
// Everything is written into a scratch folder on the same disk, and renamed when all of
// it is there.

#include "engine/dedup_paths.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kScratchName = ".unspin-dedup";
constexpr const char* kRemovedName = "removed.jsonl";
constexpr const char* kKeptName = "kept.jsonl";

tl::unexpected<Error> refuse(const fs::path& path, std::string_view why) {
  return fail(Code::kBadArgument, fmt::format("{}: {}", path.string(), why));
}

tl::unexpected<Error> cannot_write(const fs::path& path, const std::error_code& error) {
  return fail(Code::kUnwritable,
              fmt::format("{}: cannot write: {}", path.string(), error.message()));
}

// Without a slash at its end, ".", and "..": as it is written, links not followed.
fs::path absolute_of(const fs::path& path) {
  std::error_code error;
  fs::path absolute = fs::absolute(path, error).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

// With links followed, as far as it exists.
fs::path real_of(const fs::path& path) {
  std::error_code error;
  fs::path real = fs::weakly_canonical(path, error);
  return error ? absolute_of(path) : real;
}

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

// The innermost folder that the input names for certain: itself, a file's folder, what
// stands before the first star of a pattern.
fs::path base_of(const std::string& input) {
  std::error_code error;
  if (fs::exists(input, error))
    return absolute_of(is_folder(input) ? fs::path(input) : fs::path(input) / "..");
  std::string fixed = input.substr(0, input.find_first_of("*?["));
  fixed.resize(fixed.find_last_of('/') == std::string::npos ? 0
                                                            : fixed.find_last_of('/'));
  return absolute_of(fixed.empty() && !input.starts_with('/') ? fs::path(".")
                                                              : fs::path(fixed + "/"));
}

fs::path common_folder(const std::vector<std::string>& inputs) {
  std::optional<fs::path> common;
  for (const std::string& input : inputs) {
    fs::path base = base_of(input);
    if (!common) common = base;
    fs::path shared;
    for (auto x = common->begin(), y = base.begin();
         x != common->end() && y != base.end() && *x == *y; ++x, ++y)
      shared /= *x;
    common = shared;
  }
  return common.value_or(fs::path());
}

Result<void> refuse_single_reading(const std::vector<InputFile>& files) {
  for (const InputFile& file : files) {
    if (file.path == "-")
      return refuse("standard input",
                    "dedup reads its inputs twice; save it as a file first");
    struct stat status = {};
    if (::stat(file.path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
      return refuse(file.path,
                    "is no regular file, and dedup reads its inputs twice; "
                    "save it as a file first");
  }
  return {};
}

}  // namespace

Result<FileStamp> stamp_of(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) {
    int error = errno;
    Code code = error == ENOENT || error == ENOTDIR ? Code::kNotFound : Code::kUnreadable;
    return fail(code, fmt::format("{}: cannot read: {}", path, std::strerror(error)));
  }
  return FileStamp{
      status.st_dev, status.st_ino, status.st_size,
      int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

DedupPaths::DedupPaths(DedupPaths&& other) noexcept
    : files_(std::move(other.files_)),
      removed_(std::move(other.removed_)),
      kept_(std::move(other.kept_)),
      single_(other.single_),
      scratch_(std::exchange(other.scratch_, {})),
      made_(std::exchange(other.made_, {})) {}

DedupPaths::~DedupPaths() {
  std::error_code ignored;
  if (!scratch_.empty()) fs::remove_all(scratch_, ignored);
  if (!made_.empty()) fs::remove(made_, ignored);  // only when it is empty
}

Result<DedupPaths> DedupPaths::plan(const std::vector<std::string>& inputs,
                                    const fs::path& out) {
  std::optional<Error> first_error;
  std::vector<InputFile> found = expand_inputs(inputs, [&](Error error) {
    if (!first_error) first_error = std::move(error);
  });
  if (found.empty()) {
    if (first_error) return tl::unexpected<Error>(*std::move(first_error));
    return fail(Code::kNotFound, "no files in the inputs");
  }
  if (auto fine = refuse_single_reading(found); !fine)
    return tl::unexpected<Error>(std::move(fine).error());

  DedupPaths paths;
  for (const InputFile& file : found) {
    UNSPIN_TRY(FileStamp stamp, stamp_of(file.path));
    paths.files_.push_back({file.path, stamp, {}, {}});
  }
  if (auto placed = paths.place_files(inputs, out); !placed)
    return tl::unexpected<Error>(std::move(placed).error());
  if (auto made = paths.make_scratch(out); !made)
    return tl::unexpected<Error>(std::move(made).error());
  return paths;
}

Result<void> DedupPaths::place_files(const std::vector<std::string>& inputs,
                                     const fs::path& out) {
  if (out.empty()) return fail(Code::kBadArgument, "--out: names no file or folder");
  std::error_code error;
  bool one_file = inputs.size() == 1 && fs::is_regular_file(inputs[0], error);
  single_ = one_file && out.has_filename() && !is_folder(out);
  if (!single_ && fs::exists(out, error) && !is_folder(out))
    return refuse(out,
                  "is a file; what has several inputs, or a folder, goes to a folder");

  fs::path real_out = real_of(out);
  std::set<fs::path> inputs_real;
  for (const DedupFile& file : files_) inputs_real.insert(real_of(file.from));
  for (const std::string& input : inputs)
    if (!single_ && is_folder(input) && is_below(real_out, real_of(input)))
      return refuse(out, "lies in the input " + input + "; name a folder outside of it");

  fs::path base = one_file ? base_of(inputs[0]) : common_folder(inputs);
  auto beside = [&](const char* name) {
    return single_ ? fs::path(out.string() + "." + name) : out / name;
  };
  removed_.to = beside(kRemovedName);
  kept_.to = beside(kKeptName);
  std::set<fs::path> taken;
  for (DedupFile& file : files_) {
    fs::path relative = absolute_of(file.from).lexically_relative(base);
    file.to = single_ ? out : out / relative;
    if (inputs_real.contains(real_of(file.to)))
      return refuse(file.to, "is an input, and would be overwritten; name another --out");
    if (!taken.insert(file.to).second)
      return refuse(file.to, "two inputs would go there; name them without \"..\"");
    if (file.to == removed_.to || file.to == kept_.to ||
        (!single_ && relative.begin()->string() == kScratchName))
      return refuse(file.from,
                    "its copy would have the name of a file of our own; "
                    "rename it");
  }
  for (const DedupFile* own : {&removed_, &kept_})
    if (inputs_real.contains(real_of(own->to)))
      return refuse(own->to, "is an input, and would be overwritten; name another --out");
  return {};
}

Result<void> DedupPaths::make_scratch(const fs::path& out) {
  std::error_code error;
  if (!single_ && !is_folder(out)) {
    fs::create_directories(out, error);
    if (error) return cannot_write(out, error);
    made_ = out;
  }
  fs::path folder = single_ ? out.parent_path() : out;
  fs::path scratch =
      folder / (single_ ? "." + out.filename().string() + kScratchName : kScratchName);
  fs::remove_all(scratch, error);  // of a run that was killed
  if (!fs::create_directory(scratch, error)) return cannot_write(out, error);
  scratch_ = scratch;
  fs::create_directory(this->scratch(), error);
  if (error) return cannot_write(out, error);
  for (size_t i = 0; i < files_.size(); ++i)
    files_[i].staged = scratch_ / fmt::format("file-{}", i);
  removed_.staged = scratch_ / kRemovedName;
  kept_.staged = scratch_ / kKeptName;
  return {};
}

Result<void> DedupPaths::check_unchanged(const DedupFile& file) {
  UNSPIN_TRY(FileStamp now, stamp_of(file.from));
  if (now == file.stamp) return {};
  return fail(Code::kUnreadable,
              fmt::format("{}: was changed while it was read; run again", file.from));
}

Result<void> DedupPaths::publish(const std::function<bool(size_t file)>& wanted) const {
  std::error_code error;
  auto place = [&](const DedupFile& file) -> Result<void> {
    if (file.to.has_parent_path()) fs::create_directories(file.to.parent_path(), error);
    if (!error) fs::rename(file.staged, file.to, error);
    if (error) return cannot_write(file.to, error);
    return {};
  };
  for (size_t i = 0; i < files_.size(); ++i) {
    if (!wanted(i)) continue;
    if (fs::exists(files_[i].staged, error)) {
      if (auto placed = place(files_[i]); !placed) return placed;
    } else {
      fs::remove(files_[i].to, error);
    }
  }
  for (const DedupFile* own : {&kept_, &removed_})
    if (auto placed = place(*own); !placed) return placed;
  return {};
}

}  // namespace unspin
