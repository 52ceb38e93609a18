// A machine that spins texts as the scrapers' machines do: word by word, out of a
// thesaurus, without reading. For measuring only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lexicon/lexicon.h"

namespace unspin::bench {

enum class SpinnerKind : uint8_t {
  kRandomSense,   // any word of any sense that WordNet gives
  kThesaurus,     // any entry of any meaning in MyThes, broader terms too
  kFirstSense,    // the first other word of the most usual sense
  kConsistent,    // the same, but each word it knows is replaced throughout
  kBestFit,       // the adversary: of all synonyms, the one that fits its neighbours best
  kCommon,        // common words of any meaning in either, for words of grammar too
  kForeign,       // any entry of any meaning in Aiksaurus, which no lexicon of ours holds
  kPartOfSpeech,  // a word of the first senses of the part of speech it seems to be
  kInflection,    // another form of the word itself
  kPhrases,       // phrases for phrases, and for words where there are some
  kForeignOfAll,  // half kForeign, the rest inflection and phrases of Aiksaurus
};

// A word and what was put in its place, as bytes of the text given and of the spun one.
struct Replacement {
  size_t begin = 0, end = 0;
  size_t spun_begin = 0, spun_end = 0;
};

class Spinner {
 public:
  // Reads the dictionaries; without them nothing is ever replaced.
  Spinner(const std::filesystem::path& wordnet, const std::filesystem::path& thesaurus);

  // Replaces about `share` of the words, function words excepted, keeping their
  // endings and capitals; fewer where not enough words have a stand-in.
  std::string spin(std::string_view text, SpinnerKind kind, double share,
                   const Lexicon& lexicon, std::mt19937_64& random,
                   std::vector<Replacement>* replacements = nullptr) const;

  // For kCommon: another thesaurus in the format of MyThes.
  void read_supplement(const std::filesystem::path& path);

  // For kForeign: the folder of Debian's libaiksaurus-1.2-data. False when it is not
  // there.
  bool read_aiksaurus(const std::filesystem::path& folder);

  // Every entry of every meaning that MyThes has of `word`, which is in lower case, with
  // its ending put on.
  std::vector<std::string> thesaurus_stand_ins(const std::string& word) const;

 private:
  struct Form;
  struct Word;
  using Synset = std::vector<std::string>;

  void read_wordnet(const std::filesystem::path& folder, char part);
  void read_exceptions(const std::filesystem::path& path, char part);
  void read_uses(const std::filesystem::path& path);
  using Meanings = std::unordered_map<std::string, std::vector<Synset>>;
  static void read_thesaurus(const std::filesystem::path& path, Meanings& meanings);

  std::vector<Form> forms(const std::string& word) const;
  std::string inflect(const std::string& phrase, const Form& form) const;
  std::vector<std::vector<std::string>> stand_ins_by_sense(const std::string& word,
                                                           SpinnerKind kind) const;
  std::vector<std::string> stand_ins(const std::string& word, SpinnerKind kind,
                                     std::mt19937_64& random) const;
  std::vector<std::string> common_stand_ins(const std::string& word,
                                            const Lexicon& lexicon) const;
  size_t draw_common(const std::vector<std::string>& choices, const Lexicon& lexicon,
                     std::mt19937_64& random) const;
  char part_of_speech(const std::string& word, const std::string& before) const;
  std::vector<std::string> other_forms(const std::string& word) const;
  std::vector<std::string> phrases_for(const std::string& words, SpinnerKind kind) const;
  std::vector<std::string> drawn(const std::string& word, const std::string& before,
                                 SpinnerKind kind, std::mt19937_64& random) const;
  size_t best_fit(const std::vector<std::string>& choices, const std::string& left,
                  const std::string& right, const Lexicon& lexicon) const;

  // By part of speech and word, "n:office": its senses, most usual first.
  std::unordered_map<std::string, std::vector<Synset>> senses_;
  Meanings meanings_;                                     // MyThes
  Meanings supplement_;                                   // the same, of words of grammar
  Meanings foreign_;                                      // of any part of speech
  std::unordered_map<std::string, double> uses_;          // "v:take": in tagged texts
  std::unordered_map<std::string, std::string> base_of_;  // "v:took": take
  std::unordered_map<std::string, std::string> past_of_;  // "take": took
};

}  // namespace unspin::bench
