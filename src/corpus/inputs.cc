// Folders are walked with a list of what is left to do, not by recursion, and links to
// folders after everything else: a file is then known by the path that leads to it
// straight, and a link is followed only where it leads to something new.

#include "corpus/inputs.h"

#include <dirent.h>
#include <fmt/format.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

namespace unspin {
namespace {

// What a file is, whatever it is called.
using Identity = std::pair<dev_t, ino_t>;

Identity identity(const struct stat& status) { return {status.st_dev, status.st_ino}; }

std::string join(const std::string& folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", name);
}

class Expansion {
 public:
  explicit Expansion(const std::function<void(Error)>& on_error) : on_error_(on_error) {}

  void add(const std::string& input) {
    if (input == "-") {
      if (!std::exchange(stdin_named_, true)) files_.push_back({"-", 0});
      return;
    }
    struct stat status = {};
    if (::stat(input.c_str(), &status) == 0) {
      add_existing(input, status);
    } else if (errno == ENOENT && input.find_first_of("*?[") != input.npos) {
      add_pattern(input);
    } else {
      report(input, errno);
    }
    settle();
  }

  std::vector<InputFile> take() { return std::move(files_); }

 private:
  struct Found {
    InputFile file;
    Identity identity;
    bool one_name = true;       // it has no hard links
    bool through_link = false;  // its path has a symbolic link in it
  };

  struct Folder {
    std::string path;
    Identity identity;
    bool through_link = false;
  };

  void report(const std::string& path, int error) {
    Code code = error == ENOENT || error == ENOTDIR ? Code::kNotFound : Code::kUnreadable;
    on_error_({code, fmt::format("{}: cannot read: {}", path, std::strerror(error))});
  }

  void add_existing(const std::string& path, const struct stat& status) {
    if (S_ISDIR(status.st_mode)) {
      walk(path, status);
    } else {
      add_file(path, status, false);
    }
  }

  void add_file(const std::string& path, const struct stat& status, bool through_link) {
    uint64_t bytes = S_ISREG(status.st_mode) ? static_cast<uint64_t>(status.st_size) : 0;
    found_.push_back(
        {{path, bytes}, identity(status), status.st_nlink == 1, through_link});
  }

  // What lies in `folder`, sorted; hidden names where they are asked for.
  std::vector<std::string> list(const std::string& folder, bool hidden = false) {
    std::string path = folder.empty() ? "." : folder;
    std::vector<std::string> names;
    std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(path.c_str()), ::closedir);
    if (!open) {
      report(path, errno);
      return names;
    }
    while (const dirent* entry = ::readdir(open.get())) {
      std::string_view name = entry->d_name;
      if (name.starts_with('.') && (!hidden || name == "." || name == "..")) continue;
      names.emplace_back(name);
    }
    std::ranges::sort(names);
    return names;
  }

  // Every file below `top`.
  void walk(const std::string& top, const struct stat& top_status) {
    std::set<Identity> visited;
    std::deque<Folder> folders{{top, identity(top_status), false}};
    std::deque<Folder> links;
    while (!folders.empty() || !links.empty()) {
      std::deque<Folder>& next = folders.empty() ? links : folders;
      Folder folder = std::move(next.front());
      next.pop_front();
      if (!visited.insert(folder.identity).second) continue;
      for (const std::string& name : list(folder.path))
        add_entry(folder, name, folders, links);
    }
  }

  void add_entry(const Folder& folder, const std::string& name,
                 std::deque<Folder>& folders, std::deque<Folder>& links) {
    std::string path = join(folder.path, name);
    struct stat status = {};
    struct stat target = {};
    if (::lstat(path.c_str(), &status) != 0 || ::stat(path.c_str(), &target) != 0)
      return report(path, errno);
    bool link = S_ISLNK(status.st_mode);
    bool through_link = folder.through_link || link;
    if (S_ISDIR(target.st_mode)) {
      (link ? links : folders).push_back({path, identity(target), through_link});
    } else if (S_ISREG(target.st_mode)) {
      add_file(path, target, through_link);
    } else {
      on_error_({Code::kUnreadable, fmt::format("{}: is no regular file", path)});
    }
  }

  // A pattern is matched part by part, folder by folder.
  struct Place {
    std::string path;
    size_t part = 0;
  };

  void add_pattern(const std::string& pattern) {
    std::vector<std::string> parts = split(pattern);
    std::set<std::pair<Identity, size_t>> visited;
    std::deque<Place> places{{pattern.starts_with('/') ? "/" : "", 0}};
    size_t before = found_.size();
    while (!places.empty()) {
      Place place = std::move(places.front());
      places.pop_front();
      const std::string& part = parts[place.part];
      bool last = place.part + 1 == parts.size();
      for (std::string& path : matches(place.path, part, last)) {
        struct stat status = {};
        if (::stat(path.empty() ? "." : path.c_str(), &status) != 0) continue;
        bool folder = S_ISDIR(status.st_mode);
        if (part == "**" && folder && path != place.path) {
          // Any number of folders more, each seen once.
          if (visited.insert({identity(status), place.part}).second)
            places.push_back({std::move(path), place.part});
        } else if (last) {
          add_existing(path, status);
        } else if (folder) {
          places.push_back({std::move(path), place.part + 1});
        }
      }
    }
    if (found_.size() == before)
      on_error_({Code::kNotFound, fmt::format("{}: matches nothing", pattern)});
  }

  // What `part` stands for in `folder`; of "**" that is the folder itself (which
  // is all, when the pattern ends there) and what lies in it.
  std::vector<std::string> matches(const std::string& folder, const std::string& part,
                                   bool last) {
    std::vector<std::string> paths;
    if (part.find_first_of("*?[\\") == part.npos) {
      paths.push_back(join(folder, part));
      return paths;
    }
    if (part == "**") paths.push_back(folder);
    if (part == "**" && last) return paths;
    for (const std::string& name : list(folder, part.starts_with('.')))
      if (::fnmatch(part.c_str(), name.c_str(), 0) == 0)
        paths.push_back(join(folder, name));
    return paths;
  }

  static std::vector<std::string> split(std::string_view pattern) {
    std::vector<std::string> parts;
    while (!pattern.empty()) {
      size_t end = std::min(pattern.find('/'), pattern.size());
      if (end > 0) parts.emplace_back(pattern.substr(0, end));
      pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return parts;
  }

  // Ends an input: what it named is sorted and, where it is new, goes to the files. Of a
  // file's several paths the one without links is taken.
  void settle() {
    std::ranges::sort(found_, {}, [](const Found& found) {
      return std::tie(found.through_link, found.file.path);
    });
    size_t begin = files_.size();
    for (Found& found : found_)
      if (is_new(found)) files_.push_back(std::move(found.file));
    std::sort(files_.begin() + static_cast<ptrdiff_t>(begin), files_.end(),
              [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
    found_.clear();
  }

  // Hard links are files of their own: only the same path, links resolved, is the same
  // file then.
  bool is_new(const Found& found) {
    bool first = seen_.insert(found.identity).second;
    if (found.one_name) return first;
    std::error_code error;
    auto path = std::filesystem::weakly_canonical(found.file.path, error);
    return seen_paths_.insert(error ? found.file.path : path.string()).second;
  }

  const std::function<void(Error)>& on_error_;
  std::vector<Found> found_;
  std::vector<InputFile> files_;
  std::set<Identity> seen_;
  std::set<std::string> seen_paths_;
  bool stdin_named_ = false;
};

}  // namespace

std::vector<InputFile> expand_inputs(const std::vector<std::string>& inputs,
                                     const std::function<void(Error)>& on_error) {
  Expansion expansion(on_error);
  for (const std::string& input : inputs) expansion.add(input);
  return expansion.take();
}

}  // namespace unspin
