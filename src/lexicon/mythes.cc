// This file reads MyThes thesauri.
//
//   UTF-8
//   advanced|2
//   (adj)|sophisticated|high-tech (similar term)|hi-tech (similar term)
//   (adj)|advance|in advance|front (similar term)
//
// First the encoding; then entries: the word and its number of meanings, and a line a
// meaning: part of speech (free text, may be empty or "-"), then words for it. A note
// in brackets behind a word says how it is tied when it is no synonym. Every member
// of a set of synonyms is an entry of its own, so each set comes once a member, and
// the English thesaurus is made from WordNet: only groups that no known group holds
// are new.
//
// A word listed without a note is sometimes no synonym: the English file gives
// "atonic|(adj)|condition". Where the file has entries for the word, but none with this
// part of speech, it counts as related only.

#include "lexicon/mythes.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

#include "base/file.h"
#include "lexicon/lines.h"

namespace unspin {
namespace {

constexpr size_t kMaxFileBytes = size_t{1} << 30;
constexpr size_t kMaxMeanings = 1000;

// MyThes writes ISO8859-1 and microsoft-cp1251 where iconv says ISO-8859-1, CP1251.
std::string iconv_name(std::string_view encoding) {
  std::string name;
  for (char c : encoding)
    name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (name.starts_with("ISO8859")) name.insert(name.begin() + 3, '-');
  if (name.starts_with("MICROSOFT-")) name.erase(0, 10);
  return name;
}

// To UTF-8; bytes that are no character become "?".
Result<std::string> to_utf8(std::string_view bytes, std::string_view encoding,
                            const std::string& name) {
  if (encoding == "UTF-8" || encoding == "utf-8") return std::string(bytes);
  iconv_t converter = iconv_open("UTF-8", iconv_name(encoding).c_str());
  if (converter == reinterpret_cast<iconv_t>(-1))
    return fail(Code::kCorrupt,
                fmt::format("{}: not a MyThes thesaurus: its first line is no encoding "
                            "that we know",
                            name));
  std::string out;
  std::array<char, 65536> chunk;
  char* in = const_cast<char*>(bytes.data());
  size_t left = bytes.size();
  while (left > 0) {
    char* to = chunk.data();
    size_t room = chunk.size();
    size_t before = left;
    iconv(converter, &in, &left, &to, &room);
    out.append(chunk.data(), chunk.size() - room);
    if (left == before) {
      out += '?';
      ++in;
      --left;
    }
  }
  iconv_close(converter);
  return out;
}

Part part_of(std::string_view text) {
  std::string letters;
  for (char c : text)
    if (std::isalpha(static_cast<unsigned char>(c)))
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (letters.starts_with("noun") || letters.starts_with("subst")) return Part::kNoun;
  if (letters.starts_with("verb")) return Part::kVerb;
  if (letters.starts_with("adj")) return Part::kAdjective;
  if (letters.starts_with("adv")) return Part::kAdverb;
  if (letters.starts_with("function")) return Part::kFunction;
  return Part::kOther;
}

enum class Tie { kSynonym, kRelated, kAntonym };

// "front (similar term)" to "front" and how it is tied. Notes that are about style
// ("ugs.") leave a synonym a synonym.
Tie cut_note(std::string_view& word) {
  size_t open = word.rfind(" (");
  if (open == std::string_view::npos || !word.ends_with(')')) return Tie::kSynonym;
  std::string_view note = word.substr(open + 2, word.size() - open - 3);
  word = word.substr(0, open);
  if (note == "antonym" || note == "Antonym") return Tie::kAntonym;
  for (std::string_view related : {"generic term", "similar term", "related term",
                                   "Oberbegriff", "Unterbegriff", "Assoziation"})
    if (note == related) return Tie::kRelated;
  return Tie::kSynonym;
}

struct Meaning {
  std::string_view entry;
  std::string_view words;  // "sophisticated|high-tech (similar term)"
  Part part = Part::kOther;
};

// Entries as the file gives them; all views into `text`.
std::vector<Meaning> parse(std::string_view text, MyThes& mythes) {
  std::vector<Meaning> meanings;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    if (line.empty()) continue;
    std::string_view entry = take_field(line, '|');
    size_t n = 0;
    if (entry.empty() || !parse_number(line, n) || n > kMaxMeanings) {
      ++mythes.skipped_lines;
      continue;
    }
    ++mythes.entries;
    for (size_t i = 0; i < n && !text.empty(); ++i) {
      std::string_view words = take_line(text);
      Part part = part_of(take_field(words, '|'));
      if (words.empty())
        ++mythes.skipped_lines;
      else
        meanings.push_back({entry, words, part});
    }
  }
  return meanings;
}

class Adding {
 public:
  Adding(const std::vector<Meaning>& meanings, Dictionary& dictionary)
      : dictionary_(dictionary) {
    for (const Meaning& meaning : meanings)
      parts_[dictionary.phrase(meaning.entry).key] |= bit(meaning.part);
  }

  // True when it made a new group.
  bool add_synonyms(const Meaning& meaning) {
    std::vector<LexemeId> group = {dictionary_.lexeme(meaning.entry, meaning.part)};
    for (std::string_view rest = meaning.words; !rest.empty();) {
      std::string_view word = take_field(rest, '|');
      if (cut_note(word) == Tie::kSynonym && !is_other_part(word, meaning.part))
        group.push_back(dictionary_.lexeme(word, meaning.part));
    }
    std::erase(group, kNoLexeme);
    std::ranges::sort(group);
    group.erase(std::ranges::unique(group).begin(), group.end());
    if (group.empty() || dictionary_.has_group_with(group)) return false;
    dictionary_.add_group(std::move(group));
    return true;
  }

  // Once all groups are there, so that what they say already is not said again.
  void add_ties(const Meaning& meaning) {
    LexemeId entry = dictionary_.lexeme(meaning.entry, meaning.part);
    if (entry == kNoLexeme) return;
    for (std::string_view rest = meaning.words; !rest.empty();) {
      std::string_view word = take_field(rest, '|');
      Tie tie = cut_note(word);
      if (tie == Tie::kAntonym)
        dictionary_.oppose(entry, dictionary_.lexeme(word, meaning.part));
      else if (tie == Tie::kRelated || is_other_part(word, meaning.part))
        relate(entry, word, meaning.part);
    }
  }

 private:
  static uint32_t bit(Part part) { return 1u << static_cast<unsigned>(part); }

  uint32_t parts_of(std::string_view word) {
    auto found = parts_.find(dictionary_.phrase(word).key);
    return found == parts_.end() ? 0 : found->second;
  }

  bool is_other_part(std::string_view word, Part part) {
    uint32_t parts = parts_of(word);
    return parts != 0 && (parts & bit(part)) == 0;
  }

  // To the word as the same part of speech where it has that, else as any it has.
  void relate(LexemeId entry, std::string_view word, Part part) {
    uint32_t parts = parts_of(word);
    if (parts == 0 || (parts & bit(part))) parts = bit(part);
    for (unsigned other = 0; other < kParts; ++other) {
      if ((parts >> other & 1) == 0) continue;
      LexemeId lexeme = dictionary_.lexeme(word, static_cast<Part>(other));
      if (lexeme != kNoLexeme && !dictionary_.are_tied(entry, lexeme))
        dictionary_.relate(entry, lexeme);
    }
  }

  Dictionary& dictionary_;
  std::unordered_map<uint64_t, uint32_t> parts_;  // of the file's entries, as bits
};

}  // namespace

Result<MyThes> read_mythes(const std::filesystem::path& path, Dictionary& dictionary) {
  UNSPIN_TRY(std::string bytes, read_file(path, kMaxFileBytes));
  std::string_view rest = bytes;
  std::string_view encoding = take_line(rest);
  UNSPIN_TRY(std::string text, to_utf8(rest, encoding, path.string()));
  MyThes mythes;
  std::vector<Meaning> meanings = parse(text, mythes);
  if (meanings.empty())
    return fail(Code::kCorrupt,
                fmt::format("{}: not a MyThes thesaurus: no entry in it", path.string()));
  Adding adding(meanings, dictionary);
  for (const Meaning& meaning : meanings)
    mythes.new_groups += adding.add_synonyms(meaning);
  for (const Meaning& meaning : meanings) adding.add_ties(meaning);
  return mythes;
}

}  // namespace unspin
