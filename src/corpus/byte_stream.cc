// Streams: plain bytes as they come, compressed ones member by member.
//
// Crawls are written as one gzip member for each record, tools append to logs, and
// files are joined with cat: so a compressed file is any number of members, one behind
// the other, and what the formats differ in is left to Decoder. Between two members we
// stand at a border: more of the same, or the end. What follows the last member, zeros
// of a tape block or some bytes of anything else, is passed over as gzip does it. But
// when a further member begins behind such bytes, they are no garbage at the end: they
// are a damaged member in the middle, and to pass over the rest in silence would lose
// it. So we look.
//
// Behind damage, too, the next member is looked for, if the reader asks: where each
// record has a member of its own, one record is lost and not the rest of the file. A
// member that is cut off in the middle of a file makes the decoder run on into those
// behind it before it notices, so the search begins not there but behind the damaged
// member's first byte, as far as the window still holds that, and never where a search
// before has been: so no byte is decoded more than twice.
//
// A bomb shows in how much comes out for what goes in. That is measured over windows
// of output, because a bomb may lie behind megabytes of innocent data, and because
// innocent data has stretches that compress a thousandfold.

#include "corpus/byte_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/decoder.h"
#include "corpus/raw_input.h"

namespace unspin {
namespace {

// Over how much output the ratio is taken.
constexpr uint64_t kRatioWindow = uint64_t{16} << 20;

// Counts what was given, and says when it is too much.
class Allowance {
 public:
  explicit Allowance(const ReadLimits& limits)
      : most_(limits.max_file_bytes), max_ratio_(limits.max_ratio) {}

  // How many of `bytes` may be given next.
  size_t cap(size_t bytes) const {
    return most_ == 0 ? bytes : std::min<uint64_t>(bytes, most_ - given_);
  }

  void give(size_t bytes) { given_ += bytes; }
  bool used_up() const { return most_ != 0 && given_ == most_; }
  uint64_t most() const { return most_; }
  uint64_t max_ratio() const { return max_ratio_; }

  // Whether what came since the window began is too much for `taken`, all the compressed
  // bytes so far.
  bool is_bomb(uint64_t taken) {
    uint64_t out = given_ - window_given_;
    if (max_ratio_ == 0 || out < kRatioWindow) return false;
    bool bomb = out / max_ratio_ > taken - window_taken_;
    window_given_ = given_;
    window_taken_ = taken;
    return bomb;
  }

 private:
  uint64_t most_;
  uint64_t max_ratio_;
  uint64_t given_ = 0;
  uint64_t window_given_ = 0;
  uint64_t window_taken_ = 0;
};

tl::unexpected<Error> fail_too_long(uint64_t most) {
  return fail(Code::kTooLarge,
              fmt::format("longer than the limit of {} bytes for one file", most));
}

class PlainStream final : public ByteStream {
 public:
  PlainStream(RawInput input, const ReadLimits& limits)
      : input_(std::move(input)), allowance_(limits) {}

  Result<size_t> read(std::span<char> into) override {
    if (over_ || into.empty()) return 0;
    if (allowance_.used_up()) return read_past_limit();
    Result<size_t> n = input_.read(into.first(allowance_.cap(into.size())));
    allowance_.give(n.value_or(0));
    over_ = n.value_or(0) == 0;
    return n;
  }

  uint64_t consumed() const override { return input_.taken(); }

 private:
  // A file of just the limit's length is within it.
  Result<size_t> read_past_limit() {
    over_ = true;
    char one = 0;
    UNSPIN_TRY(size_t n, input_.read({&one, 1}));
    if (n == 0) return 0;
    return fail_too_long(allowance_.most());
  }

  RawInput input_;
  Allowance allowance_;
  bool over_ = false;
};

class DecodedStream final : public ByteStream {
 public:
  DecodedStream(RawInput input, std::unique_ptr<Decoder> decoder,
                const ReadLimits& limits)
      : input_(std::move(input)), decoder_(std::move(decoder)), allowance_(limits) {}

  Result<size_t> read(std::span<char> into) override {
    size_t filled = 0;
    // Goes on into the next members, but does not wait for the file with something in
    // hand: standard input may be slow.
    while (filled < into.size() && !over_ && (filled == 0 || !input_.window().empty()))
      filled += advance(into.subspan(filled));
    if (filled == 0 && error_)
      return tl::unexpected(*std::exchange(error_, std::nullopt));
    return filled;
  }

  bool resume() override {
    if (!search_from_) return false;
    uint64_t from = std::max(*std::exchange(search_from_, std::nullopt), searched_);
    searched_ = std::max(searched_, input_.taken());
    if (from < input_.taken()) input_.put_back(input_.taken() - from);
    // A member that is damaged in its first byte would be found again.
    if (input_.taken() == member_begin_ && fill()) input_.take(1);
    over_ = !seek_member();
    if (!over_) enter_member();
    return !over_;
  }

  uint64_t consumed() const override { return input_.taken(); }

 private:
  // One step: into a member, on in it, or out of the last. Returns what it gave.
  size_t advance(std::span<char> into) {
    if (!in_member_) {
      begin_member();
      return 0;
    }
    // One byte past the limit tells a file that is too long from one that just fits.
    char past = 0;
    bool at_limit = allowance_.used_up();
    std::span<char> out =
        at_limit ? std::span(&past, 1) : into.first(allowance_.cap(into.size()));
    Decoder::Step step = decoder_->step(input_.window(), out);
    input_.take(step.taken);
    decoded_ += step.taken;
    in_member_ = !step.done;
    if (at_limit && step.given > 0) {
      stop(fail_too_long(allowance_.most()));
      return 0;
    }
    allowance_.give(step.given);
    if (!step.damage.empty()) {
      stop_at_damage(step);
    } else if (allowance_.is_bomb(decoded_)) {
      stop(fail(Code::kTooLarge,
                fmt::format("{} data at byte {} grows more than {} times when "
                            "decompressed: is it a bomb?",
                            decoder_->name(), input_.taken(), allowance_.max_ratio())));
    } else if (step.taken == 0 && step.given == 0 && !step.done) {
      refill();
    }
    return step.given;
  }

  void stop(tl::unexpected<Error> error) {
    over_ = true;
    error_ = std::move(error).value();
  }

  void stop_at_damage(const Decoder::Step& step) {
    if (!step.too_large) search_from_ = member_begin_ + 1;
    stop(fail(step.too_large ? Code::kTooLarge : Code::kCorrupt,
              fmt::format("{} data is damaged at byte {} (in the member at byte {}): {}",
                          decoder_->name(), input_.taken(), member_begin_, step.damage)));
  }

  // The decoder wants more than the window holds.
  void refill() {
    size_t held = input_.window().size();
    if (Result<void> filled = input_.fill(held + 1); !filled) {
      stop(tl::unexpected(std::move(filled).error()));
    } else if (input_.window().size() == held) {
      search_from_ = member_begin_ + 1;
      stop(fail(Code::kCorrupt,
                fmt::format("{} data ends early at byte {} (in the member at byte {})",
                            decoder_->name(), input_.taken() + held, member_begin_)));
    }
  }

  // At a border: begins the member that follows, if one does.
  void begin_member() {
    if (input_.taken() > 0) {
      if (!skip_zeros()) return;
      if (!decoder_->begins(input_.window())) return pass_over_end();
    }
    enter_member();
  }

  void enter_member() {
    member_begin_ = input_.taken();
    in_member_ = true;
    if (Result<void> ready = decoder_->restart(); !ready)
      stop(tl::unexpected(std::move(ready).error()));
  }

  // To the next byte that is not zero, with kMagicBytes of what follows. False when
  // there is none.
  bool skip_zeros() {
    while (true) {
      std::string_view window = input_.window();
      input_.take(std::min(window.find_first_not_of('\0'), window.size()));
      if (!fill()) return false;
      if (input_.window().empty()) over_ = true;
      if (over_ || input_.window().front() != '\0') return !over_;
    }
  }

  bool fill() {
    Result<void> filled = input_.fill(Decoder::kMagicBytes);
    if (filled) return true;
    stop(tl::unexpected(std::move(filled).error()));
    return false;
  }

  // Behind the last member; unless there is one more.
  void pass_over_end() {
    uint64_t begin = input_.taken();
    if (seek_member()) {
      search_from_ = input_.taken();
      stop(fail(Code::kCorrupt,
                fmt::format("{} data is damaged at byte {}: no member begins there, and "
                            "one does at byte {}",
                            decoder_->name(), begin, input_.taken())));
    }
    over_ = true;
  }

  // Takes what comes before the next member; false when there is none.
  bool seek_member() {
    if (!fill()) return false;
    while (!input_.window().empty()) {
      std::string_view window = input_.window();
      size_t at = find_member(window);
      // A member's first bytes may lie across the window's end.
      size_t tail = input_.at_end() ? 0 : Decoder::kMagicBytes - 1;
      input_.take(at < window.size() ? at
                                     : window.size() - std::min(tail, window.size()));
      if (at < window.size()) return true;
      if (!fill()) return false;
    }
    return false;
  }

  // Where in `window` a member begins; its size when none does.
  size_t find_member(std::string_view window) const {
    for (size_t at = 0; at < window.size(); ++at) {
      at = std::min(window.find(decoder_->first_byte(), at), window.size());
      if (at < window.size() && decoder_->begins(window.substr(at))) return at;
    }
    return window.size();
  }

  RawInput input_;
  std::unique_ptr<Decoder> decoder_;
  Allowance allowance_;
  bool in_member_ = false;
  bool over_ = false;
  uint64_t member_begin_ = 0;

  // How much the decoder took: more than was taken of the file, where it went back.
  uint64_t decoded_ = 0;

  // After damage: where the next member is to be looked for; and up to where that was
  // done before.
  std::optional<uint64_t> search_from_;
  uint64_t searched_ = 0;
  std::optional<Error> error_;
};

OpenedStream open_input(RawInput input, const ReadLimits& limits) {
  Compression compression = detect_compression(input.window());
  if (compression == Compression::kNone)
    return {std::make_unique<PlainStream>(std::move(input), limits), compression};
  return {std::make_unique<DecodedStream>(std::move(input),
                                          make_decoder(compression, limits), limits),
          compression};
}

}  // namespace

std::unique_ptr<Decoder> make_decoder(Compression compression, const ReadLimits& limits) {
  switch (compression) {
    case Compression::kNone:
      break;
    case Compression::kGzip:
      return make_gzip_decoder();
    case Compression::kZstd:
      return make_zstd_decoder(limits.max_decoder_bytes);
    case Compression::kBzip2:
      return make_bzip2_decoder();
    case Compression::kXz:
      return make_xz_decoder(limits.max_decoder_bytes);
  }
  return nullptr;
}

Result<OpenedStream> open_stream(const std::string& path, const ReadLimits& limits) {
  UNSPIN_TRY(RawInput input, RawInput::open(path));
  if (Result<void> filled = input.fill(Decoder::kMagicBytes); !filled)
    return fail(Code::kUnreadable, fmt::format("{}: {}", path, filled.error().message));
  return open_input(std::move(input), limits);
}

OpenedStream open_memory(std::string_view file, const ReadLimits& limits) {
  return open_input(RawInput(file), limits);
}

}  // namespace unspin
