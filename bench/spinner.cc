// This file replaces words by their dictionary neighbours. Endings are taken off by
// the few rules of English and put on the stand-in again ("announced" -> "declared"),
// as commercial spinners do; senses are never told apart, which is what damages
// fixed expressions.

#include "spinner.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "text/tokens.h"

namespace unspin::bench {
namespace {

constexpr std::string_view kFunctionWords =
    " a about above after again against all also am an and any are as at be because "
    "been before being below between both but by can could did do does doing down "
    "during each few for from further had has have having he her here hers him his how "
    "i if in into is it its itself just like may me might more most must my no nor not "
    "now of off on once one only or other our out over own per s same she should so "
    "some such t than that the their them then there these they this those through to "
    "too two under until up us very was we were what when where which while who whom "
    "why will with would yet you your ";

bool is_function_word(const std::string& word) {
  return kFunctionWords.find(" " + word + " ") != std::string_view::npos;
}

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() > end.size() + 1 && word.ends_with(end);
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) < 5; }

std::string with_s(std::string word) {
  if (ends_with(word, "s") || ends_with(word, "x") || ends_with(word, "ch") ||
      ends_with(word, "sh"))
    return word + "es";
  if (ends_with(word, "y") && !is_vowel(word[word.size() - 2]))
    return word.substr(0, word.size() - 1) + "ies";
  return word + "s";
}

std::string with_ending(std::string word, const std::string& ending) {
  if (word.ends_with("e")) word.pop_back();
  if (ending == "ed" && ends_with(word, "y") && !is_vowel(word[word.size() - 2]))
    return word.substr(0, word.size() - 1) + "ied";
  return word + ending;
}

// The words of `text` as byte ranges: runs of ASCII letters.
struct Range {
  size_t begin, end;
};
std::vector<Range> words_of(std::string_view text) {
  std::vector<Range> words;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!std::isalpha(static_cast<unsigned char>(text[i]))) continue;
    size_t begin = i;
    while (i < text.size() && std::isalpha(static_cast<unsigned char>(text[i]))) ++i;
    words.push_back({begin, i});
  }
  return words;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string cased_like(std::string word, std::string_view model) {
  auto upper = [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; };
  bool all = model.size() > 1 && std::ranges::all_of(model, upper);
  for (size_t i = 0; i < word.size(); ++i)
    if (all || (upper(model[0]) && (i == 0 || word[i - 1] == ' ')))
      word[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[i])));
  return word;
}

constexpr struct {
  char letter;
  const char* name;
} kParts[] = {{'n', "noun"}, {'v', "verb"}, {'a', "adj"}, {'r', "adv"}};

}  // namespace

// A base form and the ending it had.
struct Spinner::Form {
  std::string base;
  char part = 'n';
  std::string ending;  // "", "s", "ed", "ing"
};

Spinner::Spinner(const std::filesystem::path& wordnet,
                 const std::filesystem::path& thesaurus) {
  for (auto [letter, name] : kParts) {
    read_wordnet(wordnet, letter);
    read_exceptions(wordnet / (std::string(name) + ".exc"), letter);
  }
  read_thesaurus(thesaurus, meanings_);
  read_uses(wordnet / "cntlist.rev");
}

void Spinner::read_supplement(const std::filesystem::path& path) {
  read_thesaurus(path, supplement_);
}

void Spinner::read_wordnet(const std::filesystem::path& folder, char part) {
  std::string name;
  for (auto [letter, full] : kParts)
    if (letter == part) name = full;
  std::unordered_map<std::string, Synset> synsets;  // by offset
  std::ifstream data(folder / ("data." + name));
  for (std::string line; std::getline(data, line);) {
    if (line.starts_with("  ")) continue;
    std::istringstream in(line);
    std::string offset, file, type, n_words, word, id;
    in >> offset >> file >> type >> n_words;
    Synset& synset = synsets[offset];
    for (int n = std::stoi(n_words, nullptr, 16); n > 0 && in >> word >> id; --n) {
      word = word.substr(0, word.find('('));
      std::ranges::replace(word, '_', ' ');
      synset.push_back(lower(word));
    }
  }
  std::ifstream index(folder / ("index." + name));
  for (std::string line; std::getline(index, line);) {
    if (line.starts_with("  ")) continue;
    std::istringstream in(line);
    std::string word, letter, pointer, offset;
    int n_senses = 0, n_pointers = 0;
    in >> word >> letter >> n_senses >> n_pointers;
    for (int i = 0; i < n_pointers + 2; ++i) in >> pointer;  // and the sense counts
    std::vector<Synset>& senses = senses_[std::string(1, part) + ":" + word];
    while (in >> offset) senses.push_back(synsets[offset]);
  }
}

void Spinner::read_exceptions(const std::filesystem::path& path, char part) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string form, base;
    if (!(words >> form >> base)) continue;
    base_of_[std::string(1, part) + ":" + form] = base;
    if (part == 'v' && !form.ends_with("ing") && !form.ends_with("s"))
      past_of_.try_emplace(base, form);
  }
}

// Lines as "abandon%2:31:00:: 1 10": the word, its part of speech by number, its uses.
void Spinner::read_uses(const std::filesystem::path& path) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    size_t percent = line.find('%');
    if (percent == std::string::npos || percent + 1 >= line.size()) continue;
    size_t number = std::string_view("12345").find(line[percent + 1]);
    if (number > 4) continue;
    uses_[std::string(1, "nvara"[number]) + ":" + line.substr(0, percent)] +=
        std::atof(line.c_str() + line.rfind(' '));
  }
}

void Spinner::read_thesaurus(const std::filesystem::path& path, Meanings& meanings) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);  // the encoding
  while (std::getline(in, line)) {
    size_t bar = line.find('|');
    if (bar == std::string::npos) continue;
    std::string word = line.substr(0, bar);
    for (int n = std::atoi(line.c_str() + bar + 1); n > 0 && std::getline(in, line);
         --n) {
      Synset meaning;
      std::istringstream entries(line);
      std::string entry, part;
      std::getline(entries, part, '|');
      char letter = part.starts_with("(adv") ? 'r' : part.size() > 1 ? part[1] : 'n';
      while (std::getline(entries, entry, '|')) {
        if (entry.find("(antonym)") != std::string::npos ||
            entry.find("(related") != std::string::npos)
          continue;
        meaning.push_back(lower(entry.substr(0, entry.find(" ("))));
      }
      if (!meaning.empty())
        meanings[std::string(1, letter) + ":" + word].push_back(meaning);
    }
  }
}

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Two bytes, the high one first.
size_t number_at(const std::string& bytes, size_t at) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  return at + 1 < bytes.size() ? size_t{byte(at)} << 8 | byte(at + 1) : 0xffff;
}

}  // namespace

// words.dat: of each word its text, a zero byte, the numbers of its meanings, 0xffff.
// meanings.dat: of each meaning the number of its title and of its words, 0xffff.
bool Spinner::read_aiksaurus(const std::filesystem::path& folder) {
  std::string words = bytes_of(folder / "words.dat");
  std::string meanings = bytes_of(folder / "meanings.dat");
  std::vector<std::string> texts;
  std::vector<std::vector<size_t>> meanings_of;
  for (size_t at = 0; at < words.size(); at += 2) {
    size_t zero = std::min(words.find('\0', at), words.size());
    texts.push_back(lower(words.substr(at, zero - at)));
    std::ranges::replace(texts.back(), ':', ' ');
    meanings_of.emplace_back();
    for (at = zero + 1; at < words.size() && number_at(words, at) != 0xffff; at += 2)
      meanings_of.back().push_back(number_at(words, at));
  }
  std::vector<Synset> synsets;
  for (size_t at = 0; at < meanings.size(); at += 2) {
    synsets.emplace_back();
    for (; number_at(meanings, at) != 0xffff; at += 2)
      if (number_at(meanings, at) < texts.size())
        synsets.back().push_back(texts[number_at(meanings, at)]);
  }
  for (size_t i = 0; i < texts.size(); ++i)
    for (size_t meaning : meanings_of[i])
      if (meaning < synsets.size()) foreign_[texts[i]].push_back(synsets[meaning]);
  return !foreign_.empty();
}

std::vector<Spinner::Form> Spinner::forms(const std::string& word) const {
  std::vector<Form> found;
  auto add = [&](std::string base, char part, const char* ending) {
    std::string key = std::string(1, part) + ":" + base;
    if (senses_.contains(key) || meanings_.contains(key))
      found.push_back({std::move(base), part, ending});
  };
  for (auto [part, name] : kParts) add(word, part, "");
  for (char part : {'n', 'v'}) {
    auto irregular = base_of_.find(std::string(1, part) + ":" + word);
    if (irregular != base_of_.end())
      add(irregular->second, part, part == 'n' ? "s" : "ed");
    if (ends_with(word, "ies")) add(word.substr(0, word.size() - 3) + "y", part, "s");
    if (ends_with(word, "es")) add(word.substr(0, word.size() - 2), part, "s");
    if (ends_with(word, "s")) add(word.substr(0, word.size() - 1), part, "s");
  }
  if (ends_with(word, "ied")) add(word.substr(0, word.size() - 3) + "y", 'v', "ed");
  for (const char* ending : {"ed", "ing"}) {
    if (!ends_with(word, ending)) continue;
    std::string stem = word.substr(0, word.size() - std::string_view(ending).size());
    add(stem, 'v', ending);
    add(stem + "e", 'v', ending);
    if (stem.size() > 2 && stem.back() == stem[stem.size() - 2])
      add(stem.substr(0, stem.size() - 1), 'v', ending);
  }
  // "raising" is a noun of its own, but nearly always a form of "raise".
  bool inflected =
      std::ranges::any_of(found, [](const Form& f) { return !f.ending.empty(); });
  if (inflected) std::erase_if(found, [](const Form& f) { return f.ending.empty(); });
  return found;
}

std::string Spinner::inflect(const std::string& phrase, const Form& form) const {
  if (form.ending.empty()) return phrase;
  // A verb bends its first word, a noun its last.
  size_t space = form.part == 'v' ? phrase.find(' ') : phrase.rfind(' ');
  std::string head, bent = phrase, tail;
  if (space != std::string::npos && form.part == 'v')
    bent = phrase.substr(0, space), tail = phrase.substr(space);
  else if (space != std::string::npos)
    head = phrase.substr(0, space + 1), bent = phrase.substr(space + 1);
  auto past = past_of_.find(bent);
  if (form.ending == "s")
    bent = with_s(bent);
  else if (form.ending == "ed" && past != past_of_.end())
    bent = past->second;
  else
    bent = with_ending(bent, form.ending);
  return head + bent + tail;
}

// What may replace `word`, endings put on.
std::vector<std::vector<std::string>> Spinner::stand_ins_by_sense(
    const std::string& word, SpinnerKind kind) const {
  const auto& dictionary = kind == SpinnerKind::kThesaurus ? meanings_ : senses_;
  std::vector<std::vector<std::string>> by_sense;
  for (const Form& form : forms(word)) {
    bool foreign = kind == SpinnerKind::kForeign;
    const auto& known = foreign ? foreign_ : dictionary;
    auto entry =
        known.find(foreign ? form.base : std::string(1, form.part) + ":" + form.base);
    if (entry == known.end()) continue;
    for (const Synset& synset : entry->second) {
      std::vector<std::string> others;
      for (const std::string& other : synset)
        if (other != form.base) others.push_back(inflect(other, form));
      std::erase(others, word);
      if (!others.empty()) by_sense.push_back(std::move(others));
    }
  }
  return by_sense;
}

std::vector<std::string> Spinner::thesaurus_stand_ins(const std::string& word) const {
  std::vector<std::string> all;
  for (const auto& sense : stand_ins_by_sense(word, SpinnerKind::kThesaurus))
    all.insert(all.end(), sense.begin(), sense.end());
  return all;
}

// All of them for kBestFit, else one drawn.
std::vector<std::string> Spinner::stand_ins(const std::string& word, SpinnerKind kind,
                                            std::mt19937_64& random) const {
  std::vector<std::vector<std::string>> by_sense = stand_ins_by_sense(word, kind);
  if (by_sense.empty()) return {};
  if (kind == SpinnerKind::kFirstSense || kind == SpinnerKind::kConsistent)
    return {by_sense[0][0]};
  if (kind != SpinnerKind::kBestFit) {
    const auto& sense = by_sense[random() % by_sense.size()];
    return {sense[random() % sense.size()]};
  }
  std::vector<std::string> all;
  for (const auto& sense : by_sense) all.insert(all.end(), sense.begin(), sense.end());
  return all;
}

// What a word seems to be by the word before it, else by what it is most often; 0 when
// WordNet does not know it.
char Spinner::part_of_speech(const std::string& word, const std::string& before) const {
  std::string parts;
  char most = 0;
  double uses = 0;
  for (const Form& form : forms(word)) {
    std::string key = std::string(1, form.part) + ":" + form.base;
    if (!senses_.contains(key)) continue;
    parts += form.part;
    auto counted = uses_.find(key);
    double n = counted == uses_.end() ? .5 : counted->second + .5;
    if (n > uses) uses = n, most = form.part;
  }
  auto one_of = [&](std::string_view list) {
    return !before.empty() && list.find(" " + before + " ") != std::string_view::npos;
  };
  bool verb = parts.find('v') != std::string::npos;
  bool noun = parts.find('n') != std::string::npos;
  if (verb && one_of(" to will would could should may might must can not he she it they "
                     "we i you who "))
    return 'v';
  if (noun && most == 'v' && one_of(" a an the this that his her its their our any no "))
    return 'n';
  return most;
}

// Of the verb or the noun that it may be a form of.
std::vector<std::string> Spinner::other_forms(const std::string& word) const {
  std::vector<std::string> others;
  for (const Form& form : forms(word)) {
    if (form.part != 'n' && form.part != 'v') continue;
    for (const char* ending : {"", "s", "ed", "ing"})
      if (form.part == 'v' || std::string_view(ending).size() < 2)
        others.push_back(inflect(form.base, {form.base, form.part, ending}));
  }
  std::erase(others, word);
  return others;
}

// For two words that are an entry together.
std::vector<std::string> Spinner::phrases_for(const std::string& words,
                                              SpinnerKind kind) const {
  std::vector<std::string> all;
  auto add = [&](const Meanings& known, const std::string& key) {
    if (auto entry = known.find(key); entry != known.end())
      for (const Synset& meaning : entry->second)
        all.insert(all.end(), meaning.begin(), meaning.end());
  };
  if (kind == SpinnerKind::kForeignOfAll) add(foreign_, words);
  if (kind == SpinnerKind::kPhrases)
    for (auto [letter, name] : kParts) {
      add(senses_, std::string(1, letter) + ":" + words);
      std::string key = words;
      std::ranges::replace(key, ' ', '_');
      add(senses_, std::string(1, letter) + ":" + key);
      add(meanings_, std::string(1, letter) + ":" + words);
    }
  std::erase(all, words);
  return all;
}

// What may replace `word` after `before`; one drawn, or all of them for kBestFit.
std::vector<std::string> Spinner::drawn(const std::string& word,
                                        const std::string& before, SpinnerKind kind,
                                        std::mt19937_64& random) const {
  auto one_of = [&](const std::vector<std::string>& all) -> std::vector<std::string> {
    if (all.empty()) return {};
    return {all[random() % all.size()]};
  };
  if (kind == SpinnerKind::kForeignOfAll)
    kind = random() % 4 == 0 ? SpinnerKind::kInflection : SpinnerKind::kForeign;
  if (kind == SpinnerKind::kInflection) return one_of(other_forms(word));
  if (kind == SpinnerKind::kPartOfSpeech) {
    constexpr size_t kUsualSenses = 3;
    char part = part_of_speech(word, before);
    std::vector<std::string> all;
    for (const Form& form : forms(word)) {
      auto entry = senses_.find(std::string(1, form.part) + ":" + form.base);
      if (form.part != part || entry == senses_.end()) continue;
      for (size_t i = 0; i < std::min(kUsualSenses, entry->second.size()); ++i)
        for (const std::string& other : entry->second[i])
          if (other != form.base) all.push_back(inflect(other, form));
    }
    std::erase(all, word);
    return one_of(all);
  }
  if (kind == SpinnerKind::kPhrases) {
    std::vector<std::string> all;
    for (SpinnerKind source : {SpinnerKind::kRandomSense, SpinnerKind::kThesaurus})
      for (const auto& sense : stand_ins_by_sense(word, source))
        for (const std::string& other : sense)
          if (other.find(' ') != std::string::npos) all.push_back(other);
    if (!all.empty()) return one_of(all);
    kind = SpinnerKind::kRandomSense;
  }
  return stand_ins(word, kind, random);
}

// All of which every word is counted often, by any part of speech.
std::vector<std::string> Spinner::common_stand_ins(const std::string& word,
                                                   const Lexicon& lexicon) const {
  constexpr uint32_t kOften = 400;
  std::vector<std::string> all;
  for (SpinnerKind kind : {SpinnerKind::kRandomSense, SpinnerKind::kThesaurus})
    if (!is_function_word(word))
      for (const auto& sense : stand_ins_by_sense(word, kind))
        all.insert(all.end(), sense.begin(), sense.end());
  for (const char* part : {"n:", "v:", "a:", "r:", "f:"})
    if (auto entry = supplement_.find(part + word); entry != supplement_.end())
      for (const Synset& meaning : entry->second)
        all.insert(all.end(), meaning.begin(), meaning.end());
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  std::erase_if(all, [&](const std::string& other) {
    Tokens tokens = tokenize(other, "en");
    return other == word || tokens.size() == 0 ||
           std::ranges::any_of(tokens.list, [&](const Token& token) {
             return lexicon.count(token.word) < kOften;
           });
  });
  return all;
}

// The commoner, the oftener, but by the square root.
size_t Spinner::draw_common(const std::vector<std::string>& choices,
                            const Lexicon& lexicon, std::mt19937_64& random) const {
  std::vector<double> weights;
  for (const std::string& choice : choices) {
    uint32_t least = UINT32_MAX;
    for (const Token& token : tokenize(choice, "en").list)
      least = std::min(least, lexicon.count(token.word));
    weights.push_back(std::sqrt(double(least)));
  }
  return std::discrete_distribution<size_t>(weights.begin(), weights.end())(random);
}

size_t Spinner::best_fit(const std::vector<std::string>& choices, const std::string& left,
                         const std::string& right, const Lexicon& lexicon) const {
  size_t best = 0;
  double best_score = -1e9;
  for (size_t i = 0; i < choices.size(); ++i) {
    Tokens tokens = tokenize(left + " " + choices[i] + " " + right, "en");
    double score = 0;
    for (size_t t = 1; t < tokens.size(); ++t) {
      double before = lexicon.count(tokens[t - 1].word);
      double both = lexicon.count(tokens[t - 1].word, tokens[t].word);
      double share = (lexicon.count(tokens[t].word) + .5) / (lexicon.total_count() + 1.0);
      score += std::log((both + 5 * share) / (before + 5)) / (tokens.size() - 1.0);
    }
    if (score > best_score) best_score = score, best = i;
  }
  return best;
}

std::string Spinner::spin(std::string_view text, SpinnerKind kind, double share,
                          const Lexicon& lexicon, std::mt19937_64& random,
                          std::vector<Replacement>* replacements) const {
  std::vector<Range> words = words_of(text);
  std::vector<size_t> order(words.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::shuffle(order, random);
  std::vector<std::string> replaced(words.size());
  std::vector<char> taken(words.size());  // second words of phrases that are replaced
  auto wanted = static_cast<size_t>(share * static_cast<double>(words.size()) + .5);
  auto spelled_at = [&](size_t i) {
    return i < words.size() ? text.substr(words[i].begin, words[i].end - words[i].begin)
                            : std::string_view();
  };
  auto word_at = [&](size_t i) { return lower(spelled_at(i)); };
  bool phrases = kind == SpinnerKind::kPhrases || kind == SpinnerKind::kForeignOfAll;
  for (size_t i : order) {
    if (wanted == 0) break;
    std::string word = word_at(i);
    bool common = kind == SpinnerKind::kCommon;
    if (!replaced[i].empty() || taken[i]) continue;
    if (phrases && i + 1 < words.size() && replaced[i + 1].empty() && !taken[i + 1] &&
        words[i + 1].begin == words[i].end + 1 && text[words[i].end] == ' ') {
      std::vector<std::string> choices = phrases_for(word + " " + word_at(i + 1), kind);
      if (!choices.empty()) {
        replaced[i] = cased_like(choices[random() % choices.size()], spelled_at(i));
        taken[i + 1] = 1;
        wanted -= std::min<size_t>(wanted, 2);
        continue;
      }
    }
    if (word.size() < 3 || (is_function_word(word) && !common)) continue;
    std::vector<std::string> choices = common ? common_stand_ins(word, lexicon)
                                              : drawn(word, word_at(i - 1), kind, random);
    if (choices.empty()) continue;
    size_t pick = choices.size() == 1 ? 0
                  : common            ? draw_common(choices, lexicon, random)
                           : best_fit(choices, word_at(i - 1), word_at(i + 1), lexicon);
    for (size_t j = kind == SpinnerKind::kConsistent ? 0 : i; j < words.size(); ++j) {
      if (word_at(j) == word && wanted > 0) {
        replaced[j] = cased_like(choices[pick], spelled_at(j));
        --wanted;
      }
      if (kind != SpinnerKind::kConsistent) break;
    }
  }
  std::string spun;
  size_t copied = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    if (replaced[i].empty()) continue;
    size_t end = words[i + 1 < words.size() && taken[i + 1] ? i + 1 : i].end;
    spun.append(text.substr(copied, words[i].begin - copied)).append(replaced[i]);
    if (replacements)
      replacements->push_back(
          {words[i].begin, end, spun.size() - replaced[i].size(), spun.size()});
    copied = end;
  }
  return spun.append(text.substr(copied));
}

}  // namespace unspin::bench
