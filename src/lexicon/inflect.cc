// This file makes the forms of words before anybody asks for them.
//
// WordNet's own morphy(7WN) works from the text to the dictionary: cut "-ies", add
// "y", look whether that is a verb. We have only hashes when we are asked, so we go the
// other way: from each entry of the dictionary, by its irregular forms (*.exc) and
// the rules of English spelling, to every form it takes. In phrases one word is
// inflected: of a verb the first ("carried out"), of a noun the last ("red carpets"),
// or the one before a preposition ("heads of state").
//
// Rules make words that nobody says ("informations"), which costs a few bytes, and
// words that mean something else, which costs precision. So: no comparative that is a
// noun or verb of its own ("numb" is not in "number"); nothing regular beside an
// irregular past ("gived"); words under three letters take no ending ("as" is no
// plural of "a"); names have no forms.

#include "lexicon/inflect.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "base/hash.h"

namespace unspin {
namespace {

constexpr size_t kMinLetters = 3;

// Longest adjective that takes -er and -est, in letters; longer ones take "more".
constexpr size_t kMaxComparedLetters = 8;

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string::npos; }

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.ends_with('y') && !is_vowel(word[word.size() - 2]);
}

bool hisses(std::string_view word) {
  for (std::string_view ending : {"s", "x", "z", "ch", "sh"})
    if (word.ends_with(ending)) return true;
  return false;
}

std::string without_last(const std::string& word, size_t n) {
  return word.substr(0, word.size() - n);
}

// "great": great + er; "late": lat + er; "happy": happi + er.
std::string with_ending(const std::string& word, std::string_view ending) {
  std::string form = word;
  if (word.ends_with('e')) form.pop_back();
  if (ends_in_consonant_y(word)) form.back() = 'i';
  return form.append(ending);
}

bool is_regular_word(std::string_view word) {
  return word.size() >= kMinLetters &&
         std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_preposition(std::string_view word) {
  constexpr std::array<std::string_view, 14> kPrepositions = {
      "of", "in",  "at",   "to",   "for",   "on", "by",
      "de", "and", "with", "from", "under", "or", "out"};
  return std::ranges::find(kPrepositions, word) != kPrepositions.end();
}

// Which word of a phrase is inflected; the size of the phrase for none.
size_t inflected_word(const std::vector<std::string>& words, Part part) {
  if (part == Part::kVerb) return 0;
  for (size_t i = 0; i < words.size(); ++i)
    if (is_preposition(words[i])) return i == 0 ? words.size() : i - 1;
  return words.size() - 1;
}

class Inflecting {
 public:
  Inflecting(const Dictionary& dictionary, const std::vector<Exception>& exceptions)
      : dictionary_(dictionary), english_(dictionary.language == "en") {
    for (const Exception& exception : exceptions) add_exception(exception);
  }

  void add_forms(LexemeId id) {
    const Lexeme& lexeme = dictionary_.lexemes[id];
    const std::vector<std::string>& words = lexeme.phrase->words;
    add(id, lexeme.phrase->key, words.size());
    if (lexeme.proper) return;
    size_t place = inflected_word(words, lexeme.part);
    if (place == words.size()) return;
    std::vector<std::string> form = words;
    for (std::string& inflected : forms_of(words[place], lexeme.part)) {
      form[place] = std::move(inflected);
      uint64_t key = key_of(form);
      if (lexeme.part != Part::kAdjective || !is_only_other_part(key))
        add(id, key, form.size());
    }
  }

  std::vector<Term> finish() {
    auto order = [](const Term& term) { return std::pair(term.key, term.lexeme); };
    std::ranges::sort(terms_, {}, order);
    terms_.erase(std::ranges::unique(terms_, {}, order).begin(), terms_.end());
    return std::move(terms_);
  }

 private:
  void add(LexemeId id, uint64_t key, size_t n_words) {
    terms_.push_back({key, static_cast<uint32_t>(n_words), id});
  }

  // A form of a word is kept for the phrases that begin or end with the word; a form
  // of a phrase is a term as it stands.
  void add_exception(const Exception& exception) {
    const Phrase& form = *exception.form;
    LexemeId lemma = dictionary_.find(exception.lemma->key, exception.part);
    if (exception.lemma->words.size() == 1 && form.words.size() == 1)
      irregular_[slot(exception.part)][exception.lemma->words[0]].push_back(
          form.words[0]);
    if (lemma != kNoLexeme && form.key != exception.lemma->key)
      add(lemma, form.key, form.words.size());
  }

  std::vector<std::string> forms_of(const std::string& word, Part part) const {
    std::vector<std::string> forms;
    auto found = irregular_[slot(part)].find(word);
    if (found != irregular_[slot(part)].end()) forms = found->second;
    if (!english_ || !is_regular_word(word)) return forms;
    if (part == Part::kNoun && forms.empty()) forms.push_back(plural(word));
    if (part == Part::kVerb) {
      bool regular = std::ranges::all_of(forms, [](const std::string& form) {
        return form.ends_with("ed") || form.ends_with("ing");
      });
      forms.push_back(third_person(word));
      forms.push_back(present_participle(word));
      if (regular) forms.push_back(past(word));
    }
    if (part == Part::kAdjective && word.size() <= kMaxComparedLetters && forms.empty())
      for (const char* ending : {"er", "est"}) forms.push_back(with_ending(word, ending));
    return forms;
  }

  // True for a noun or verb that is no adjective.
  bool is_only_other_part(uint64_t key) const {
    return dictionary_.find(key, Part::kAdjective) == kNoLexeme &&
           (dictionary_.find(key, Part::kNoun) != kNoLexeme ||
            dictionary_.find(key, Part::kVerb) != kNoLexeme);
  }

  static size_t slot(Part part) { return static_cast<size_t>(part); }

  const Dictionary& dictionary_;
  bool english_ = false;
  std::array<std::unordered_map<std::string, std::vector<std::string>>, kParts>
      irregular_;
  std::vector<Term> terms_;
};

}  // namespace

std::string plural(const std::string& noun) {
  if (hisses(noun)) return noun + "es";
  return ends_in_consonant_y(noun) ? without_last(noun, 1) + "ies" : noun + "s";
}

std::string third_person(const std::string& verb) {
  return verb.ends_with('o') ? verb + "es" : plural(verb);
}

std::string past(const std::string& verb) { return with_ending(verb, "ed"); }

std::string present_participle(const std::string& verb) {
  if (verb.ends_with("ie")) return without_last(verb, 2) + "ying";
  bool keeps_e = verb.ends_with("ee") || verb.ends_with("oe") || verb.ends_with("ye");
  return (verb.ends_with('e') && !keeps_e ? without_last(verb, 1) : verb) + "ing";
}

std::vector<Term> find_terms(const Dictionary& dictionary,
                             const std::vector<Exception>& exceptions) {
  Inflecting inflecting(dictionary, exceptions);
  for (LexemeId id = 0; id < dictionary.lexemes.size(); ++id) inflecting.add_forms(id);
  return inflecting.finish();
}

}  // namespace unspin
