// The whole collection passes through here, so a word may cost ten cycles, not a
// hundred.
//
// A kernel (word_masks.h) turns 64 bytes into 64 bits: which may be part of a word. A
// bit that differs from the one before is an edge, where a run begins or ends; the
// edges of 2 KiB are written down, and taken in pairs. Of each run 16 bytes are loaded,
// what lies past its end is masked off, the bit that tells "a" from "A" is set in every
// byte (digits have it already), and one multiplication makes the hash. So a word of up
// to 16 bytes takes no branch that depends on it but one, that all bytes are ASCII.
//
// Longer words go 16 bytes at a time. Runs with other bytes than ASCII go to
// UncommonWords, which hashes the folded word by the same function, so that "naïve"
// with a soft hyphen is "naïve", and "cafe" in wide letters is "cafe".

#include "sketch/word_hashes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>

#include "sketch/mix.h"
#include "sketch/uncommon_words.h"
#include "sketch/word_masks.h"

namespace unspin {
namespace {

constexpr size_t kBlockBytes = 64;
constexpr size_t kChunkBlocks = 32;
constexpr size_t kChunkBytes = kBlockBytes * kChunkBlocks;

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

class WordHasher {
 public:
  WordHasher(std::string_view text, WordHashes& out)
      : text_(text), out_(out), uncommon_(text) {
    out_.hash.clear();
    out_.begin.clear();
  }

  void run(MaskKernel kernel) {
    for (size_t at = 0; at < text_.size(); at += kChunkBytes) {
      std::array<uint64_t, kChunkBlocks> masks;
      size_t blocks = find_masks(kernel, at, masks);
      find_edges(at, {masks.data(), blocks});
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
  // The masks of the chunk at `at`; returns how many blocks it has.
  size_t find_masks(MaskKernel kernel, size_t at,
                    std::array<uint64_t, kChunkBlocks>& masks) const {
    size_t bytes = std::min(kChunkBytes, text_.size() - at);
    size_t whole = bytes / kBlockBytes, rest = bytes % kBlockBytes;
    kernel(text_.data() + at, whole, masks.data());
    if (rest == 0) return whole;
    std::array<char, kBlockBytes> last{};
    std::memcpy(last.data(), text_.data() + at + whole * kBlockBytes, rest);
    kernel(last.data(), 1, &masks[whole]);
    return whole + 1;
  }

  // Appends the places where runs begin and end, in turn.
  void find_edges(size_t at, std::span<const uint64_t> masks) {
    uint32_t* out = edges_.data() + n_edges_;
    auto base = static_cast<uint32_t>(at);
    for (uint64_t mask : masks) {
      uint64_t edges = mask ^ (mask << 1 | last_bit_);
      last_bit_ = mask >> 63;
      for (; edges; edges &= edges - 1)
        *out++ = base + static_cast<uint32_t>(std::countr_zero(edges));
      base += kBlockBytes;
    }
    n_edges_ = static_cast<size_t>(out - edges_.data());
  }

  // Takes the runs whose both ends are known; the begin of another stays.
  void take_runs() {
    size_t pairs = n_edges_ / 2;
    make_room(pairs);
    for (size_t i = 0; i < pairs; ++i)
      take_run(edges_[2 * i], edges_[2 * i + 1], pairs - i);
    n_edges_ %= 2;
    if (n_edges_) edges_[0] = edges_[2 * pairs];
  }

  void make_room(size_t words) {
    if (n_words_ + words <= out_.hash.size()) return;
    out_.hash.resize(n_words_ + words);
    out_.begin.resize(n_words_ + words);
  }

  void take_run(uint32_t begin, uint32_t end, size_t runs_left) {
    size_t bytes = end - begin;
    RunMask mask = kRunMasks[std::min<size_t>(bytes, 16)];
    std::array<char, 16> last{};
    const char* from = text_.data() + begin;
    if (begin + size_t{16} > text_.size()) [[unlikely]] {
      std::memcpy(last.data(), from, text_.size() - begin);
      from = last.data();
    }
    uint64_t low = (load_8(from) | kLowerCase) & mask.low;
    uint64_t high = (load_8(from + 8) | kLowerCase) & mask.high;
    uint64_t hash = hash_16(0, low, high);
    if (((low | high) & kNotAscii) || bytes > 16) [[unlikely]] {
      if (!hash_long(begin, end, hash)) return take_uncommon(begin, end, runs_left);
    }
    out_.hash[n_words_] = hash;
    out_.begin[n_words_++] = begin;
  }

  // The hash of a run of any length; false if not all of it is ASCII.
  bool hash_long(uint32_t begin, uint32_t end, uint64_t& hash) const {
    uint64_t seen = 0;
    hash = 0;
    for (size_t at = begin; at < end; at += 16) {
      size_t bytes = std::min<size_t>(end - at, 16);
      std::array<char, 16> piece{};
      std::memcpy(piece.data(), text_.data() + at, bytes);
      RunMask mask = kRunMasks[bytes];
      uint64_t low = (load_8(piece.data()) | kLowerCase) & mask.low;
      uint64_t high = (load_8(piece.data() + 8) | kLowerCase) & mask.high;
      seen |= low | high;
      hash = hash_16(hash, low, high);
    }
    return !(seen & kNotAscii);
  }

  void take_uncommon(uint32_t begin, uint32_t end, size_t runs_left) {
    const WordHashes& found = uncommon_.take(begin, end, n_words_);
    make_room(found.size() + runs_left);
    std::ranges::copy(found.hash, out_.hash.begin() + static_cast<ptrdiff_t>(n_words_));
    std::ranges::copy(found.begin, out_.begin.begin() + static_cast<ptrdiff_t>(n_words_));
    n_words_ += found.size();
  }

  std::string_view text_;
  WordHashes& out_;
  UncommonWords uncommon_;
  size_t n_words_ = 0;
  // A chunk has an edge a byte at most, and one may be left of the chunk before.
  std::array<uint32_t, kChunkBytes + 2> edges_;
  size_t n_edges_ = 0;
  uint64_t last_bit_ = 0;
};

}  // namespace

void hash_words_by(MaskKernel kernel, std::string_view text, WordHashes& out) {
  assert(text.size() <= std::numeric_limits<uint32_t>::max());
  WordHasher(text, out).run(kernel);
}

void hash_words(std::string_view text, WordHashes& out) {
  static const MaskKernel kernel = mask_kernels().front().kernel;
  hash_words_by(kernel, text, out);
}

}  // namespace unspin
