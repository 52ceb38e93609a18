#include "corpus/content_coding.h"

#include <brotli/decode.h>
#include <fmt/format.h>
#include <isa-l/igzip_lib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <span>

namespace unspin {
namespace {

// Results up to this are no bombs, whatever the ratio.
constexpr uint64_t kHarmlessBytes = uint64_t{4} << 20;

// RFC 9659: what a zstd window may be in HTTP, as a power of two.
constexpr int kMaxZstdWindow = 23;

struct Step {
  enum State { kGoesOn, kDone, kDamaged } state = kGoesOn;
  size_t taken = 0;
  size_t written = 0;
};

class BodyDecoder {
 public:
  virtual ~BodyDecoder() = default;
  virtual Step step(std::string_view in, std::span<char> out) = 0;
};

class InflateDecoder final : public BodyDecoder {
 public:
  explicit InflateDecoder(uint32_t wrapper) {
    isal_inflate_init(state_.get());
    state_->crc_flag = wrapper;
  }

  Step step(std::string_view in, std::span<char> out) override {
    auto in_size = static_cast<uint32_t>(std::min(in.size(), kMostAtOnce));
    auto out_size = static_cast<uint32_t>(std::min(out.size(), kMostAtOnce));
    state_->next_in = reinterpret_cast<uint8_t*>(const_cast<char*>(in.data()));
    state_->avail_in = in_size;
    state_->next_out = reinterpret_cast<uint8_t*>(out.data());
    state_->avail_out = out_size;
    int result = isal_inflate(state_.get());
    Step step{.taken = in_size - state_->avail_in,
              .written = out_size - state_->avail_out};
    if (result < 0)
      step.state = Step::kDamaged;
    else if (state_->block_state == ISAL_BLOCK_FINISH)
      step.state = Step::kDone;
    return step;
  }

 private:
  static constexpr size_t kMostAtOnce = size_t{1} << 30;
  std::unique_ptr<inflate_state> state_ = std::make_unique_for_overwrite<inflate_state>();
};

class BrotliDecoder final : public BodyDecoder {
 public:
  Step step(std::string_view in, std::span<char> out) override {
    size_t in_left = in.size();
    size_t out_left = out.size();
    const auto* from = reinterpret_cast<const uint8_t*>(in.data());
    auto* to = reinterpret_cast<uint8_t*>(out.data());
    BrotliDecoderResult result = BrotliDecoderDecompressStream(
        state_.get(), &in_left, &from, &out_left, &to, nullptr);
    Step step{.taken = in.size() - in_left, .written = out.size() - out_left};
    if (result == BROTLI_DECODER_RESULT_SUCCESS) step.state = Step::kDone;
    if (result == BROTLI_DECODER_RESULT_ERROR) step.state = Step::kDamaged;
    return step;
  }

 private:
  struct Free {
    void operator()(BrotliDecoderState* state) const {
      BrotliDecoderDestroyInstance(state);
    }
  };
  std::unique_ptr<BrotliDecoderState, Free> state_{
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
};

class ZstdDecoder final : public BodyDecoder {
 public:
  ZstdDecoder() {
    ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, kMaxZstdWindow);
  }

  Step step(std::string_view in, std::span<char> out) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    size_t result = ZSTD_decompressStream(state_.get(), &to, &from);
    Step step{.taken = from.pos, .written = to.pos};
    if (ZSTD_isError(result))
      step.state = Step::kDamaged;
    else if (result == 0 && from.pos == in.size())  // of the last frame
      step.state = Step::kDone;
    return step;
  }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* state) const { ZSTD_freeDCtx(state); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> state_{ZSTD_createDCtx()};
};

// Servers mean by "deflate" what it says, with zlib's wrapper, or without.
bool has_zlib_header(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  auto first = static_cast<unsigned char>(bytes[0]);
  auto second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x0F) == 8 && (first * 256 + second) % 31 == 0;
}

std::unique_ptr<BodyDecoder> make_body_decoder(ContentCoding coding,
                                               std::string_view bytes) {
  switch (coding) {
    case ContentCoding::kGzip:
      return std::make_unique<InflateDecoder>(ISAL_GZIP);
    case ContentCoding::kDeflate:
      return std::make_unique<InflateDecoder>(has_zlib_header(bytes) ? ISAL_ZLIB
                                                                     : ISAL_DEFLATE);
    case ContentCoding::kBrotli:
      return std::make_unique<BrotliDecoder>();
    case ContentCoding::kZstd:
      return std::make_unique<ZstdDecoder>();
  }
  return nullptr;
}

}  // namespace

Result<std::string> take_off(ContentCoding coding, std::string_view bytes,
                             const ReadLimits& limits) {
  std::unique_ptr<BodyDecoder> decoder = make_body_decoder(coding, bytes);
  // One byte beyond the limit tells that it was passed.
  uint64_t most = limits.max_record_bytes + (limits.max_record_bytes < UINT64_MAX);
  std::string result(std::min<uint64_t>(bytes.size() * 6 + 1024, most), '\0');
  size_t taken = 0;
  size_t written = 0;
  while (true) {
    Step step = decoder->step(bytes.substr(taken), std::span(result).subspan(written));
    taken += step.taken;
    written += step.written;
    if (step.state == Step::kDamaged) return fail(Code::kCorrupt, "damaged");
    if (written > limits.max_record_bytes)
      return fail(Code::kTooLarge,
                  fmt::format("more than {} bytes", limits.max_record_bytes));
    if (limits.max_ratio != 0 && written > kHarmlessBytes &&
        written / limits.max_ratio > taken)
      return fail(Code::kTooLarge, fmt::format("more than {} bytes for each of its own",
                                               limits.max_ratio));
    if (step.state == Step::kDone) break;
    if (written == result.size())
      result.resize(std::min<uint64_t>(result.size() * 2, most));
    else if (taken == bytes.size() || (step.taken == 0 && step.written == 0))
      break;
  }
  result.resize(written);
  return result;
}

}  // namespace unspin
