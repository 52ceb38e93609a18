// A chunk is a head, the edges, the lengths of the lines, and the lines. A hash over all
// of it tells a whole one from one that a kill or a full disk cut short.

#include "engine/pair_journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <numeric>
#include <type_traits>

#include "base/hash.h"

namespace unspin {
namespace {

constexpr uint64_t kMagic = 0x31'6b6e'7568'6373U;  // "schunk1"

struct Head {
  uint64_t magic = kMagic;
  uint64_t question = 0;
  uint64_t compared = 0;
  uint64_t n_edges = 0;
  uint64_t lines = 0;  // bytes
  uint64_t hash = 0;   // of the fields above, and of the rest
};

constexpr uint64_t kEdgeBytes = sizeof(FamilyEdge) + sizeof(uint32_t);
static_assert(std::is_trivially_copyable_v<FamilyEdge>);

template <typename Value>
std::string_view bytes_of(const std::vector<Value>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value)};
}

uint64_t hash_chunk(const Head& head, const JudgedChunk& chunk) {
  uint64_t hashes[] = {head.question,
                       head.compared,
                       head.n_edges,
                       head.lines,
                       hash_bytes(bytes_of(chunk.edges)),
                       hash_bytes(bytes_of(chunk.line_bytes)),
                       hash_bytes(chunk.lines)};
  return hash_bytes({reinterpret_cast<const char*>(hashes), sizeof hashes});
}

tl::unexpected<Error> cannot(Code code, const std::filesystem::path& path,
                             std::string_view what) {
  return fail(
      code, fmt::format("{}: cannot {}: {}", path.string(), what, std::strerror(errno)));
}

}  // namespace

Result<PairJournal> PairJournal::open(const std::filesystem::path& path) {
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return cannot(Code::kUnwritable, path, "write");
  off_t bytes = ::lseek(file, 0, SEEK_END);
  PairJournal journal(path, file, bytes < 0 ? 0 : static_cast<uint64_t>(bytes));
  if (bytes < 0) return cannot(Code::kUnreadable, path, "read");
  return journal;
}

PairJournal::PairJournal(PairJournal&& other) noexcept { *this = std::move(other); }

PairJournal& PairJournal::operator=(PairJournal&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(file_, other.file_);
  std::swap(bytes_, other.bytes_);
  std::swap(end_, other.end_);
  std::swap(lines_offset_, other.lines_offset_);
  return *this;
}

PairJournal::~PairJournal() {
  if (file_ >= 0) ::close(file_);
}

Result<bool> PairJournal::next(uint64_t question, JudgedChunk& chunk) {
  if (end_ == bytes_) return false;
  auto read_all = [&]() -> Result<bool> {
    Head head;
    uint64_t rest = bytes_ - end_;
    if (rest < sizeof head) return false;
    if (auto got = read(end_, {reinterpret_cast<char*>(&head), sizeof head}); !got)
      return tl::unexpected<Error>(std::move(got).error());
    rest -= sizeof head;
    if (head.magic != kMagic || head.question != question ||
        head.n_edges > rest / kEdgeBytes || head.lines > rest - head.n_edges * kEdgeBytes)
      return false;
    chunk.compared = head.compared;
    chunk.edges.resize(head.n_edges);
    chunk.line_bytes.resize(head.n_edges);
    chunk.lines.resize(head.lines);
    uint64_t offset = end_ + sizeof head;
    for (std::span<char> part :
         {std::span(reinterpret_cast<char*>(chunk.edges.data()),
                    head.n_edges * sizeof(FamilyEdge)),
          std::span(reinterpret_cast<char*>(chunk.line_bytes.data()),
                    head.n_edges * sizeof(uint32_t)),
          std::span(chunk.lines.data(), chunk.lines.size())}) {
      if (auto got = read(offset, part); !got)
        return tl::unexpected<Error>(std::move(got).error());
      offset += part.size();
    }
    uint64_t lines =
        std::accumulate(chunk.line_bytes.begin(), chunk.line_bytes.end(), uint64_t{0});
    if (lines != head.lines || hash_chunk(head, chunk) != head.hash) return false;
    lines_offset_ = offset - head.lines;
    end_ = offset;
    return true;
  };
  Result<bool> found = read_all();
  if (!found || *found) return found;
  if (auto done = cut(); !done) return tl::unexpected<Error>(std::move(done).error());
  return false;
}

Result<void> PairJournal::append(uint64_t question, const JudgedChunk& chunk) {
  if (auto done = cut(); !done) return done;
  Head head{.question = question,
            .compared = chunk.compared,
            .n_edges = chunk.edges.size(),
            .lines = chunk.lines.size()};
  head.hash = hash_chunk(head, chunk);
  for (std::string_view part :
       {std::string_view(reinterpret_cast<const char*>(&head), sizeof head),
        bytes_of(chunk.edges), bytes_of(chunk.line_bytes), std::string_view(chunk.lines)})
    if (auto written = write(part); !written) return written;
  lines_offset_ = bytes_ - chunk.lines.size();
  end_ = bytes_;
  return {};
}

Result<void> PairJournal::cut() {
  if (end_ == bytes_) return {};
  if (::ftruncate(file_, static_cast<off_t>(end_)) != 0)
    return cannot(Code::kUnwritable, path_, "write");
  bytes_ = end_;
  return {};
}

Result<void> PairJournal::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t n = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(bytes_));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannot(Code::kUnwritable, path_, "write");
    bytes_ += static_cast<uint64_t>(n);
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return {};
}

Result<void> PairJournal::read(uint64_t offset, std::span<char> bytes) const {
  for (size_t done = 0; done < bytes.size();) {
    ssize_t n = ::pread(file_, bytes.data() + done, bytes.size() - done,
                        static_cast<off_t>(offset + done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannot(Code::kUnreadable, path_, "read");
    if (n == 0)
      return fail(Code::kUnreadable, fmt::format("{}: cut short", path_.string()));
    done += static_cast<size_t>(n);
  }
  return {};
}

}  // namespace unspin
