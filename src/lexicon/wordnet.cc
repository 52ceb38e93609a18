// This file reads WordNet.
//
// data.noun, data.verb, data.adj and data.adv hold one set of synonyms ("synset") a
// line and refer to each other by byte offset:
//
//   02327200 40 v 04 supply 0 provide 0 render 1 furnish 0 020 @ 02199590 v 0000 + ...
//   offset  file type n_words(hex) (word lex_id)*  n_pointers pointer* ... | gloss
//   pointer: symbol, offset, part of speech, source and target word (hex; 0: all)
//
// so that the index.* files, which only list the same words by alphabet, are not
// needed. Pointers may go to files not read yet; they are kept and tied at the end.
//
// What we take from the pointers: hypernyms (@, @i) make a group's broader groups,
// and so does & from a satellite adjective to its head; ! makes antonyms; derived
// words (+), participles (<), pertainyms (\), similar verbs ($) and see-alsos of
// adjectives (^) are related. Parts, members, causes, attributes and domains are
// left out: nobody replaces a car by a wheel.

#include "lexicon/wordnet.h"

#include <fmt/format.h>

#include <array>
#include <unordered_map>

#include "base/file.h"
#include "lexicon/lines.h"

namespace unspin {
namespace {

constexpr size_t kMaxFileBytes = size_t{1} << 30;
constexpr size_t kMaxSynsetWords = 255;

struct PartFile {
  Part part;
  char letter;
  const char* name;
};
constexpr std::array kPartFiles = {
    PartFile{Part::kNoun, 'n', "noun"}, PartFile{Part::kVerb, 'v', "verb"},
    PartFile{Part::kAdjective, 'a', "adj"}, PartFile{Part::kAdverb, 'r', "adv"}};

struct Pointer {
  std::string symbol;
  uint64_t target = 0;  // place of the synset
  uint32_t from_word = 0, to_word = 0;
};

struct Synset {
  uint64_t place = 0;
  bool satellite = false;
  GroupId group = 0;
  Part part = Part::kOther;
  std::vector<LexemeId> words;  // in the order of the line; kNoLexeme where unusable
  std::vector<Pointer> pointers;
};

// A synset's offset together with its file; satellites live in data.adj.
bool parse_place(std::string_view offset, std::string_view type, uint64_t& place) {
  if (type.size() != 1 || !parse_number(offset, place)) return false;
  char letter = type[0] == 's' ? 'a' : type[0];
  place = place << 8 | static_cast<unsigned char>(letter);
  return letter == 'n' || letter == 'v' || letter == 'a' || letter == 'r';
}

// "red_carpet" to "red carpet"; the syntactic mark of "galore(ip)" goes.
std::string entry_text(std::string_view word) {
  std::string text(word.substr(0, word.find('(')));
  for (char& c : text)
    if (c == '_') c = ' ';
  return text;
}

bool parse_pointer(std::string_view& line, Pointer& pointer) {
  pointer.symbol = take_field(line, ' ');
  std::string_view offset = take_field(line, ' ');
  std::string_view type = take_field(line, ' ');
  std::string_view words = take_field(line, ' ');
  return parse_place(offset, type, pointer.target) && words.size() == 4 &&
         parse_number(words.substr(0, 2), pointer.from_word, 16) &&
         parse_number(words.substr(2), pointer.to_word, 16);
}

bool parse_synset(std::string_view line, Part part, Dictionary& dictionary,
                  Synset& synset) {
  std::string_view offset = take_field(line, ' ');
  take_field(line, ' ');
  std::string_view type = take_field(line, ' ');
  size_t n_words = 0, n_pointers = 0;
  if (!parse_place(offset, type, synset.place) ||
      !parse_number(take_field(line, ' '), n_words, 16) || n_words == 0 ||
      n_words > kMaxSynsetWords)
    return false;
  std::vector<std::string> texts;
  for (size_t i = 0; i < n_words; ++i) {
    texts.push_back(entry_text(take_field(line, ' ')));
    if (texts.back().empty() || take_field(line, ' ').empty()) return false;
  }
  if (!parse_number(take_field(line, ' '), n_pointers)) return false;
  for (size_t i = 0; i < n_pointers; ++i) {
    Pointer pointer;
    if (!parse_pointer(line, pointer)) return false;
    synset.pointers.push_back(std::move(pointer));
  }
  synset.satellite = type == "s";
  synset.part = part;
  for (const std::string& text : texts)
    synset.words.push_back(dictionary.lexeme(text, part));
  synset.group = dictionary.add_group(synset.words);
  return true;
}

// Ties synsets together once all of them are known.
class Tying {
 public:
  Tying(const std::vector<Synset>& synsets, Dictionary& dictionary)
      : synsets_(synsets), dictionary_(dictionary) {
    for (size_t i = 0; i < synsets.size(); ++i) by_place_.emplace(synsets[i].place, i);
  }

  void tie_all() {
    for (const Synset& from : synsets_)
      for (const Pointer& pointer : from.pointers)
        if (auto to = by_place_.find(pointer.target); to != by_place_.end())
          tie(from, pointer, synsets_[to->second]);
  }

 private:
  void tie(const Synset& from, const Pointer& pointer, const Synset& to) {
    const std::string& symbol = pointer.symbol;
    if (symbol == "@" || symbol == "@i" || (symbol == "&" && from.satellite))
      dictionary_.groups[from.group].broader.push_back(to.group);
    else if (symbol == "!")
      each_pair(from, pointer, to,
                [&](LexemeId a, LexemeId b) { dictionary_.oppose(a, b); });
    else if (symbol == "+" || symbol == "<" || symbol == "\\" || symbol == "$" ||
             (symbol == "^" && from.part == Part::kAdjective))
      each_pair(from, pointer, to,
                [&](LexemeId a, LexemeId b) { dictionary_.relate(a, b); });
  }

  template <typename Action>
  static void each_pair(const Synset& from, const Pointer& pointer, const Synset& to,
                        const Action& action) {
    for (size_t i = 0; i < from.words.size(); ++i)
      for (size_t j = 0; j < to.words.size(); ++j)
        if ((pointer.from_word == 0 || pointer.from_word == i + 1) &&
            (pointer.to_word == 0 || pointer.to_word == j + 1))
          action(from.words[i], to.words[j]);
  }

  const std::vector<Synset>& synsets_;
  Dictionary& dictionary_;
  std::unordered_map<uint64_t, size_t> by_place_;
};

// "began begin": a form, then what it may be a form of.
void read_exceptions(std::string_view text, Part part, Dictionary& dictionary,
                     WordNet& wordnet) {
  while (!text.empty()) {
    std::string_view line = take_line(text);
    const Phrase& form = dictionary.phrase(entry_text(take_field(line, ' ')));
    bool good = !form.words.empty() && !line.empty();
    while (good && !line.empty()) {
      const Phrase& lemma = dictionary.phrase(entry_text(take_field(line, ' ')));
      if (!lemma.words.empty()) wordnet.exceptions.push_back({&form, &lemma, part});
    }
    wordnet.skipped_lines += !good;
  }
}

}  // namespace

Result<WordNet> read_wordnet(const std::filesystem::path& folder,
                             Dictionary& dictionary) {
  WordNet wordnet;
  std::vector<Synset> synsets;
  for (const PartFile& file : kPartFiles) {
    auto path = folder / (std::string("data.") + file.name);
    UNSPIN_TRY(std::string data, read_file(path, kMaxFileBytes));
    size_t before = synsets.size();
    for (std::string_view rest = data; !rest.empty();) {
      std::string_view line = take_line(rest);
      if (line.empty() || line.starts_with("  ")) continue;  // the licence
      Synset synset;
      if (parse_synset(line, file.part, dictionary, synset))
        synsets.push_back(std::move(synset));
      else
        ++wordnet.skipped_lines;
    }
    if (synsets.size() == before)
      return fail(Code::kCorrupt, fmt::format("{}: no WordNet entry in it; is it a data "
                                              "file of WordNet 3?",
                                              path.string()));
  }
  Tying(synsets, dictionary).tie_all();
  wordnet.synsets = synsets.size();

  for (const PartFile& file : kPartFiles) {
    auto text = read_file(folder / (std::string(file.name) + ".exc"), kMaxFileBytes);
    if (text)
      read_exceptions(*text, file.part, dictionary, wordnet);
    else if (text.error().code != Code::kNotFound)
      return tl::unexpected(text.error());
  }
  return wordnet;
}

}  // namespace unspin
