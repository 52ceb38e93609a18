// Guesses encodings with ICU's detector, which counts letter triples and byte pairs per
// language. Three things are left to us.
//
// The detector looks at the first eight kilobytes. Of a page those are often plain
// ASCII: so it is given a sample, the stretches around the bytes that matter.
//
// It does not know Thai, and takes it for Chinese or Japanese. The Thai encoding leaves
// out some bytes that Chinese text of any length has, which tells the two apart.
//
// It always says something. A guess whose bytes come out as characters that no text has
// is passed over for the next, and one with little confidence for windows-1252: bytes
// that nobody declares are mostly an accent or a curly quote in a Western text.

#include "base/charset_detect.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/charset.h"
#include "base/charset_labels.h"

namespace unspin {
namespace {

constexpr size_t kSampleBytes = 8192;
constexpr size_t kContextBytes = 16;

// Guesses below are not better than windows-1252; found on short texts in many languages.
constexpr int kLeastConfidence = 15;
constexpr int kLeastConfidenceOfMultibyte = 30;

// No guess may decode more of its sample to nonsense.
constexpr double kMostWrong = 5.0;

bool is_high(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

// These follow no lead byte in any encoding that we know: safe to cut behind.
bool is_border(char byte) { return static_cast<unsigned char>(byte) < 0x30; }

bool is_multibyte(std::string_view charset) {
  static constexpr std::string_view kMultibyte[] = {"GBK",    "GB18030",   "Big5",
                                                    "EUC-JP", "Shift_JIS", "EUC-KR"};
  return std::ranges::find(kMultibyte, charset) != std::end(kMultibyte);
}

// Enough bytes, none that windows-874 leaves undefined, and few letters of ASCII.
bool looks_thai(std::string_view sample) {
  constexpr size_t kEnough = 40;
  size_t high = 0;
  size_t low = 0;
  for (char c : sample) {
    auto byte = static_cast<unsigned char>(c);
    low += (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    if (byte < 0x80) continue;
    bool punctuation = byte == 0x85 || (byte >= 0x91 && byte <= 0x97) || byte == 0xA0;
    bool letter = byte >= 0xA1 && byte <= 0xFB && (byte <= 0xDA || byte >= 0xDF);
    if (!punctuation && !letter) return false;
    ++high;
  }
  return high >= kEnough && low * 2 < high;
}

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

}  // namespace

std::string sample_bytes(std::string_view bytes) {
  std::string sample;
  size_t at = 0;
  while (sample.size() < kSampleBytes) {
    size_t high = static_cast<size_t>(
        std::find_if(bytes.begin() + static_cast<ptrdiff_t>(at), bytes.end(), is_high) -
        bytes.begin());
    if (high == bytes.size()) break;
    size_t begin = std::max(at, high - std::min(high, kContextBytes));
    while (begin > at && begin < high && !is_border(bytes[begin - 1])) ++begin;
    // On to where nothing has been high for a while.
    size_t end = high + 1;
    size_t last = high;
    while (end < bytes.size() && end - begin < kSampleBytes &&
           (end - last <= kContextBytes || !is_border(bytes[end - 1]))) {
      if (is_high(bytes[end])) last = end;
      ++end;
    }
    sample += bytes.substr(begin, end - begin);
    at = end;
  }
  return sample;
}

double share_wrong(std::string_view sample, std::string_view charset) {
  std::string text = convert_text(sample, charset);
  size_t characters = 0;
  size_t wrong = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xC0) continue;
    ++characters;
    std::string_view rest = std::string_view(text).substr(at);
    bool replacement = rest.starts_with("\xEF\xBF\xBD");
    bool control =
        byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0;
    wrong += replacement || control;
  }
  return characters == 0
             ? 0.0
             : 100.0 * static_cast<double>(wrong) / static_cast<double>(characters);
}

std::string detect_charset(std::string_view sample) {
  std::string fallback = "windows-1252";
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&error));
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()),
                 &error);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
  if (U_FAILURE(error)) return fallback;
  for (int32_t i = 0; i < count; ++i) {
    std::optional<std::string> charset = find_charset(ucsdet_getName(matches[i], &error));
    int confidence = ucsdet_getConfidence(matches[i], &error);
    if (!charset || charset->starts_with("UTF-") || *charset == "ISO-2022-JP") continue;
    bool multibyte = is_multibyte(*charset);
    if (confidence < (multibyte ? kLeastConfidenceOfMultibyte : kLeastConfidence)) break;
    constexpr int kSure = 90;
    if (multibyte && confidence < kSure && looks_thai(sample)) return "windows-874";
    // The Ukrainian one has four letters more, where the Russian one has lines for boxes.
    if (charset == "KOI8-R") charset = "KOI8-U";
    if (share_wrong(sample, *charset) <= kMostWrong) return *charset;
  }
  return looks_thai(sample) ? "windows-874" : fallback;
}

}  // namespace unspin
