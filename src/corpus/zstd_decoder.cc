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

  Step step(std::string_view in, std::span<char> out) override {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    size_t status = ZSTD_decompressStream(context_.get(), &output, &input);
    Step step{.taken = input.pos, .given = output.pos};
    if (ZSTD_isError(status)) {
      step.damage = ZSTD_getErrorName(status);
      step.too_large =
          ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge ||
          ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation;
    }
    step.done = status == 0;
    return step;
  }

  Result<void> restart() override {
    if (!context_) return fail(Code::kUnreadable, "no memory to decompress zstd");
    ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
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
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> context_{ZSTD_createDCtx()};
};

}  // namespace

std::unique_ptr<Decoder> make_zstd_decoder(uint64_t max_bytes) {
  return std::make_unique<ZstdDecoder>(max_bytes);
}

}  // namespace unspin
