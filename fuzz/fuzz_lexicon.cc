// Compiled lexicons of any bytes: with the checksum that fits them, so that the fuzzer
// gets past it, and as they are. Every question must be answered without a read
// outside the bytes.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/hash.h"
#include "lexicon/layout.h"
#include "lexicon/lexicon.h"

namespace {

void ask(const unspin::Lexicon& lexicon) {
  // Words of the seeds, and two that no lexicon has.
  std::array<uint64_t, 8> words{0, UINT64_MAX};
  size_t n = 2;
  for (const char* text : {"ship", "vessel", "red", "carpet", "rise", "fall"})
    words[n++] = unspin::hash_word(text);
  std::span<const uint64_t> all(words);
  for (size_t i = 0; i < words.size(); ++i)
    for (size_t j = 0; j < words.size(); ++j) {
      (void)lexicon.kinship(all.subspan(i, 1), all.subspan(j, 1));
      (void)lexicon.is_antonym(words[i], words[j]);
      (void)lexicon.association(words[i], words[j]);
      (void)lexicon.is_expression(all.subspan(i, std::min(j, words.size() - i)));
      (void)lexicon.senses(words[i]);
      (void)lexicon.stem_frequency(words[i]);
    }
  (void)lexicon.info();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace unspin;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)Lexicon::from_bytes(bytes, "input");
  if (size < sizeof(layout::Header)) return 0;
  layout::Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  header.magic = layout::kMagic;
  header.version = layout::kVersion;
  header.file_bytes = size;
  std::memcpy(bytes.data(), &header, sizeof(header));
  header.checksum = hash_bytes(std::string_view(bytes).substr(layout::kChecksummedFrom));
  std::memcpy(bytes.data(), &header, sizeof(header));
  if (auto lexicon = Lexicon::from_bytes(std::move(bytes), "input"); lexicon)
    ask(*lexicon);
  return 0;
}
