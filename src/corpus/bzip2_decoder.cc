#include <bzlib.h>

#include <algorithm>
#include <memory>

#include "corpus/decoder.h"

namespace unspin {
namespace {

constexpr size_t kLongestSpan = size_t{1} << 30;  // the library counts in 32 bits

class Bzip2Decoder final : public Decoder {
 public:
  Bzip2Decoder() = default;
  Bzip2Decoder(const Bzip2Decoder&) = delete;
  Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;
  ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&stream_); }

  Step step(std::string_view in, std::span<char> out) override {
    // The library does not write to its input.
    stream_.next_in = const_cast<char*>(in.data());
    stream_.avail_in = static_cast<unsigned>(std::min(in.size(), kLongestSpan));
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<unsigned>(std::min(out.size(), kLongestSpan));
    unsigned in_before = stream_.avail_in;
    unsigned out_before = stream_.avail_out;
    int status = BZ2_bzDecompress(&stream_);
    Step step{.taken = in_before - stream_.avail_in,
              .given = out_before - stream_.avail_out,
              .done = status == BZ_STREAM_END};
    if (status != BZ_OK && status != BZ_STREAM_END)
      step.damage = status == BZ_MEM_ERROR ? "no memory" : "invalid data";
    return step;
  }

  Result<void> restart() override {
    BZ2_bzDecompressEnd(&stream_);
    stream_ = {};
    if (BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK)
      return fail(Code::kUnreadable, "no memory to decompress bzip2");
    return {};
  }

  bool begins(std::string_view bytes) const override {
    return detect_compression(bytes) == Compression::kBzip2;
  }

  char first_byte() const override { return 'B'; }
  std::string_view name() const override { return "bzip2"; }

 private:
  bz_stream stream_ = {};
};

}  // namespace

std::unique_ptr<Decoder> make_bzip2_decoder() { return std::make_unique<Bzip2Decoder>(); }

}  // namespace unspin
