#include "corpus/encoder.h"

#include <bzlib.h>
#include <isa-l/igzip_lib.h>
#include <lzma.h>
#include <zstd.h>

#include <algorithm>

namespace unspin {
namespace {

constexpr size_t kLongestSpan = size_t{1} << 30;  // ISA-L and bzip2 count in 32 bits

class GzipEncoder final : public Encoder {
 public:
  bool begin() override {
    if (!buffer_) buffer_ = std::make_unique_for_overwrite<uint8_t[]>(kBuffer);
    isal_deflate_init(&stream_);
    stream_.gzip_flag = IGZIP_GZIP;
    stream_.level = kLevel;
    stream_.level_buf = buffer_.get();
    stream_.level_buf_size = kBuffer;
    return true;
  }

  Step step(std::string_view in, std::span<char> out, bool finish) override {
    bool whole = in.size() <= kLongestSpan;
    in = in.substr(0, kLongestSpan);
    // The library does not write to its input.
    stream_.next_in = reinterpret_cast<uint8_t*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uint32_t>(in.size());
    stream_.next_out = reinterpret_cast<uint8_t*>(out.data());
    stream_.avail_out = static_cast<uint32_t>(std::min(out.size(), kLongestSpan));
    stream_.end_of_stream = finish && whole;
    uint32_t out_before = stream_.avail_out;
    int status = isal_deflate(&stream_);
    return {.taken = in.size() - stream_.avail_in,
            .given = out_before - stream_.avail_out,
            .done = stream_.internal_state.state == ZSTATE_END,
            .failed = status != COMP_OK};
  }

 private:
  static constexpr int kLevel = 3;  // the best that the library has
  static constexpr size_t kBuffer = ISAL_DEF_LVL3_DEFAULT;

  isal_zstream stream_ = {};
  std::unique_ptr<uint8_t[]> buffer_;
};

class ZstdEncoder final : public Encoder {
 public:
  bool begin() override {
    if (!context_) return false;
    ZSTD_CCtx_reset(context_.get(), ZSTD_reset_session_only);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    return true;
  }

  Step step(std::string_view in, std::span<char> out, bool finish) override {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    size_t left = ZSTD_compressStream2(context_.get(), &output, &input,
                                       finish ? ZSTD_e_end : ZSTD_e_continue);
    return {.taken = input.pos,
            .given = output.pos,
            .done = finish && left == 0,
            .failed = ZSTD_isError(left) != 0};
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  std::unique_ptr<ZSTD_CCtx, Free> context_{ZSTD_createCCtx()};
};

class Bzip2Encoder final : public Encoder {
 public:
  Bzip2Encoder() = default;
  Bzip2Encoder(const Bzip2Encoder&) = delete;
  Bzip2Encoder& operator=(const Bzip2Encoder&) = delete;
  ~Bzip2Encoder() override { BZ2_bzCompressEnd(&stream_); }

  bool begin() override {
    BZ2_bzCompressEnd(&stream_);
    stream_ = {};
    constexpr int kLargestBlock = 9;
    return BZ2_bzCompressInit(&stream_, kLargestBlock, 0, 0) == BZ_OK;
  }

  Step step(std::string_view in, std::span<char> out, bool finish) override {
    bool whole = in.size() <= kLongestSpan;
    in = in.substr(0, kLongestSpan);
    // The library takes nothing to do for a mistake.
    if (in.empty() && !finish) return {};
    stream_.next_in = const_cast<char*>(in.data());
    stream_.avail_in = static_cast<unsigned>(in.size());
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<unsigned>(std::min(out.size(), kLongestSpan));
    unsigned out_before = stream_.avail_out;
    int status = BZ2_bzCompress(&stream_, finish && whole ? BZ_FINISH : BZ_RUN);
    return {.taken = in.size() - stream_.avail_in,
            .given = out_before - stream_.avail_out,
            .done = status == BZ_STREAM_END,
            .failed = status < 0};
  }

 private:
  bz_stream stream_ = {};
};

class XzEncoder final : public Encoder {
 public:
  XzEncoder() = default;
  XzEncoder(const XzEncoder&) = delete;
  XzEncoder& operator=(const XzEncoder&) = delete;
  ~XzEncoder() override { lzma_end(&stream_); }

  bool begin() override {
    return lzma_easy_encoder(&stream_, LZMA_PRESET_DEFAULT, LZMA_CHECK_CRC64) == LZMA_OK;
  }

  Step step(std::string_view in, std::span<char> out, bool finish) override {
    stream_.next_in = reinterpret_cast<const uint8_t*>(in.data());
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<uint8_t*>(out.data());
    stream_.avail_out = out.size();
    lzma_ret status = lzma_code(&stream_, finish ? LZMA_FINISH : LZMA_RUN);
    return {.taken = in.size() - stream_.avail_in,
            .given = out.size() - stream_.avail_out,
            .done = status == LZMA_STREAM_END,
            .failed = status != LZMA_OK && status != LZMA_STREAM_END &&
                      status != LZMA_BUF_ERROR};
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
};

}  // namespace

std::unique_ptr<Encoder> make_encoder(Compression compression) {
  switch (compression) {
    case Compression::kNone:
      break;
    case Compression::kGzip:
      return std::make_unique<GzipEncoder>();
    case Compression::kZstd:
      return std::make_unique<ZstdEncoder>();
    case Compression::kBzip2:
      return std::make_unique<Bzip2Encoder>();
    case Compression::kXz:
      return std::make_unique<XzEncoder>();
  }
  return nullptr;
}

}  // namespace unspin
