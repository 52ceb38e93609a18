// The compiled lexicon's bytes: what build.cc writes and lexicon.cc maps.
// docs/formats/lexicon.md tells the same in prose, with an example.
//
// A header, then sections, each at a multiple of 64 bytes: a bucket of a table is a
// line of the processor's cache. Little-endian. Four kinds of section: tables of
// buckets, the filter of phrases, the pool of records, and text.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace unspin::layout {

static_assert(std::endian::native == std::endian::little,
              "lexicons are mapped as they are; a big-endian machine needs a swap");

constexpr std::array<char, 8> kMagic = {'u', 'n', 's', 'p', 'i', 'n', 'l', 'x'};
constexpr uint32_t kVersion = 3;
constexpr uint64_t kAlignment = 64;

enum Section : uint32_t {
  kTerms,           // buckets: hash_phrase -> place of a term in kRecords
  kPhrases,         // uint64_t: filter of the terms of several words; see below
  kRecords,         // uint32_t: terms and lexemes; see below
  kWords,           // buckets: hash_word of a word -> count
  kStems,           // buckets: hash_word of a stem -> count of all words with this stem
  kPairs,           // buckets: hash_phrase of two words -> count
  kSources,         // char: one line a source, for people
  kSpellings,       // char: the counted words' spellings, back to back
  kSpellingStarts,  // uint32_t: where each begins in kSpellings, and its end
  kMembers,         // uint16_t: counted words by group; see below
  kMemberStarts,    // uint32_t: where each kMembersStride-th group begins in kMembers
  kSectionCount
};

struct SectionPlace {
  uint64_t offset = 0;  // bytes from the start of the file; a multiple of kAlignment
  uint64_t count = 0;   // elements
};

struct Header {
  std::array<char, 8> magic = kMagic;
  uint64_t checksum = 0;  // hash_bytes of all that follows this field
  uint32_t version = kVersion;
  uint32_t max_expression_words = 0;
  uint64_t file_bytes = 0;            // of the whole file
  std::array<char, 8> language = {};  // ISO 639-1, padded with zeros
  uint64_t running_words = 0;         // of the reference text
  uint64_t words = 0;                 // entries of one word
  uint64_t expressions = 0;           // entries of several words
  uint64_t forms = 0;                 // inflected forms that are no entries themselves
  uint64_t groups = 0;                // sets of synonyms
  uint64_t counted_words = 0;
  uint64_t counted_pairs = 0;
  uint64_t skipped_lines = 0;
  std::array<SectionPlace, kSectionCount> sections;
};
static_assert(sizeof(Header) == 280 && std::is_trivially_copyable_v<Header>);
constexpr size_t kChecksummedFrom = offsetof(Header, version);

// Eight places of a hash table, filled from the first; a place with value 0 is free. A
// key's search begins in bucket home(key, buckets) and goes on to the next, wrapping
// round, while a bucket is full. Two keys are taken for one when they meet in a search
// and share their low 32 bits: about once in 2^29 look-ups of a word that is not there.
struct Bucket {
  std::array<uint32_t, 8> tags{};  // low halves of the keys
  std::array<uint32_t, 8> values{};
};
static_assert(sizeof(Bucket) == kAlignment);

__extension__ using uint128 = unsigned __int128;
inline uint64_t home(uint64_t key, uint64_t n) {
  return static_cast<uint64_t>((uint128{key} * n) >> 64);
}
inline uint32_t tag(uint64_t key) { return static_cast<uint32_t>(key); }

// The filter says of nearly every phrase that is no term that it is none: each term of
// several words sets the bits phrase_bits(key) in element home(key, elements).
inline uint64_t phrase_bits(uint64_t key) {
  auto bit = [](uint64_t i) { return uint64_t{1} << (i & 63); };
  return bit(key) | bit(key >> 6) | bit(key >> 12);
}

// Records. A term is a word or phrase as it may stand in a text, a lexeme one word
// or phrase as one part of speech; "supplied" and "supply" are terms of the
// lexeme supply (verb). Both are known by the place of their first element in
// kRecords; place 0 is no record.
//
//   term:   n_lexemes | flags << 16, then the places of its lexemes, ascending
//   lexeme: n_groups | n_broader << 16, n_related | n_antonyms << 16, then
//           its groups, its broader groups, related lexemes, antonyms;
//           each list ascending
//
// A broader group is written as group << 1, plus 1 when it is so wide (see
// kMaxSisters) that two members below it have little in common.
//
// Members. A counted word is known by its number: the place of its hash among the hashes
// of all counted words, ascending. Words from number 65536 on are in no group.
//
//   group: n_members | n_below << 8, then the words of the group in any form, then words
//          of narrower groups; each list ascending
constexpr uint32_t kMembersStride = 16;
constexpr uint32_t kMaxMembers = 40;
constexpr uint32_t kMaxBelow = 12;
constexpr uint32_t kMaxNumbered = 1 << 16;

constexpr uint32_t kIsExpression = 1;
constexpr uint32_t kMaxListed = 0xffff;

}  // namespace unspin::layout
