// A damaged index: whatever its files hold, opening, searching and verifying it ends,
// with an error or without.
//
// The first byte says what is damaged. Even: the rest is a postings file. Odd: bytes of a
// small index are flipped; of the rest each 4 bytes say in which file, where, and how.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "index/feature_index.h"
#include "index/postings_file.h"
#include "unspin/index.h"

namespace {

namespace fs = std::filesystem;
using namespace unspin;

void read_postings(std::string bytes) {
  auto file = PostingsFile::of_bytes(std::move(bytes));
  if (!file) return;
  (void)(*file)->check();
  FeatureView view{{*file}};
  std::vector<uint64_t> keys;
  for (uint64_t i = 0; i < 256; ++i) keys.push_back(i << (kKeyBits - 8) | (i & 1));
  (void)view.find(keys);
  for (unsigned partition = 0; partition < kPartitions; ++partition) {
    PostingsFile::Cursor cursor(**file, partition);
    for (PostingEntry entry; cursor.next(entry);) {
    }
  }
}

// A small index made once, and a copy of it to damage.
class SmallIndex {
 public:
  SmallIndex() {
    std::string name = (fs::temp_directory_path() / "unspin_fuzz_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    folder_ = name;
    IndexOptions options;
    options.comparing.lexicon = "none";
    (void)Index::create(whole());
    auto index = Index::open(whole(), IndexAccess::kWrite, options);
    if (!index) std::abort();
    for (int i = 0; i < 8; ++i) {
      Document document;
      document.id = "d" + std::to_string(i);
      for (int word = 0; word < 60; ++word)
        document.text += "w" + std::to_string(word * (i / 2 + 1)) + ' ';
      (void)index->add(document);
    }
    (void)index->close();
    for (const auto& entry : fs::recursive_directory_iterator(whole()))
      if (entry.is_regular_file() && entry.file_size() > 0)
        files_.push_back(fs::relative(entry.path(), whole()));
  }
  ~SmallIndex() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  SmallIndex(const SmallIndex&) = delete;
  SmallIndex& operator=(const SmallIndex&) = delete;

  fs::path copy() const {
    fs::path path = folder_ / "damaged";
    fs::remove_all(path);
    fs::copy(whole(), path, fs::copy_options::recursive);
    return path;
  }

  const fs::path& file(size_t i) const { return files_[i % files_.size()]; }

 private:
  fs::path whole() const { return folder_ / "whole"; }

  fs::path folder_;
  std::vector<fs::path> files_;
};

void flip(const fs::path& path, size_t at, uint8_t how) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  auto place = static_cast<std::streamoff>(at % fs::file_size(path));
  file.seekg(place);
  char byte = static_cast<char>(file.get());
  file.seekp(place);
  file.put(static_cast<char>(byte ^ how));
}

void open_damaged(const uint8_t* data, size_t size) {
  static const SmallIndex small;
  fs::path path = small.copy();
  for (size_t i = 0; i + 4 <= size && i < 32; i += 4)
    flip(path / small.file(data[i]), data[i + 1] * 256U + data[i + 2], data[i + 3]);
  IndexOptions options;
  options.comparing.lexicon = "none";
  if (auto index = Index::open(path, IndexAccess::kRead, options)) {
    Document query;
    query.id = "q";
    for (int word = 0; word < 60; ++word) query.text += "w" + std::to_string(word) + ' ';
    (void)index->search(query);
    (void)index->find("d3");
    (void)index->recent(10);
    (void)index->stats();
  }
  (void)Index::verify(path, 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  if (data[0] % 2 == 0)
    read_postings(std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  else
    open_damaged(data + 1, size - 1);
  return 0;
}
