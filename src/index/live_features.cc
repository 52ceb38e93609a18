// Postings are not in the write-ahead log: they follow from the documents, which are. A
// writer gathers those of new documents in memory, writes them to a file when there are
// enough, and then, with one write to the store, makes the file count. What a kill takes
// away is made again from the documents that no file covers.
//
// Files are merged as logs are in an LSM tree, by the thread that writes them: a new file
// is small, and a run of small files becomes a larger one (choose_merge). Old files are
// unlinked once the store no longer names them; who has them mapped goes on reading.

#include "index/live_features.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <unordered_set>
#include <utility>

#include "base/file.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFilesKey = "files";
constexpr const char* kCommonKey = "common";

// A file that counts.
struct NamedFile {
  uint64_t serial = 0;
  std::shared_ptr<const PostingsFile> postings;
};

// The list of files in the store: the next serial number, then of each file its own.
struct FileList {
  uint64_t next_serial = 0;
  std::vector<uint64_t> serials;
};

std::string pack(const FileList& list) {
  std::string packed(8 * (list.serials.size() + 1), '\0');
  std::memcpy(packed.data(), &list.next_serial, 8);
  if (!list.serials.empty())
    std::memcpy(packed.data() + 8, list.serials.data(), packed.size() - 8);
  return packed;
}

Result<FileList> read_list(const Store& store) {
  FileList list;
  UNSPIN_TRY(std::optional<std::string> packed, store.get(Table::kState, kFilesKey));
  if (!packed) return list;
  if (packed->empty() || packed->size() % 8 != 0)
    return fail(Code::kCorrupt, "the list of postings files is damaged");
  std::memcpy(&list.next_serial, packed->data(), 8);
  list.serials.resize(packed->size() / 8 - 1);
  if (!list.serials.empty())
    std::memcpy(list.serials.data(), packed->data() + 8, packed->size() - 8);
  return list;
}

// Opens the files, which follow one another in their documents.
Result<std::vector<NamedFile>> open_files(const FileList& list, const fs::path& folder) {
  std::vector<NamedFile> files;
  for (uint64_t serial : list.serials) {
    fs::path path = folder / postings_name(serial);
    UNSPIN_TRY(std::shared_ptr<const PostingsFile> file, PostingsFile::open(path));
    if (!files.empty() && file->first_document() < files.back().postings->end_document())
      return fail(Code::kCorrupt, path.string() + ": not the file that it was");
    files.push_back({serial, std::move(file)});
  }
  return files;
}

PostingsFiles postings_of(std::span<const NamedFile> files) {
  PostingsFiles postings;
  for (const NamedFile& file : files) postings.push_back(file.postings);
  return postings;
}

}  // namespace

struct LiveFeatures::State {
  State(Store& the_store, LiveFeaturesOptions the_options)
      : store(&the_store), options(std::move(the_options)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (writing.valid()) writing.wait();
  }

  Store* store;
  LiveFeaturesOptions options;

  mutable std::shared_mutex mutex;  // of what follows
  std::vector<NamedFile> files;
  uint64_t next_serial = 0;
  std::shared_ptr<FreshFeatures> old;  // being written; or null
  std::shared_ptr<FreshFeatures> fresh;
  std::unordered_set<uint64_t> removed;
  std::shared_ptr<const CommonKeys> common = std::make_shared<CommonKeys>();
  FreshPostings spare;  // memory

  std::future<Result<void>> writing;  // used by the writer's thread only

  uint64_t end_of_files() const {
    return files.empty() ? 0 : files.back().postings->end_document();
  }

  Result<void> load();
  Result<void> load_removed();
  void remove_strangers();
  void start_writing();
  Result<void> write_old();
  Result<void> merge_while_it_pays();
  Result<void> merge(size_t begin, size_t end);
  Result<void> replace(size_t begin, size_t end, const NamedFile& by,
                       std::span<const uint64_t> forgotten,
                       std::span<const uint64_t> found_common);
  uint64_t take_serial() {
    std::unique_lock lock(mutex);
    return next_serial++;
  }
};

Result<void> LiveFeatures::State::load() {
  UNSPIN_TRY(FileList list, read_list(*store));
  UNSPIN_TRY(std::vector<NamedFile> opened, open_files(list, options.folder));
  UNSPIN_TRY(std::optional<std::string> packed, store->get(Table::kState, kCommonKey));
  uint64_t end = opened.empty() ? 0 : opened.back().postings->end_document();
  auto rest = std::make_shared<FreshFeatures>(end);
  std::optional<Error> error;
  auto describe = [&](std::string_view key, std::string_view value) {
    uint64_t number = number_of_key(key);
    auto features = options.describe(value);
    if (!features)
      error = std::move(features).error();
    else if (number - end >= kMostFileDocuments)
      error = {Code::kCorrupt, "documents that no postings file covers"};
    else
      rest->add(number, features->keys, features->words);
    return !error;
  };
  auto read = store->scan(Table::kDocuments, key_of_number(end), describe);
  if (!read) return read;
  if (error) return tl::unexpected<Error>(*std::move(error));
  auto known = std::make_shared<CommonKeys>(CommonKeys::unpack(packed.value_or("")));
  std::unique_lock lock(mutex);
  common = std::move(known);
  files = std::move(opened);
  next_serial = list.next_serial;
  fresh = std::move(rest);
  return {};
}

Result<void> LiveFeatures::State::load_removed() {
  std::unordered_set<uint64_t> found;
  auto take = [&](std::string_view key, std::string_view) {
    found.insert(number_of_key(key));
    return true;
  };
  auto read = store->scan(Table::kRemoved, "", take);
  std::unique_lock lock(mutex);
  if (read) removed = std::move(found);
  return read;
}

// What a killed writer left: files that never came to count, or no longer do.
void LiveFeatures::State::remove_strangers() {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(options.folder, ignored)) {
    auto is_it = [&](const NamedFile& file) {
      return entry.path().filename() == postings_name(file.serial);
    };
    if (std::ranges::none_of(files, is_it)) fs::remove(entry.path(), ignored);
  }
}

void LiveFeatures::State::start_writing() {
  {
    std::unique_lock lock(mutex);
    if (!old) {
      old = fresh;
      fresh = std::make_shared<FreshFeatures>(old->end_document(), std::move(spare));
      spare = FreshPostings();
    }
  }
  writing = std::async(std::launch::async, [this]() -> Result<void> {
    if (auto done = write_old(); !done) return done;
    return merge_while_it_pays();
  });
}

Result<void> LiveFeatures::State::write_old() {
  if (old->empty()) {
    std::unique_lock lock(mutex);
    old.reset();
    return {};
  }
  NamedFile file{take_serial(), nullptr};
  fs::path path = options.folder / postings_name(file.serial);
  std::vector<uint64_t> found_common;
  if (auto done = old->write(path, options.threads, found_common); !done) return done;
  UNSPIN_TRY(file.postings, PostingsFile::open(path));
  size_t n = files.size();
  return replace(n, n, file, {}, found_common);
}

Result<void> LiveFeatures::State::merge_while_it_pays() {
  for (;;) {
    PostingsFiles postings = postings_of(files);
    MergeChoice choice = choose_merge(postings);
    if (choice.none()) return {};
    if (auto done = merge(choice.begin, choice.end); !done) return done;
  }
}

Result<void> LiveFeatures::State::merge(size_t begin, size_t end) {
  PostingsFiles postings = postings_of(std::span(files).subspan(begin, end - begin));
  uint64_t first = postings.front()->first_document();
  uint64_t last = postings.back()->end_document();
  std::unordered_set<uint64_t> gone;
  {
    std::shared_lock lock(mutex);
    for (uint64_t number : removed)
      if (number >= first && number < last) gone.insert(number);
  }
  NamedFile file{take_serial(), nullptr};
  fs::path path = options.folder / postings_name(file.serial);
  auto is_gone = [&](uint64_t number) { return gone.contains(number); };
  std::vector<uint64_t> found_common;
  UNSPIN_TRY(file.postings,
             write_merged(postings, is_gone, options.threads, path, &found_common));
  std::vector<uint64_t> forgotten(gone.begin(), gone.end());
  return replace(begin, end, file, forgotten, found_common);
}

// Makes `by` count in place of files [begin, end), first in the store, then here.
Result<void> LiveFeatures::State::replace(size_t begin, size_t end, const NamedFile& by,
                                          std::span<const uint64_t> forgotten,
                                          std::span<const uint64_t> found_common) {
  std::vector<NamedFile> changed = files;
  std::vector<NamedFile> gone(changed.begin() + static_cast<ptrdiff_t>(begin),
                              changed.begin() + static_cast<ptrdiff_t>(end));
  changed.erase(changed.begin() + static_cast<ptrdiff_t>(begin),
                changed.begin() + static_cast<ptrdiff_t>(end));
  changed.insert(changed.begin() + static_cast<ptrdiff_t>(begin), by);
  FileList list{.next_serial = by.serial + 1, .serials = {}};
  for (const NamedFile& file : changed) list.serials.push_back(file.serial);
  StoreBatch batch;
  batch.put(Table::kState, kFilesKey, pack(list));
  for (uint64_t number : forgotten) batch.remove(Table::kRemoved, key_of_number(number));
  auto more_common = std::make_shared<CommonKeys>(*common);
  more_common->add(found_common);
  if (more_common->size() != common->size())
    batch.put(Table::kState, kCommonKey, more_common->pack());
  if (auto written = store->write(std::move(batch), true); !written) return written;
  {
    std::unique_lock lock(mutex);
    files = std::move(changed);
    common = std::move(more_common);
    if (begin == end) {
      // Unless somebody has just got hold of it to search it.
      if (old.use_count() == 1) spare = old->take_memory();
      old.reset();
    }
    for (uint64_t number : forgotten) removed.erase(number);
  }
  std::error_code ignored;
  for (const NamedFile& file : gone)
    fs::remove(options.folder / postings_name(file.serial), ignored);
  return {};
}

LiveFeatures::LiveFeatures(std::unique_ptr<State> state) : state_(std::move(state)) {}
LiveFeatures::LiveFeatures(LiveFeatures&&) noexcept = default;
LiveFeatures& LiveFeatures::operator=(LiveFeatures&&) noexcept = default;
LiveFeatures::~LiveFeatures() = default;

Result<LiveFeatures> LiveFeatures::open(Store& store, LiveFeaturesOptions options) {
  LiveFeatures features(std::make_unique<State>(store, std::move(options)));
  if (auto done = features.refresh(); !done)
    return tl::unexpected<Error>(std::move(done).error());
  if (features.state_->options.writable) features.state_->remove_strangers();
  return features;
}

// A writer may unlink a file between the store's naming it and our opening it: then it
// has written another list.
Result<void> LiveFeatures::refresh() {
  constexpr int kTries = 10;
  for (int i = 0;; ++i) {
    auto loaded = state_->load();
    if (loaded) return state_->load_removed();
    if (state_->options.writable || loaded.error().code != Code::kNotFound || i == kTries)
      return loaded;
    if (auto done = state_->store->refresh(); !done) return done;
  }
}

FeatureView LiveFeatures::view() const {
  FeatureView view;
  std::shared_ptr<FreshFeatures> old, fresh;
  {
    std::shared_lock lock(state_->mutex);
    view.files = postings_of(state_->files);
    old = state_->old;
    fresh = state_->fresh;
  }
  for (const auto& more : {old, fresh}) {
    if (!more) continue;
    PostingsFiles sealed = more->files();
    view.files.insert(view.files.end(), sealed.begin(), sealed.end());
  }
  return view;
}

std::shared_ptr<const CommonKeys> LiveFeatures::common() const {
  std::shared_lock lock(state_->mutex);
  return state_->common;
}

bool LiveFeatures::is_removed(uint64_t number) const {
  std::shared_lock lock(state_->mutex);
  return state_->removed.contains(number);
}

uint64_t LiveFeatures::n_removed() const {
  std::shared_lock lock(state_->mutex);
  return state_->removed.size();
}

Result<void> LiveFeatures::add(uint64_t number, const DocumentFeatures& features) {
  state_->fresh->add(number, features.keys, features.words);
  if (state_->fresh->bytes() < state_->options.memory_bytes / 2 &&
      number - state_->fresh->first_document() < kMostFileDocuments / 2)
    return {};
  if (auto done = settle(); !done) return done;
  state_->start_writing();
  return {};
}

void LiveFeatures::remove(uint64_t number) {
  std::unique_lock lock(state_->mutex);
  state_->removed.insert(number);
}

Result<void> LiveFeatures::settle() {
  if (!state_->writing.valid()) return {};
  return state_->writing.get();
}

Result<void> LiveFeatures::flush() {
  // A write that failed before is tried again.
  (void)settle();
  while (state_->old || !state_->fresh->empty()) {
    state_->start_writing();
    if (auto done = settle(); !done) return done;
  }
  return {};
}

Result<void> LiveFeatures::compact() {
  if (auto done = flush(); !done) return done;
  // As many as fit into one file, then the next.
  for (size_t begin = 0; begin < state_->files.size(); ++begin) {
    size_t end = begin + 1;
    uint64_t first = state_->files[begin].postings->first_document();
    while (end < state_->files.size() &&
           state_->files[end].postings->end_document() - first <= kMostFileDocuments)
      ++end;
    if (end - begin == 1 && n_removed() == 0) continue;
    if (auto done = state_->merge(begin, end); !done) return done;
  }
  return {};
}

}  // namespace unspin
