// This file makes UTF-8 of bytes in whatever encoding they are.
//
// What is declared is wrong often enough: servers that call every page Latin-1, editors
// that save UTF-8 under an old header. The bytes know better where they can. Hardly any
// text in another encoding is valid UTF-8 by chance: each of its letters outside of
// ASCII would have to be followed by just the right bytes. So valid UTF-8 is taken as
// that against any label, and so is what is UTF-8 but for a few places, cut or pasted
// from elsewhere; those bytes stay as they are, for what cannot be read must not be
// changed. Then the label is believed, unless under it the text comes out as nonsense;
// and last the bytes are asked again, by statistics.

#include "base/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>

#include "base/charset_detect.h"
#include "base/charset_labels.h"

namespace unspin {
namespace {

// Above this share of wrong characters a declaration is not believed.
constexpr double kMostWrongDeclared = 5.0;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// ICU's own would write U+001A for some.
void write_replacement(const void* /*context*/, UConverterToUnicodeArgs* args,
                       const char* /*units*/, int32_t /*length*/,
                       UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  *error = U_ZERO_ERROR;
  constexpr UChar kReplacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &kReplacement, 1, 0, error);
}

Converter open_converter(std::string_view charset) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(icu_converter(charset).c_str(), &error));
  if (U_FAILURE(error)) return nullptr;
  ucnv_setToUCallBack(converter.get(), write_replacement, nullptr, nullptr, nullptr,
                      &error);
  return U_FAILURE(error) ? nullptr : std::move(converter);
}

// How UTF-8 some bytes are.
struct Utf8Count {
  size_t letters = 0;  // sequences of two and more bytes
  size_t wrong = 0;    // places that belong to none
};

constexpr uint64_t kHighBits = 0x8080808080808080;

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  size_t at = 0;
  while (at < bytes.size()) {
    uint64_t word = 0;
    if (bytes.size() - at >= sizeof(word)) {
      std::memcpy(&word, bytes.data() + at, sizeof(word));
      if ((word & kHighBits) == 0) {
        at += sizeof(word);
        continue;
      }
    }
    // ICU counts in 32 bits; no sequence is longer than four bytes.
    size_t here = at;
    std::string_view window = bytes.substr(at, 64);
    int32_t in_window = 0;
    UChar32 c = 0;
    U8_NEXT(window.data(), in_window, static_cast<int32_t>(window.size()), c);
    at += static_cast<size_t>(in_window);
    if (c >= 0) {
      count.letters += c >= 0x80;
    } else {
      // A letter that is cut off at the end of all is no fault, where there are others.
      bool cut = at == bytes.size() && U8_IS_LEAD(bytes[here]) &&
                 at - here <= static_cast<size_t>(U8_COUNT_TRAIL_BYTES(bytes[here]));
      count.wrong += !cut || count.letters == 0;
    }
  }
  return count;
}

// A few strange bytes among many letters; no other encoding looks like that.
bool is_mostly_utf8(const Utf8Count& count) {
  constexpr size_t kLettersForOneWrong = 4;
  return count.wrong == 0 || count.wrong * kLettersForOneWrong <= count.letters;
}

void drop_front(std::string& bytes, std::string_view mark) {
  if (bytes.starts_with(mark)) bytes.erase(0, mark.size());
}

// Whether `bytes` may be what `charset`, one of the two UTF-16, says: the NULs of spaces
// and line ends stand on the right side. Letters may look like ASCII, Cyrillic ones do.
bool may_be_utf16(std::string_view bytes, std::string_view charset) {
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0';
  size_t side = charset == "UTF-16LE" ? 1 : 0;
  return zeros[side] > 0 && zeros[1 - side] == 0;
}

bool has_escapes(std::string_view bytes) {
  return bytes.find("\x1B$") != bytes.npos || bytes.find("\x1B(") != bytes.npos;
}

}  // namespace

std::string_view find_utf16(std::string_view head) {
  if (head.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (head.starts_with("\xFE\xFF")) return "UTF-16BE";
  constexpr size_t kEnough = 8192;
  head = head.substr(0, kEnough);
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  size_t units = head.size() / 2;
  if (units < 4) return {};
  if (zeros[0] == 0 && zeros[1] * 10 > units * 7) return "UTF-16LE";
  if (zeros[1] == 0 && zeros[0] * 10 > units * 7) return "UTF-16BE";
  return {};
}

std::optional<std::string> find_charset(std::string_view label) {
  constexpr std::string_view kTrimmed = " \t\r\n\f\"';";
  size_t begin = label.find_first_not_of(kTrimmed);
  if (begin == label.npos) return std::nullopt;
  std::string low(label.substr(begin, label.find_last_not_of(kTrimmed) - begin + 1));
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::string_view charset = charset_of_label(low);
  if (charset.empty()) return std::nullopt;
  return std::string(charset);
}

std::string convert_text(std::string_view bytes, std::string_view charset) {
  Converter from = open_converter(charset);
  Converter to = open_converter("UTF-8");
  std::string text;
  if (!from || !to) return text;
  // ICU takes no more than 2 GiB at a time.
  constexpr size_t kChunkBytes = size_t{256} << 20;
  // Most encodings grow by a half at most.
  text.resize(bytes.size() + bytes.size() / 2 + 64);
  UChar pivot[4096];
  UChar* pivot_in = pivot;
  UChar* pivot_out = pivot;
  const char* in = bytes.data();
  const char* end = in + bytes.size();
  size_t filled = 0;
  while (true) {
    size_t left = static_cast<size_t>(end - in);
    const char* in_end = in + std::min(left, kChunkBytes);
    char* out = text.data() + filled;
    char* out_end = out + std::min(text.size() - filled, kChunkBytes);
    UErrorCode error = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &out, out_end, &in, in_end, pivot, &pivot_in,
                   &pivot_out, std::end(pivot), false, in_end == end, &error);
    filled = static_cast<size_t>(out - text.data());
    if (error == U_BUFFER_OVERFLOW_ERROR) {
      if (filled + 64 > text.size()) text.resize(text.size() * 2);
    } else if (U_FAILURE(error) || in_end == end) {
      break;
    }
  }
  text.resize(filled);
  drop_front(text, "\xEF\xBB\xBF");
  return text;
}

Decoded decode_text(std::string bytes, std::string_view declared) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    drop_front(bytes, "\xEF\xBB\xBF");
    return {std::move(bytes), "UTF-8"};
  }
  if (std::string_view utf16 = find_utf16(bytes); !utf16.empty())
    return {convert_text(bytes, utf16), std::string(utf16)};

  std::optional<std::string> charset = find_charset(declared);
  if (charset && charset->starts_with("UTF-16") && may_be_utf16(bytes, *charset))
    return {convert_text(bytes, *charset), *charset};
  // Japanese mail is all ASCII, by escapes.
  if (charset == "ISO-2022-JP" && has_escapes(bytes))
    return {convert_text(bytes, *charset), *charset};
  if (is_mostly_utf8(count_utf8(bytes))) return {std::move(bytes), "UTF-8"};

  std::string sample = sample_bytes(bytes);
  bool believed = charset && !charset->starts_with("UTF-") && charset != "ISO-2022-JP" &&
                  share_wrong(sample, *charset) <= kMostWrongDeclared;
  if (!believed) charset = detect_charset(sample);
  return {convert_text(bytes, *charset), *charset};
}

}  // namespace unspin
