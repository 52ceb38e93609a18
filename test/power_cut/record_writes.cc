// Writes down, in order, what a program does to the files below a folder, so that states
// after a power cut can be made of it (states.py).
//
//   POWER_ROOT=FOLDER POWER_LOG=FILE LD_PRELOAD=librecord_writes.so PROGRAM...
//
// Loaded before the C library, it stands in for its calls. Each one and its line in the
// log are one step, under a lock, so the log's order is the disk's. Files are known by
// their inode, for names change. A line, and behind W as many bytes as it says:
//
//   C inode path     made            T inode bytes           cut to this length
//   W inode at n     written         S inode                 synced
//   M path           folder made     D path                  folder synced
//   R from TAB to    renamed         U path                  removed
//
// What RocksDB and unspin do not call, it does not know.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>

namespace {

constexpr size_t kMostFiles = 4096;

enum class Kind : uint8_t { kOther, kFile, kFolder };

struct Opened {
  Kind kind = Kind::kOther;
  uint64_t inode = 0;
  bool appends = false;
  std::string path;
};

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

struct Recorder {
  std::recursive_mutex mutex;
  std::string root;
  int log = -1;
  std::array<Opened, kMostFiles> opened;

  Recorder() {
    const char* folder = std::getenv("POWER_ROOT");
    const char* file = std::getenv("POWER_LOG");
    if (!folder || !file) return;
    root = folder;
    log = next<int(const char*, int, ...)>("open")(
        file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }

  bool has(std::string_view path) const {
    return log >= 0 && path.starts_with(root) &&
           (path.size() == root.size() || path[root.size()] == '/');
  }

  // One write, so that lines of several processes do not mix.
  void note(const std::string& line, const void* bytes = nullptr, size_t n = 0) const {
    iovec parts[] = {{const_cast<char*>(line.data()), line.size()},
                     {const_cast<void*>(bytes), n}};
    if (::writev(log, parts, 2) != static_cast<ssize_t>(line.size() + n)) std::abort();
  }

  Opened* of(int fd) {
    bool known = fd >= 0 && static_cast<size_t>(fd) < kMostFiles;
    return known && opened[static_cast<size_t>(fd)].kind != Kind::kOther
               ? &opened[static_cast<size_t>(fd)]
               : nullptr;
  }
};

// Never destroyed: files are closed at exit.
Recorder& recorder() {
  static auto* the = new Recorder;
  return *the;
}

// Absolute, though the file need not be there.
std::string absolute(const char* path) {
  if (path[0] == '/') return path;
  std::array<char, 4096> folder{};
  if (!::getcwd(folder.data(), folder.size())) return path;
  return std::string(folder.data()) + '/' + path;
}

std::string number(uint64_t value) { return std::to_string(value); }

int open_recorded(const char* name, int flags, mode_t mode) {
  auto* real = next<int(const char*, int, ...)>("open");
  Recorder& the = recorder();
  std::string path = absolute(name);
  if (!the.has(path)) return real(name, flags, mode);
  std::lock_guard lock(the.mutex);
  bool was_there = ::access(name, F_OK) == 0;
  int fd = real(name, flags, mode);
  if (fd < 0) return fd;
  if (static_cast<size_t>(fd) >= kMostFiles) std::abort();
  struct stat status{};
  if (::fstat(fd, &status) != 0) std::abort();
  Opened& opened = the.opened[static_cast<size_t>(fd)];
  opened = {S_ISDIR(status.st_mode) ? Kind::kFolder : Kind::kFile, status.st_ino,
            (flags & O_APPEND) != 0, path};
  if (!was_there)
    the.note("C " + number(opened.inode) + ' ' + path + '\n');
  else if (flags & O_TRUNC)
    the.note("T " + number(opened.inode) + " 0\n");
  return fd;
}

// Whatever writes: `at` < 0 means where the file stands.
template <typename Write>
ssize_t write_recorded(int fd, const void* bytes, off_t at, const Write& write) {
  Recorder& the = recorder();
  std::lock_guard lock(the.mutex);
  Opened* file = the.of(fd);
  if (!file) return write();
  if (at < 0) at = ::lseek(fd, 0, file->appends ? SEEK_END : SEEK_CUR);
  ssize_t n = write();
  if (n > 0)
    the.note("W " + number(file->inode) + ' ' + number(static_cast<uint64_t>(at)) + ' ' +
                 number(static_cast<uint64_t>(n)) + '\n',
             bytes, static_cast<size_t>(n));
  return n;
}

int sync_recorded(int fd, const char* call) {
  auto* real = next<int(int)>(call);
  Recorder& the = recorder();
  std::lock_guard lock(the.mutex);
  int result = real(fd);
  Opened* file = the.of(fd);
  if (file && result == 0)
    the.note(file->kind == Kind::kFolder ? "D " + file->path + '\n'
                                         : "S " + number(file->inode) + '\n');
  return result;
}

// A call that changes names, and its line when it has worked.
template <typename Change>
int change_recorded(const char* name, const std::string& line, const Change& change) {
  Recorder& the = recorder();
  std::lock_guard lock(the.mutex);
  int result = change();
  if (result == 0 && the.has(absolute(name))) the.note(line);
  return result;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_recorded(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_recorded(path, flags, mode);
}

int close(int fd) {
  Recorder& the = recorder();
  std::lock_guard lock(the.mutex);
  if (Opened* file = the.of(fd)) *file = {};
  return next<int(int)>("close")(fd);
}

ssize_t write(int fd, const void* bytes, size_t n) {
  return write_recorded(fd, bytes, -1, [&] {
    return next<ssize_t(int, const void*, size_t)>("write")(fd, bytes, n);
  });
}

ssize_t pwrite(int fd, const void* bytes, size_t n, off_t at) {
  return write_recorded(fd, bytes, at, [&] {
    return next<ssize_t(int, const void*, size_t, off_t)>("pwrite")(fd, bytes, n, at);
  });
}

ssize_t pwrite64(int fd, const void* bytes, size_t n, off_t at) {
  return pwrite(fd, bytes, n, at);
}

int ftruncate(int fd, off_t bytes) {
  Recorder& the = recorder();
  std::lock_guard lock(the.mutex);
  int result = next<int(int, off_t)>("ftruncate")(fd, bytes);
  if (Opened* file = the.of(fd); file && result == 0)
    the.note("T " + number(file->inode) + ' ' + number(static_cast<uint64_t>(bytes)) +
             '\n');
  return result;
}

int ftruncate64(int fd, off_t bytes) { return ftruncate(fd, bytes); }

int fsync(int fd) { return sync_recorded(fd, "fsync"); }
int fdatasync(int fd) { return sync_recorded(fd, "fdatasync"); }

int rename(const char* from, const char* to) {
  return change_recorded(to, "R " + absolute(from) + '\t' + absolute(to) + '\n', [&] {
    return next<int(const char*, const char*)>("rename")(from, to);
  });
}

int unlink(const char* path) {
  return change_recorded(path, "U " + absolute(path) + '\n',
                         [&] { return next<int(const char*)>("unlink")(path); });
}

int remove(const char* path) {
  return change_recorded(path, "U " + absolute(path) + '\n',
                         [&] { return next<int(const char*)>("remove")(path); });
}

int mkdir(const char* path, mode_t mode) {
  return change_recorded(path, "M " + absolute(path) + '\n', [&] {
    return next<int(const char*, mode_t)>("mkdir")(path, mode);
  });
}
}
