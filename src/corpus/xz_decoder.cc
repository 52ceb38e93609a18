#include <lzma.h>

#include <memory>

#include "corpus/decoder.h"

namespace unspin {
namespace {

std::string_view describe(lzma_ret status) {
  switch (status) {
    case LZMA_FORMAT_ERROR:
      return "invalid header";
    case LZMA_OPTIONS_ERROR:
      return "a filter that is not supported";
    case LZMA_MEMLIMIT_ERROR:
      return "it takes too much memory to decompress";
    case LZMA_MEM_ERROR:
      return "no memory";
    default:
      return "invalid data or wrong checksum";
  }
}

class XzDecoder final : public Decoder {
 public:
  explicit XzDecoder(uint64_t max_bytes) : max_bytes_(max_bytes) {}
  XzDecoder(const XzDecoder&) = delete;
  XzDecoder& operator=(const XzDecoder&) = delete;
  ~XzDecoder() override { lzma_end(&stream_); }

  Step step(std::string_view in, std::span<char> out) override {
    stream_.next_in = reinterpret_cast<const uint8_t*>(in.data());
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<uint8_t*>(out.data());
    stream_.avail_out = out.size();
    lzma_ret status = lzma_code(&stream_, LZMA_RUN);
    Step step{.taken = in.size() - stream_.avail_in,
              .given = out.size() - stream_.avail_out,
              .done = status == LZMA_STREAM_END};
    // LZMA_BUF_ERROR: nothing could be done without more input.
    if (status != LZMA_OK && status != LZMA_STREAM_END && status != LZMA_BUF_ERROR)
      step.damage = describe(status);
    step.too_large = status == LZMA_MEMLIMIT_ERROR || status == LZMA_MEM_ERROR;
    return step;
  }

  Result<void> restart() override {
    if (lzma_stream_decoder(&stream_, max_bytes_, 0) != LZMA_OK)
      return fail(Code::kUnreadable, "no memory to decompress xz");
    return {};
  }

  bool begins(std::string_view bytes) const override {
    return detect_compression(bytes) == Compression::kXz;
  }

  char first_byte() const override { return '\xFD'; }
  std::string_view name() const override { return "xz"; }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  uint64_t max_bytes_;
};

}  // namespace

std::unique_ptr<Decoder> make_xz_decoder(uint64_t max_bytes) {
  return std::make_unique<XzDecoder>(max_bytes);
}

}  // namespace unspin
