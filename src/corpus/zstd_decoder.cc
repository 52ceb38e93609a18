#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <bit>
#include <memory>

#include "corpus/decoder.h"

namespace unspin {
namespace {

class ZstdDecoder final : public Decoder {
 public:
  explicit ZstdDecoder(uint64_t max_bytes) {
    int log = std::bit_width(max_bytes) - 1;
    ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax,
                           std::clamp(log, bounds.lowerBound, bounds.upperBound));
  }

  // Of a call that ends in an error nothing counts, neither the blocks before nor what
  // waited to be given out. So each call gets what the library asked for, which is one
  // block at most, and none before all of the last is out.
  Step step(std::string_view in, std::span<char> out) override {
    if (pending_) {
      Step rest = decode({}, out);
      if (rest.given > 0 || rest.done || !rest.damage.empty()) return rest;
    }
    return decode(in.substr(0, wanted_), out);
  }

  Result<void> restart() override {
    if (!context_) return fail(Code::kUnreadable, "no memory to decompress zstd");
    ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
    wanted_ = kLessThanHeader;
    pending_ = false;
    return {};
  }

  // Skippable frames too: they hold what other programs put there, and give nothing.
  bool begins(std::string_view bytes) const override {
    return bytes.starts_with("\x28\xB5\x2F\xFD") ||
           (bytes.size() >= 4 && bytes.substr(1).starts_with("\x2A\x4D\x18") &&
            (bytes[0] & 0xF0) == 0x50);
  }

  char first_byte() const override { return '\x28'; }
  std::string_view name() const override { return "zstd"; }

 private:
  Step decode(std::string_view in, std::span<char> out) {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    size_t status = ZSTD_decompressStream(context_.get(), &output, &input);
    Step step{.taken = input.pos, .given = output.pos, .done = status == 0};
    pending_ = output.pos == output.size;
    wanted_ = std::max<size_t>(status, 1);
    if (ZSTD_isError(status)) {
      ZSTD_ErrorCode code = ZSTD_getErrorCode(status);
      step.damage = ZSTD_getErrorName(status);
      step.too_large = code == ZSTD_error_frameParameter_windowTooLarge ||
                       code == ZSTD_error_memory_allocation;
    }
    return step;
  }

  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  // A frame that is seen whole at once is decoded in one go, or not at all.
  static constexpr size_t kLessThanHeader = 5;
  size_t wanted_ = kLessThanHeader;

  // The last call filled its output: there may be more.
  bool pending_ = false;
  std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
};

}  // namespace

std::unique_ptr<Decoder> make_zstd_decoder(uint64_t max_bytes) {
  return std::make_unique<ZstdDecoder>(max_bytes);
}

}  // namespace unspin
