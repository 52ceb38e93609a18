// A scan meets each document twice or more: when it is read, and whenever a candidate
// pair that it is in gets aligned. The input may be a pipe or a page that took a
// millisecond to read, so we keep what was understood, compressed lightly: zstd at a
// negative level halves news text at more than the speed of the rest of the pass.
//
// A document is its fields one after the other, each as 4 bytes of length + 1 (0: absent)
// and its bytes.

#include "engine/document_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

namespace unspin {
namespace {

constexpr int kLevel = -3;
constexpr size_t kPendingBytes = size_t{1} << 20;

void put_number(std::string& out, uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof bytes);
}

void put(std::string& out, const std::optional<std::string>& field) {
  put_number(out, field ? field->size() + 1 : 0);
  if (field) out += *field;
}

// Reads the fields back; what runs over the end makes `good` false and the rest empty.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  uint64_t number() {
    uint64_t number = 0;
    if (rest_.size() < sizeof number) {
      good_ = false;
      return 0;
    }
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
    return number;
  }

  std::optional<std::string> field() {
    uint64_t size = number();
    if (size == 0) return std::nullopt;
    if (--size > rest_.size()) {
      good_ = false;
      return std::nullopt;
    }
    std::string found(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return found;
  }

  bool good() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

tl::unexpected<Error> cannot(Code code, const std::filesystem::path& path,
                             std::string_view what) {
  return fail(
      code, fmt::format("{}: cannot {}: {}", path.string(), what, std::strerror(errno)));
}

}  // namespace

std::string pack(const Document& document) {
  std::string plain;
  plain.reserve(document.text.size() + 512);
  put(plain, document.id);
  put(plain, document.text);
  for (const auto* field :
       {&document.title, &document.author, &document.published, &document.publisher,
        &document.url, &document.canonical_url, &document.language})
    put(plain, *field);
  put(plain, document.kind);
  put_number(plain, document.bytes);
  put_number(plain, document.furniture.size());
  for (ByteSpan span : document.furniture) {
    put_number(plain, span.start);
    put_number(plain, span.end);
  }
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  size_t bytes =
      ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), kLevel);
  packed.resize(ZSTD_isError(bytes) ? 0 : bytes);
  return packed;
}

Result<Document> unpack(std::string_view packed) {
  unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  constexpr unsigned long long kMost = std::numeric_limits<uint32_t>::max() * 2ULL;
  if (size > kMost) return fail(Code::kCorrupt, "scratch: a document is damaged");
  std::string plain(size, '\0');
  size_t got = ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) || got != size)
    return fail(Code::kCorrupt, "scratch: a document is damaged");

  FieldReader fields(plain);
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
  if (!fields.good()) return fail(Code::kCorrupt, "scratch: a document is damaged");
  return document;
}

Result<DocumentStore> DocumentStore::create(const std::filesystem::path& path) {
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return cannot(Code::kUnwritable, path, "write");
  return DocumentStore(file, path);
}

DocumentStore::DocumentStore(DocumentStore&& other) noexcept { *this = std::move(other); }

DocumentStore& DocumentStore::operator=(DocumentStore&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  std::swap(pending_, other.pending_);
  std::swap(end_, other.end_);
  std::swap(places_, other.places_);
  return *this;
}

DocumentStore::~DocumentStore() {
  if (file_ >= 0) ::close(file_);
}

Result<uint32_t> DocumentStore::add(std::string_view packed) {
  if (packed.size() > std::numeric_limits<uint32_t>::max() || size() == UINT32_MAX)
    return fail(Code::kTooLarge, "scratch: too many or too large documents");
  places_.push_back({end_, static_cast<uint32_t>(packed.size())});
  pending_ += packed;
  end_ += packed.size();
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
  StoredPlace place = places_[number];
  std::string packed(place.bytes, '\0');
  for (size_t done = 0; done < packed.size();) {
    ssize_t n = ::pread(file_, packed.data() + done, packed.size() - done,
                        static_cast<off_t>(place.offset + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return cannot(Code::kUnreadable, path_, "read");
    done += static_cast<size_t>(n);
  }
  return unpack(packed);
}

}  // namespace unspin
