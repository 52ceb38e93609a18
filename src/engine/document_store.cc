// A scan meets each document twice or more: when it is read, and whenever a candidate
// pair that it is in gets aligned. The input may be a pipe or a page that took a
// millisecond to read, so we keep what was understood, compressed lightly: zstd at a
// negative level halves news text at more than the speed of the rest of the pass.
//
// A document is its fields one after the other, each as its length + 1 (0: absent) and
// its bytes.

#include "engine/document_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include "engine/packed.h"

namespace unspin {
namespace {

constexpr int kLevel = -3;
constexpr size_t kPendingBytes = size_t{1} << 20;

// With a checksum in every frame: scratch files may lie about for days.
struct Compressor {
  Compressor() : context(ZSTD_createCCtx()) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;
  ~Compressor() { ZSTD_freeCCtx(context); }

  ZSTD_CCtx* context;
};

struct Decompressor {
  Decompressor() : context(ZSTD_createDCtx()) {}
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;
  ~Decompressor() { ZSTD_freeDCtx(context); }

  ZSTD_DCtx* context;
};

tl::unexpected<Error> fail_damaged() {
  return fail(
      Code::kCorrupt,
      "a document in the scratch folder is damaged; start again without --resume");
}

tl::unexpected<Error> cannot(Code code, const std::filesystem::path& path,
                             std::string_view what) {
  return fail(
      code, fmt::format("{}: cannot {}: {}", path.string(), what, std::strerror(errno)));
}

}  // namespace

std::string pack(const Document& document) {
  std::string plain;
  plain.reserve(document.text.size() + 512);
  put_field(plain, document.id);
  put_field(plain, document.text);
  for (const auto* field :
       {&document.title, &document.author, &document.published, &document.publisher,
        &document.url, &document.canonical_url, &document.language})
    put_field(plain, *field);
  put_field(plain, document.kind);
  put_number(plain, document.bytes);
  put_number(plain, document.furniture.size());
  for (ByteSpan span : document.furniture) {
    put_number(plain, span.start);
    put_number(plain, span.end);
  }
  static thread_local const Compressor compressor;
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  size_t bytes = ZSTD_compress2(compressor.context, packed.data(), packed.size(),
                                plain.data(), plain.size());
  packed.resize(ZSTD_isError(bytes) ? 0 : bytes);
  return packed;
}

Result<Document> unpack(std::string_view packed) {
  unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  constexpr unsigned long long kMost = std::numeric_limits<uint32_t>::max() * 2ULL;
  // A block of at most 128 KiB takes 4 bytes at least.
  if (size > kMost || size > (packed.size() / 4 + 1) << 17) return fail_damaged();
  std::string plain(size, '\0');
  static thread_local const Decompressor decompressor;
  size_t got = ZSTD_decompressDCtx(decompressor.context, plain.data(), plain.size(),
                                   packed.data(), packed.size());
  if (ZSTD_isError(got) || got != size) return fail_damaged();

  PackedReader fields(plain);
  Document document;
  document.id = fields.field().value_or("");
  document.text = fields.field().value_or("");
  for (auto* field :
       {&document.title, &document.author, &document.published, &document.publisher,
        &document.url, &document.canonical_url, &document.language})
    *field = fields.field();
  document.kind = fields.field().value_or("");
  document.bytes = fields.number();
  uint64_t n_furniture = fields.number();
  for (uint64_t i = 0; i < n_furniture && n_furniture <= plain.size(); ++i) {
    size_t start = fields.number(), end = fields.number();
    document.furniture.push_back({start, end});
  }
  if (!fields.good() || !fields.at_end()) return fail_damaged();
  return document;
}

Result<DocumentStore> DocumentStore::create(const std::filesystem::path& path) {
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return cannot(Code::kUnwritable, path, "write");
  return DocumentStore(file, path);
}

Result<DocumentStore> DocumentStore::restore(const std::filesystem::path& path,
                                             std::vector<uint64_t> ends) {
  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot(Code::kUnreadable, path, "read");
  DocumentStore store(file, path);
  store.ends_ = std::move(ends);
  store.end_ = store.ends_.empty() ? 0 : store.ends_.back();
  off_t bytes = ::lseek(file, 0, SEEK_END);
  if (!std::ranges::is_sorted(store.ends_) || bytes < 0 ||
      static_cast<uint64_t>(bytes) != store.end_)
    return fail(Code::kCorrupt, path.string() + ": damaged");
  return store;
}

DocumentStore::DocumentStore(DocumentStore&& other) noexcept { *this = std::move(other); }

DocumentStore& DocumentStore::operator=(DocumentStore&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  std::swap(pending_, other.pending_);
  std::swap(end_, other.end_);
  std::swap(ends_, other.ends_);
  return *this;
}

DocumentStore::~DocumentStore() {
  if (file_ >= 0) ::close(file_);
}

Result<uint32_t> DocumentStore::add(std::string_view packed) {
  if (packed.size() > std::numeric_limits<uint32_t>::max() || size() == UINT32_MAX)
    return fail(Code::kTooLarge, "scratch: too many or too large documents");
  pending_ += packed;
  end_ += packed.size();
  ends_.push_back(end_);
  if (pending_.size() >= kPendingBytes)
    if (auto written = flush(); !written)
      return tl::unexpected<Error>(std::move(written).error());
  return size() - 1;
}

Result<void> DocumentStore::finish() { return flush(); }

Result<void> DocumentStore::flush() {
  for (size_t done = 0; done < pending_.size();) {
    ssize_t n = ::pwrite(file_, pending_.data() + done, pending_.size() - done,
                         static_cast<off_t>(end_ - pending_.size() + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return cannot(Code::kUnwritable, path_, "write");
    done += static_cast<size_t>(n);
  }
  pending_.clear();
  return {};
}

Result<Document> DocumentStore::read(uint32_t number) const {
  uint64_t begin = number == 0 ? 0 : ends_[number - 1];
  std::string packed(ends_[number] - begin, '\0');
  for (size_t done = 0; done < packed.size();) {
    ssize_t n = ::pread(file_, packed.data() + done, packed.size() - done,
                        static_cast<off_t>(begin + done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannot(Code::kUnreadable, path_, "read");
    if (n == 0) return fail_damaged();
    done += static_cast<size_t>(n);
  }
  return unpack(packed);
}

}  // namespace unspin
