// What we do not read, told by name where people meet it: an error that says what to do
// is worth more than "not text".

#include <algorithm>
#include <iterator>

#include "base/charset.h"
#include "corpus/kind.h"

namespace unspin {
namespace {

using namespace std::string_view_literals;

struct Magic {
  size_t offset = 0;
  std::string_view bytes;
  std::string_view description;
};

constexpr Magic kMagics[] = {
    {0, "\x04\x22\x4D\x18"sv, "is lz4; decompress it first (lz4 -d)"},
    {0, "\x02\x21\x4C\x18"sv, "is lz4; decompress it first (lz4 -d)"},
    {0, "\x1F\x8B\x08"sv, "is gzip inside a compressed file; decompress it once first"},
    {0, "\x28\xB5\x2F\xFD"sv,
     "is zstd inside a compressed file; decompress it once first"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "is xz inside a compressed file; decompress it once first"},
    {0, "BZh91AY&SY"sv, "is bzip2 inside a compressed file; decompress it once first"},
    {0, "\xFF\x06\x00\x00sNaPpY"sv, "is snappy; decompress it first"},
    {0, "\x1F\x9D"sv, "is compress'ed (.Z); decompress it first (gzip -d)"},
    {0, "LZIP"sv, "is lzip; decompress it first (lzip -d)"},
    {0, "PK\x03\x04"sv,
     "is a zip archive (or an office document or e-book); unpack it first"},
    {0, "PK\x05\x06"sv, "is an empty zip archive"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "is a 7z archive; unpack it first"},
    {0, "Rar!\x1A\x07"sv, "is a rar archive; unpack it first"},
    {257, "ustar"sv, "is a tar archive; unpack it first (tar -x)"},
    {0, "%PDF-"sv, "is a PDF document; make it text first (pdftotext)"},
    {0, "%!PS-Adobe"sv, "is a PostScript document; make it text first (ps2ascii)"},
    {0, "{\\rtf"sv, "is an RTF document; save it as text first"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
     "is an office document; save it as text first"},
    {0, "\x89PNG\r\n"sv, "is a picture (PNG)"},
    {0, "\xFF\xD8\xFF"sv, "is a picture (JPEG)"},
    {0, "GIF87a"sv, "is a picture (GIF)"},
    {0, "GIF89a"sv, "is a picture (GIF)"},
    {8, "WEBP"sv, "is a picture (WebP)"},
    {0, "II*\0"sv, "is a picture (TIFF)"},
    {0, "MM\0*"sv, "is a picture (TIFF)"},
    {0,
     "\x7F"
     "ELF"sv,
     "is a program"},
    {0, "SQLite format 3\0"sv, "is an SQLite database; export it as CSV or JSON lines"},
    {0, "ORC"sv, "is ORC; make it Parquet first"},
    {0, "Obj\x01"sv, "is Avro; make it Parquet or JSON lines first"},
    {0, "ARROW1\0\0"sv, "is an Arrow file; make it Parquet first"},
    {4, "ftyp"sv, "is a video or sound file"},
    {0, "ID3"sv, "is a sound file (MP3)"},
    {0, "OggS"sv, "is a sound file (Ogg)"},
};

// What begins as no text does; the others may ("ORChestra"), and it takes control
// characters as well.
bool is_proof(const Magic& magic) { return magic.offset == 0 && magic.bytes.size() >= 5; }

const Magic* find_magic(std::string_view head) {
  const auto* found = std::ranges::find_if(kMagics, [&](const Magic& magic) {
    return head.size() >= magic.offset &&
           head.substr(magic.offset).starts_with(magic.bytes);
  });
  return found == std::end(kMagics) ? nullptr : found;
}

bool is_control(char byte) {
  auto c = static_cast<unsigned char>(byte);
  return (c < 0x20 && (c < '\b' || c > '\r') && c != 0x1B) || c == 0x7F;
}

}  // namespace

bool looks_binary(std::string_view head) {
  const Magic* magic = find_magic(head);
  if (magic && is_proof(*magic)) return true;
  if (!find_utf16(head).empty()) return false;
  return find_binary(head).has_value();
}

std::string_view describe_binary(std::string_view head) {
  const Magic* magic = find_magic(head);
  return magic ? magic->description : "is not text: it has too many control characters";
}

std::optional<size_t> find_binary(std::string_view bytes) {
  if (std::ranges::count_if(bytes, is_control) * 50 <= std::ssize(bytes))
    return std::nullopt;
  return static_cast<size_t>(std::ranges::find_if(bytes, is_control) - bytes.begin());
}

}  // namespace unspin
