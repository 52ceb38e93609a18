// This file answers questions from a compiled lexicon.
//
// The file is mapped, not read, so that a program that compares two short texts
// touches only the pages it asks about; opening costs one pass of XXH3 over the
// bytes, a few milliseconds. After that nothing is trusted twice: a file with a good
// checksum can still have been made by somebody else, so each place read from a
// record is checked against the end of the pool, and a probe ends after the whole
// table. A bad record then reads as an absent one.

#include "lexicon/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/layout.h"

namespace unspin {

using layout::Header;
using layout::SectionPlace;
using layout::Slot;

namespace {

// A hash table of the file; see layout.h.
struct SlotTable {
  std::span<const Slot> slots;

  // 0 when absent.
  uint32_t find(uint64_t key) const {
    size_t n = slots.size();
    size_t i = static_cast<size_t>(layout::home(key, n));
    for (size_t probes = 0; probes < n; ++probes) {
      if (slots[i].value == 0) return 0;
      if (slots[i].tag == layout::tag(key)) return slots[i].value;
      if (++i == n) i = 0;
    }
    return 0;
  }
};

}  // namespace

struct Lexicon::State {
  MappedFile file;
  Header header;
  SlotTable terms, words, stems, pairs;
  std::span<const uint32_t> records;
  double per_running_word = 0;

  // Why these bytes are no lexicon; empty when they are one.
  std::string read(std::string_view bytes);

 private:
  template <typename T>
  bool place(std::string_view bytes, layout::Section section, std::span<const T>& out);
};

template <typename T>
bool Lexicon::State::place(std::string_view bytes, layout::Section section,
                           std::span<const T>& out) {
  SectionPlace at = header.sections[section];
  if (at.offset % 8 != 0 || at.offset < sizeof(Header) || at.offset > bytes.size() ||
      at.count > (bytes.size() - at.offset) / sizeof(T))
    return false;
  out = {reinterpret_cast<const T*>(bytes.data() + at.offset),
         static_cast<size_t>(at.count)};
  return true;
}

std::string Lexicon::State::read(std::string_view bytes) {
  if (bytes.size() < sizeof(Header)) return "cut short";
  std::memcpy(&header, bytes.data(), sizeof(Header));
  if (header.magic != layout::kMagic) return "not a lexicon";
  if (header.version != layout::kVersion)
    return fmt::format("of version {}, this program reads {}", header.version,
                       layout::kVersion);
  if (header.file_bytes != bytes.size()) return "cut short or grown";
  if (header.checksum != hash_bytes(bytes.substr(layout::kChecksummedFrom)))
    return "damaged";
  std::span<const char> sources;
  if (!place(bytes, layout::kTerms, terms.slots) ||
      !place(bytes, layout::kRecords, records) ||
      !place(bytes, layout::kWords, words.slots) ||
      !place(bytes, layout::kStems, stems.slots) ||
      !place(bytes, layout::kPairs, pairs.slots) ||
      !place(bytes, layout::kSources, sources))
    return "damaged";
  if (header.running_words)
    per_running_word = 1.0 / static_cast<double>(header.running_words);
  return "";
}

Lexicon::Lexicon() = default;
Lexicon::Lexicon(std::unique_ptr<State> state) : state_(std::move(state)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::open(const std::filesystem::path& path) {
  auto state = std::make_unique<State>();
  UNSPIN_TRY(state->file, MappedFile::open(path));
  if (std::string reason = state->read(state->file.bytes()); !reason.empty())
    return fail(Code::kCorrupt,
                fmt::format("{}: {}; build it anew with 'unspin lexicon build'",
                            path.string(), reason));
  return Lexicon(std::move(state));
}

bool Lexicon::empty() const { return !state_; }

std::string Lexicon::language() const {
  if (!state_) return "";
  const auto& padded = state_->header.language;
  return std::string(padded.begin(), std::ranges::find(padded, '\0'));
}

Kinship Lexicon::kinship(std::span<const uint64_t>, std::span<const uint64_t>) const {
  return Kinship::kNone;
}
bool Lexicon::is_expression(std::span<const uint64_t>) const { return false; }
size_t Lexicon::max_expression_words() const { return 0; }
bool Lexicon::is_antonym(uint64_t, uint64_t) const { return false; }

double Lexicon::stem_frequency(uint64_t stem) const {
  if (!state_ || state_->header.running_words == 0) return 1e-6;
  uint32_t count = state_->stems.find(stem);
  return std::min(1.0, (count ? count : 0.5) * state_->per_running_word);
}

uint32_t Lexicon::count(uint64_t word) const {
  return state_ ? state_->words.find(word) : 0;
}

uint32_t Lexicon::count(uint64_t first, uint64_t second) const {
  return state_ ? state_->pairs.find(hash_phrase(std::array{first, second})) : 0;
}

uint64_t Lexicon::total_count() const {
  return state_ ? state_->header.running_words : 0;
}

double Lexicon::association(uint64_t first, uint64_t second) const {
  double both = count(first, second);
  if (both == 0) return 0;
  double apart = static_cast<double>(count(first)) * count(second);
  return apart == 0 ? 0 : std::log(both * static_cast<double>(total_count()) / apart);
}

uint32_t Lexicon::senses(uint64_t) const { return 0; }

Result<std::filesystem::path> find_lexicon(const std::filesystem::path& program,
                                           const std::string& language) {
  namespace fs = std::filesystem;
  std::string name = language + ".lexicon";
  for (const fs::path& folder :
       {program.parent_path(), program.parent_path() / "../share/unspin"})
    if (std::error_code ignored; fs::exists(folder / name, ignored)) return folder / name;
  return fail(Code::kNotFound,
              fmt::format("{}: not found beside {} nor in ../share/unspin; build it with "
                          "'unspin lexicon build'",
                          name, program.string()));
}

}  // namespace unspin
