// The compressed formats, one member (gzip) or frame (zstd) or stream (bzip2, xz) at a
// time. Here they are all called members.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "corpus/kind.h"
#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

class Decoder {
 public:
  struct Step {
    size_t taken = 0;  // from the front of the input
    size_t given = 0;  // at the front of the output

    // The member is over and its checksum was right.
    bool done = false;

    // What is wrong with the data, else empty; `taken` and `given` stand all the same.
    std::string_view damage;

    // The damage is no damage: reading on would take more memory than is granted.
    bool too_large = false;
  };

  virtual ~Decoder() = default;

  // Decodes from `in` to `out` until one is used up or the member is over. With nothing
  // taken, given or wrong it needs more input.
  virtual Step step(std::string_view in, std::span<char> out) = 0;

  // Makes ready for the next member. Errors: kUnreadable (no memory).
  virtual Result<void> restart() = 0;

  // Whether a member begins at the front of `bytes`, of which kMagicBytes are enough.
  virtual bool begins(std::string_view bytes) const = 0;

  // What every member begins with.
  virtual char first_byte() const = 0;

  // As people call it.
  virtual std::string_view name() const = 0;

  static constexpr size_t kMagicBytes = 10;
};

// For `compression`, which is not kNone. It has to be restarted before its first step.
std::unique_ptr<Decoder> make_decoder(Compression compression, const ReadLimits& limits);

std::unique_ptr<Decoder> make_gzip_decoder();
std::unique_ptr<Decoder> make_zstd_decoder(uint64_t max_bytes);
std::unique_ptr<Decoder> make_bzip2_decoder();
std::unique_ptr<Decoder> make_xz_decoder(uint64_t max_bytes);

}  // namespace unspin
