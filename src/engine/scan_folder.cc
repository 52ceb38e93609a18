#include "engine/scan_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/scan_manifest.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

// What a killed run was about to give its name when it died.
bool is_unfinished(const fs::path& path) { return path.extension() == ".tmp"; }

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder, error); !error && it != fs::end(it);
       it.increment(error))
    files.push_back(it->path());
  return files;
}

}  // namespace

bool can_resume(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / kScanManifest, ignored);
}

Result<ScanFolder> ScanFolder::open(const fs::path& out, bool resume,
                                    const ScanObserver& observer) {
  fs::path path = out / ".scratch";
  std::error_code error;
  fs::create_directories(path, error);
  if (error)
    return fail(Code::kUnwritable,
                fmt::format("{}: cannot make: {}", path.string(), error.message()));
  int lock = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0)
    return fail(Code::kUnwritable,
                fmt::format("{}: cannot open: {}", path.string(), std::strerror(errno)));
  // Some network file systems lock nothing; then nobody guards, and nothing breaks.
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(lock);
    return fail(Code::kUnwritable,
                fmt::format("{}: another run works in this folder; wait for it or name "
                            "another",
                            out.string()));
  }
  bool left = can_resume(path);
  for (const fs::path& file : files_in(path))
    if (!resume || !left || is_unfinished(file)) fs::remove_all(file, error);
  ScanFolder folder(path, lock);
  if (observer.on_note && left && !resume)
    observer.on_note(fmt::format(
        "{}: removed what an unfinished run left there; --resume goes on with it",
        path.string()));
  if (observer.on_note && resume && !left)
    observer.on_note(
        fmt::format("{}: nothing to resume; starting from the beginning", out.string()));
  return folder;
}

ScanFolder::ScanFolder(ScanFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

ScanFolder::~ScanFolder() {
  if (lock_ < 0) return;
  if (!can_resume(path_)) remove();
  if (lock_ >= 0) ::close(lock_);
}

void ScanFolder::remove() {
  std::error_code ignored;
  // The manifest first: what is left when this is killed is nobody's.
  fs::remove(path_ / kScanManifest, ignored);
  fs::remove_all(path_, ignored);
  ::close(std::exchange(lock_, -1));
}

}  // namespace unspin
