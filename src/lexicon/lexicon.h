// lexicon/: here is a word or phrase, give me what may stand in for it; is this
// a fixed expression? how common is it?
//
// Words and phrases are known by hash_word and hash_phrase of their normalised
// forms. All answers come from one memory-mapped file; without a file the
// lexicon is empty and knows nothing, and everything else still works.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/error.h"
#include "unspin/match.h"

namespace unspin {

// What a compiled lexicon holds.
struct LexiconInfo {
  std::string language;
  uint32_t version = 0;      // of the file format
  uint64_t words = 0;        // entries of one word
  uint64_t expressions = 0;  // entries of several words
  uint64_t forms = 0;        // inflected forms that are no entries themselves
  uint64_t groups = 0;       // sets of synonyms
  uint64_t counted_words = 0;
  uint64_t counted_pairs = 0;
  uint64_t running_words = 0;  // of the reference text
  uint64_t bytes = 0;
  uint64_t checksum = 0;             // of its content
  std::vector<std::string> sources;  // a line each, for people
};

class Lexicon {
 public:
  // Knows nothing.
  Lexicon();

  // Maps a compiled lexicon and checks version and checksum.
  // Errors: kNotFound, kCorrupt: says which file and how to build it anew.
  static Result<Lexicon> open(const std::filesystem::path& path);

  // The same from bytes in memory; `name` stands for the file in messages.
  static Result<Lexicon> from_bytes(std::string bytes, const std::string& name);

  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  bool empty() const;

  // The language it was built for, ISO 639-1; empty when empty().
  std::string language() const;

  // All zero when empty().
  LexiconInfo info() const;

  // What ties two words or phrases together, by dictionary alone: kSynonym when
  // they share a sense, kRelated for a broader, narrower or sister term,
  // kInflection for forms of one word, else kNone. Symmetric.
  // Cost: a few cache misses.
  Kinship kinship(std::span<const uint64_t> a, std::span<const uint64_t> b) const;

  // True when these words, in this order, are a dictionary entry of several words
  // ("red carpet", "quid pro quo", "security council").
  bool is_expression(std::span<const uint64_t> words) const;

  // Words in the longest entry: longer phrases need not be asked for, here or of
  // kinship(). 0 when empty(), never above 8.
  size_t max_expression_words() const;

  // Counted words that may have stood where `phrase`, one word or several, stands now:
  // its synonyms and what is one step broader or narrower, in every form they take; not
  // the forms of `phrase` itself as far as endings tell. Each once, no more than kMost.
  //
  // Order: as in the file; none of frequency.
  // Cost:  a microsecond or two.
  struct StandIn {
    uint32_t number = 0;   // for spelling(); hash_word of that is the word
    bool synonym = false;  // not merely broader or narrower
  };
  static constexpr size_t kMostStandIns = 96;
  void stand_ins(std::span<const uint64_t> phrase, std::vector<StandIn>& out) const;

  // How a word listed by stand_ins is written, normalised. Valid as long as this.
  std::string_view spelling(uint32_t number) const;

  // Whether the dictionary has it, in whatever form.
  bool is_entry(std::span<const uint64_t> phrase) const;

  // Opposites: "increase", "decrease".
  bool is_antonym(uint64_t a, uint64_t b) const;

  // Share of running words that have this stem, in (0, 1]; what is unseen gets the
  // share of a word seen half a time. 1e-6 for everything when empty().
  double stem_frequency(uint64_t stem) const;

  // How often the reference text has this word, or these two words in a row.
  // 0 when never or below the cut of the table.
  uint32_t count(uint64_t word) const;
  uint32_t count(uint64_t first, uint64_t second) const;

  // Running words of the reference text.
  uint64_t total_count() const;

  // How much oftener than by chance `second` follows `first` in the reference text:
  // their pointwise mutual information in nats. 0 for a pair that is not in the table
  // and by pure chance; "security council" has about 8.
  double association(uint64_t first, uint64_t second) const;

  // How many senses the dictionary gives the word; 0 when it has no entry.
  uint32_t senses(uint64_t word) const;

 private:
  struct State;
  explicit Lexicon(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Where the lexicon of `language` lies for a library or program that was built
// or installed at `program`: beside it, or in ../share/unspin. Errors: kNotFound.
Result<std::filesystem::path> find_lexicon(const std::filesystem::path& program,
                                           const std::string& language);

}  // namespace unspin
