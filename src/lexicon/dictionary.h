// Dictionaries in memory, whatever they were read from: what build.cc gathers before
// it writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace unspin {

// kFunction: words of grammar ("such as", "it is"), which may stand for one another
// but are no fixed expressions.
enum class Part : uint8_t { kNoun, kVerb, kAdjective, kAdverb, kOther, kFunction };
constexpr size_t kParts = 6;

using LexemeId = uint32_t;
using GroupId = uint32_t;
constexpr LexemeId kNoLexeme = UINT32_MAX;

// Longest entry that is taken in, in words.
constexpr size_t kMaxPhraseWords = 8;

// What an entry's text comes to; no words when there are none or too many.
struct Phrase {
  std::vector<std::string> words;  // normalised
  uint64_t key = 0;                // hash_phrase of them
};

// One word or phrase as one part of speech. Lists may hold an element twice until
// Dictionary::finish().
struct Lexeme {
  const Phrase* phrase = nullptr;  // kept by the dictionary
  Part part = Part::kOther;
  bool proper = false;  // always written with a capital
  std::vector<GroupId> groups;
  std::vector<LexemeId> related;  // derived words, pertainyms, see-alsos
  std::vector<LexemeId> antonyms;
};

// Words that share a sense, and the groups whose sense holds theirs.
struct Group {
  std::vector<LexemeId> members;
  std::vector<GroupId> broader;
  uint32_t narrower_count = 0;  // by finish(): groups that are narrower than this
};

struct Dictionary {
  explicit Dictionary(std::string language_of_all)
      : language(std::move(language_of_all)) {}

  // Split and normalised like any text: "red carpet", "know-how". Stays where it is.
  const Phrase& phrase(std::string_view text);

  // The lexeme, made if need be. kNoLexeme for what has no words or more than
  // kMaxPhraseWords.
  LexemeId lexeme(std::string_view text, Part part);

  // The lexeme if there is one, else kNoLexeme.
  LexemeId find(uint64_t key, Part part) const;

  // A group of these, in any order; kNoLexeme among them is left out.
  GroupId add_group(std::vector<LexemeId> members);

  // True when some group holds all of these. Requires: sorted, at least one.
  bool has_group_with(const std::vector<LexemeId>& members) const;

  // True when they share a group or one has a group broader than one of the other.
  bool are_tied(LexemeId a, LexemeId b) const;

  // Both ways.
  void relate(LexemeId a, LexemeId b);
  void oppose(LexemeId a, LexemeId b);

  // Sorts all lists, drops doubles, counts the narrower groups.
  void finish();

  std::string language;
  std::vector<Lexeme> lexemes;
  std::vector<Group> groups;

 private:
  std::unordered_map<std::string, Phrase> phrases_;
  std::unordered_map<uint64_t, LexemeId> by_key_and_part_;
};

// hash_phrase of normalised words.
uint64_t key_of(const std::vector<std::string>& words);

}  // namespace unspin
