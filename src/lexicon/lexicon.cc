// This file answers questions from a compiled lexicon.
//
// The file is mapped, not read, so that a program that compares two short texts
// touches only the pages it asks about; opening costs one pass of XXH3 over the
// bytes, a few milliseconds. After that nothing is trusted twice: a file with a good
// checksum can still have been made by somebody else, so each place read from a
// record is checked against the end of the pool, and a search ends after the whole
// table. A bad record then reads as an absent one.

#include "lexicon/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/layout.h"
#include "lexicon/lines.h"

namespace unspin {

using layout::Bucket;
using layout::Header;
using layout::SectionPlace;

namespace {

// A hash table of the file; see layout.h.
struct Table {
  std::span<const Bucket> buckets;

  // 0 when absent.
  uint32_t find(uint64_t key) const {
    size_t n = buckets.size();
    auto i = static_cast<size_t>(layout::home(key, n));
    for (size_t seen = 0; seen < n; ++seen) {
      const Bucket& bucket = buckets[i];
      for (size_t k = 0; k < bucket.tags.size(); ++k)
        if (bucket.tags[k] == layout::tag(key)) return bucket.values[k];
      if (bucket.values.back() == 0) return 0;
      if (++i == n) i = 0;
    }
    return 0;
  }
};

using List = std::span<const uint32_t>;

// True when no element of the one can be in the other: lists of different parts of
// speech mostly end here.
bool are_apart(List a, List b) {
  return a.empty() || b.empty() || a.back() < b.front() || b.back() < a.front();
}

bool intersect(List a, List b) {
  if (are_apart(a, b)) return false;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) return true;
    a[i] < b[j] ? ++i : ++j;
  }
  return false;
}

// A lexeme record; see layout.h.
struct Lexeme {
  List groups, broader, related, antonyms;
};

// The pool of records. A place that is not in it, or a record that runs over its end,
// reads as an empty one.
struct Pool {
  List records;

  List lexemes_of(uint32_t term) const {
    return term < records.size() ? take(term + size_t{1}, records[term] & 0xffff)
                                 : List();
  }

  bool is_expression(uint32_t term) const {
    return term < records.size() && (records[term] >> 16 & layout::kIsExpression);
  }

  Lexeme lexeme(uint32_t place) const {
    List sizes = take(place, 2);
    if (sizes.empty()) return {};
    std::array<size_t, 4> n = {sizes[0] & 0xffff, sizes[0] >> 16, sizes[1] & 0xffff,
                               sizes[1] >> 16};
    List all = take(size_t{place} + 2, n[0] + n[1] + n[2] + n[3]);
    if (all.empty()) return {};
    return {all.subspan(0, n[0]), all.subspan(n[0], n[1]), all.subspan(n[0] + n[1], n[2]),
            all.subspan(n[0] + n[1] + n[2])};
  }

 private:
  List take(size_t from, size_t n) const {
    if (from > records.size() || n > records.size() - from) return {};
    return records.subspan(from, n);
  }
};

// True when one of `groups` stands above the other lexeme, as `broader` lists it.
bool is_above(List groups, List broader) {
  if (groups.empty() || broader.empty() || groups.back() < broader.front() >> 1 ||
      broader.back() >> 1 < groups.front())
    return false;
  for (size_t i = 0, j = 0; i < groups.size() && j < broader.size();) {
    uint32_t above = broader[j] >> 1;
    if (groups[i] == above) return true;
    groups[i] < above ? ++i : ++j;
  }
  return false;
}

// True when something not too wide stands above both.
bool are_sisters(List a, List b) {
  if (are_apart(a, b)) return false;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j] && (a[i] & 1) == 0) return true;
    a[i] < b[j] ? ++i : ++j;
  }
  return false;
}

// The counted words of a group; see layout.h.
struct MemberLists {
  std::span<const uint16_t> own, below;
};

}  // namespace

struct Lexicon::State {
  MappedFile file;
  std::string owned;  // instead of a file
  Header header;
  Table terms, words, stems, pairs;
  std::span<const uint64_t> phrases;
  Pool pool;
  std::span<const char> sources, spellings;
  std::span<const uint32_t> spelling_starts, member_starts;
  std::span<const uint16_t> members;
  double per_running_word = 0;

  // Why these bytes are no lexicon; empty when they are one.
  std::string read(std::string_view bytes);

  // The term's place in the pool; 0 when it is none.
  uint32_t find_term(std::span<const uint64_t> phrase) const {
    uint64_t key = hash_phrase(phrase);
    return phrase.size() > 1 && !may_be_phrase(key) ? 0 : terms.find(key);
  }

  MemberLists members_of(uint32_t group) const;

 private:
  bool may_be_phrase(uint64_t key) const {
    if (phrases.empty()) return false;
    uint64_t bits = layout::phrase_bits(key);
    return (phrases[layout::home(key, phrases.size())] & bits) == bits;
  }

  template <typename T>
  bool place(std::string_view bytes, layout::Section section, std::span<const T>& out);
};

template <typename T>
bool Lexicon::State::place(std::string_view bytes, layout::Section section,
                           std::span<const T>& out) {
  SectionPlace at = header.sections[section];
  if (at.offset % layout::kAlignment != 0 || at.offset < sizeof(Header) ||
      at.offset > bytes.size() || at.count > (bytes.size() - at.offset) / sizeof(T))
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
  if (!place(bytes, layout::kTerms, terms.buckets) ||
      !place(bytes, layout::kPhrases, phrases) ||
      !place(bytes, layout::kRecords, pool.records) ||
      !place(bytes, layout::kWords, words.buckets) ||
      !place(bytes, layout::kStems, stems.buckets) ||
      !place(bytes, layout::kPairs, pairs.buckets) ||
      !place(bytes, layout::kSources, sources) ||
      !place(bytes, layout::kSpellings, spellings) ||
      !place(bytes, layout::kSpellingStarts, spelling_starts) ||
      !place(bytes, layout::kMembers, members) ||
      !place(bytes, layout::kMemberStarts, member_starts))
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

namespace {

constexpr const char* kAdvice = "build it anew with 'unspin lexicon build'";

tl::unexpected<Error> refuse(const std::string& name, const std::string& reason) {
  return fail(Code::kCorrupt, fmt::format("{}: {}; {}", name, reason, kAdvice));
}

}  // namespace

Result<Lexicon> Lexicon::open(const std::filesystem::path& path) {
  auto file = MappedFile::open(path);
  if (!file)
    return fail(file.error().code, fmt::format("{}; {}", file.error().message, kAdvice));
  auto state = std::make_unique<State>();
  state->file = *std::move(file);
  std::string reason = state->read(state->file.bytes());
  if (!reason.empty()) return refuse(path.string(), reason);
  return Lexicon(std::move(state));
}

Result<Lexicon> Lexicon::from_bytes(std::string bytes, const std::string& name) {
  auto state = std::make_unique<State>();
  state->owned = std::move(bytes);
  std::string reason = state->read(state->owned);
  if (!reason.empty()) return refuse(name, reason);
  return Lexicon(std::move(state));
}

bool Lexicon::empty() const { return !state_; }

std::string Lexicon::language() const {
  if (!state_) return "";
  const auto& padded = state_->header.language;
  return std::string(padded.begin(), std::ranges::find(padded, '\0'));
}

LexiconInfo Lexicon::info() const {
  LexiconInfo info;
  if (!state_) return info;
  const Header& header = state_->header;
  info.language = language();
  info.version = header.version;
  info.checksum = header.checksum;
  info.words = header.words;
  info.expressions = header.expressions;
  info.forms = header.forms;
  info.groups = header.groups;
  info.counted_words = header.counted_words;
  info.counted_pairs = header.counted_pairs;
  info.running_words = header.running_words;
  info.bytes = header.file_bytes;
  std::string_view lines(state_->sources.data(), state_->sources.size());
  while (!lines.empty()) info.sources.emplace_back(take_line(lines));
  return info;
}

Kinship Lexicon::kinship(std::span<const uint64_t> a, std::span<const uint64_t> b) const {
  if (!state_) return Kinship::kNone;
  const Pool& pool = state_->pool;
  uint32_t term_a = state_->find_term(a);
  uint32_t term_b = term_a == 0 ? 0 : state_->find_term(b);
  if (term_b == 0) return Kinship::kNone;
  List of_a = pool.lexemes_of(term_a), of_b = pool.lexemes_of(term_b);
  if (intersect(of_a, of_b)) return Kinship::kInflection;

  bool related = false;
  for (uint32_t place_a : of_a) {
    Lexeme x = pool.lexeme(place_a);
    related = related || intersect(x.related, of_b);
    for (uint32_t place_b : of_b) {
      Lexeme y = pool.lexeme(place_b);
      if (intersect(x.groups, y.groups)) return Kinship::kSynonym;
      related = related || is_above(x.groups, y.broader) ||
                is_above(y.groups, x.broader) || are_sisters(x.broader, y.broader);
    }
  }
  return related ? Kinship::kRelated : Kinship::kNone;
}

bool Lexicon::is_expression(std::span<const uint64_t> words) const {
  return state_ && words.size() > 1 &&
         state_->pool.is_expression(state_->find_term(words));
}

size_t Lexicon::max_expression_words() const {
  return state_ ? state_->header.max_expression_words : 0;
}

std::string_view Lexicon::spelling(uint32_t number) const {
  if (!state_ || number + size_t{1} >= state_->spelling_starts.size()) return {};
  size_t begin = state_->spelling_starts[number];
  size_t end = state_->spelling_starts[number + size_t{1}];
  if (begin > end || end > state_->spellings.size()) return {};
  return {state_->spellings.data() + begin, end - begin};
}

bool Lexicon::is_entry(std::span<const uint64_t> phrase) const {
  return state_ && !phrase.empty() && state_->find_term(phrase) != 0;
}

MemberLists Lexicon::State::members_of(uint32_t group) const {
  size_t stride = group / layout::kMembersStride;
  if (stride >= member_starts.size()) return {};
  size_t at = member_starts[stride];
  for (uint32_t left = group % layout::kMembersStride;; --left) {
    if (at >= members.size()) return {};
    size_t own = members[at] & 0xff, below = members[at] >> 8;
    if (own + below > members.size() - at - 1) return {};
    if (left == 0)
      return {members.subspan(at + 1, own), members.subspan(at + 1 + own, below)};
    at += 1 + own + below;
  }
}

void Lexicon::stand_ins(std::span<const uint64_t> phrase,
                        std::vector<StandIn>& out) const {
  out.clear();
  if (!state_ || phrase.empty()) return;
  uint32_t term = state_->find_term(phrase);
  if (term == 0) return;
  auto add = [&](std::span<const uint16_t> numbers, bool synonym) {
    for (uint16_t number : numbers) {
      if (out.size() == kMostStandIns) return;
      auto same = [&](const StandIn& other) { return other.number == number; };
      if (std::ranges::none_of(out, same)) out.push_back({number, synonym});
    }
  };
  List lexemes = state_->pool.lexemes_of(term);
  for (uint32_t place : lexemes)
    for (uint32_t group : state_->pool.lexeme(place).groups)
      add(state_->members_of(group).own, true);
  for (uint32_t place : lexemes) {
    Lexeme lexeme = state_->pool.lexeme(place);
    for (uint32_t group : lexeme.groups) add(state_->members_of(group).below, false);
    for (uint32_t broader : lexeme.broader)
      add(state_->members_of(broader >> 1).own, false);
  }
}

bool Lexicon::is_antonym(uint64_t a, uint64_t b) const {
  if (!state_) return false;
  const Pool& pool = state_->pool;
  List of_b = pool.lexemes_of(state_->terms.find(b));
  for (uint32_t place : pool.lexemes_of(state_->terms.find(a)))
    if (List antonyms = pool.lexeme(place).antonyms; !antonyms.empty())
      if (intersect(antonyms, of_b)) return true;
  return false;
}

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

uint32_t Lexicon::senses(uint64_t word) const {
  if (!state_) return 0;
  size_t senses = 0;
  for (uint32_t place : state_->pool.lexemes_of(state_->terms.find(word)))
    senses += state_->pool.lexeme(place).groups.size();
  return static_cast<uint32_t>(senses);
}

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
