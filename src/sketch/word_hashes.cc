// The whole collection passes through here, so a word may cost ten cycles, not a
// hundred.
//
// A kernel (word_edges.h) writes down where runs of letters begin and end in 2 KiB of
// text. Of each run 16 bytes are loaded, what lies past its end is masked off, the bit
// that tells "a" from "A" is set in every byte (digits have it already), and one
// multiplication makes the hash. So a word of up to 16 bytes takes no branch that
// depends on it but one, that all its bytes are ASCII.
//
// Longer words go 16 bytes at a time. Runs with other bytes than ASCII go to
// UncommonWords, which hashes the folded word by the same function, so that "naïve"
// with a soft hyphen is "naïve", and "cafe" in wide letters is "cafe".

#include "sketch/word_hashes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <limits>

#include "sketch/mix.h"
#include "sketch/uncommon_words.h"
#include "sketch/word_edges.h"

namespace unspin {
namespace {

constexpr size_t kBlockBytes = 64;
constexpr size_t kChunkBytes = 32 * kBlockBytes;

constexpr uint64_t kLowerCase = 0x2020202020202020u;
constexpr uint64_t kNotAscii = 0x8080808080808080u;

// Which bits of 16 bytes belong to a run of so many bytes.
struct RunMask {
  uint64_t low = 0;
  uint64_t high = 0;
};

constexpr uint64_t ones(size_t bytes) {
  return bytes >= 8 ? ~uint64_t{0} : (uint64_t{1} << (8 * bytes)) - 1;
}

constexpr std::array<RunMask, 17> make_run_masks() {
  std::array<RunMask, 17> masks;
  for (size_t n = 0; n <= 16; ++n) masks[n] = {ones(n), n > 8 ? ones(n - 8) : 0};
  return masks;
}
constexpr std::array<RunMask, 17> kRunMasks = make_run_masks();

constexpr size_t kWindow = 16;
using Window = std::array<char, kWindow>;

// The bytes from `from` that belong to a run of `bytes`, in lower case.
inline RunMask load_run(const char* from, size_t bytes) {
  RunMask run = kRunMasks[std::min(bytes, kWindow)];
  run.low &= load_8(from) | kLowerCase;
  run.high &= load_8(from + 8) | kLowerCase;
  return run;
}

class WordHasher {
 public:
  WordHasher(std::string_view text, WordHashes& out)
      : text_(text), out_(out), uncommon_(text) {
    out_.hash.clear();
    out_.begin.clear();
  }

  void run(EdgeKernel kernel) {
    for (size_t at = 0; at < text_.size(); at += kChunkBytes) {
      find_edges(kernel, at);
      take_runs();
    }
    if (n_edges_ == 1) {
      edges_[n_edges_++] = static_cast<uint32_t>(text_.size());
      take_runs();
    }
    out_.hash.resize(n_words_);
    out_.begin.resize(n_words_);
  }

 private:
  // Appends the edges in the chunk at `at`.
  void find_edges(EdgeKernel kernel, size_t at) {
    size_t bytes = std::min(kChunkBytes, text_.size() - at);
    size_t rest = bytes % kBlockBytes, whole = bytes - rest;
    auto base = static_cast<uint32_t>(at);
    uint32_t* out = edges_.data() + n_edges_;
    out = kernel(text_.data() + at, whole / kBlockBytes, base, inside_, out);
    if (rest) {
      std::array<char, kBlockBytes> last{};
      std::memcpy(last.data(), text_.data() + at + whole, rest);
      out = kernel(last.data(), 1, base + static_cast<uint32_t>(whole), inside_, out);
    }
    n_edges_ = static_cast<size_t>(out - edges_.data());
  }

  // Takes the runs whose both ends are known; the begin of another stays.
  void take_runs() {
    const size_t runs = n_edges_ / 2;
    for (size_t done = 0; done < runs;) {
      make_room(runs - done);
      done = take_common(done, runs);
      if (done == runs) break;
      take_rare(edges_[2 * done], edges_[2 * done + 1]);
      ++done;
    }
    n_edges_ %= 2;
    if (n_edges_) edges_[0] = edges_[2 * runs];
  }

  // Takes runs from `i` on, up to one that is long, at the text's end or not all ASCII;
  // returns which.
  size_t take_common(size_t i, size_t runs) {
    const char* const text = text_.data();
    const size_t last = text_.size() < kWindow ? 0 : text_.size() - kWindow + 1;
    uint64_t* hash = out_.hash.data() + n_words_;
    uint32_t* begin = out_.begin.data() + n_words_;
    const uint64_t* const first_hash = hash;
    for (; i < runs; ++i) {
      const uint32_t from = edges_[2 * i];
      const size_t bytes = edges_[2 * i + 1] - from;
      if (bytes > kWindow || from >= last) break;
      const RunMask run = load_run(text + from, bytes);
      if ((run.low | run.high) & kNotAscii) break;
      *hash++ = hash_16(0, run.low, run.high);
      *begin++ = from;
    }
    n_words_ += static_cast<size_t>(hash - first_hash);
    return i;
  }

  void take_rare(size_t begin, size_t end) {
    uint64_t hash = 0, seen = 0;
    for (size_t at = begin; at < end; at += kWindow) {
      size_t bytes = std::min(end - at, kWindow);
      Window window{};
      std::memcpy(window.data(), text_.data() + at, bytes);
      const RunMask run = load_run(window.data(), bytes);
      seen |= run.low | run.high;
      hash = hash_16(hash, run.low, run.high);
    }
    if (seen & kNotAscii) return take_uncommon(begin, end);
    out_.hash[n_words_] = hash;
    out_.begin[n_words_++] = static_cast<uint32_t>(begin);
  }

  void take_uncommon(size_t begin, size_t end) {
    const WordHashes& found = uncommon_.take(begin, end, n_words_);
    make_room(found.size());
    std::ranges::copy(found.hash, out_.hash.begin() + static_cast<ptrdiff_t>(n_words_));
    std::ranges::copy(found.begin, out_.begin.begin() + static_cast<ptrdiff_t>(n_words_));
    n_words_ += found.size();
  }

  void make_room(size_t words) {
    if (n_words_ + words <= out_.hash.size()) return;
    out_.hash.resize(n_words_ + words);
    out_.begin.resize(n_words_ + words);
  }

  std::string_view text_;
  WordHashes& out_;
  UncommonWords uncommon_;
  size_t n_words_ = 0;
  // One may be left of the chunk before, and one come at the text's end.
  std::array<uint32_t, kChunkBytes + kEdgeSlack + 2> edges_;
  size_t n_edges_ = 0;
  bool inside_ = false;
};

}  // namespace

void hash_words_by(EdgeKernel kernel, std::string_view text, WordHashes& out) {
  assert(text.size() <= std::numeric_limits<uint32_t>::max());
  WordHasher(text, out).run(kernel);
}

void hash_words(std::string_view text, WordHashes& out) {
  static const EdgeKernel kernel = edge_kernels().front().kernel;
  hash_words_by(kernel, text, out);
}

}  // namespace unspin
