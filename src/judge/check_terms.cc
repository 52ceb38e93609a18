// This file looks for damaged forms of terms that the user names.
//
// News text does not know the terms of a science, so nothing above can miss them there.
// Who reads in a field can name them: then "profound learning" is found without anybody
// having listed it, because "deep learning" is a term and "profound" may stand for
// "deep".
//
// A stretch of a text is a damaged form of a term when it has as many words, each is a
// form of the term's word in its place or akin to it in the dictionary, and at least one
// is no form. Terms are found by the stem of any of their words; those of which no word
// is left, by what the first word may stand for. A stretch that is itself a common pair
// or an entry of the dictionary says what it means.

#include "judge/check_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "base/hash.h"

namespace unspin {
namespace {

constexpr size_t kLongestTerm = 8;  // in words
constexpr size_t kMostTermsAWord = 4000;

// Pairs of words that occur so often are no accident.
constexpr uint32_t kCommonPair = 20;

// In nats, for ranking; none of them is a likelihood.
constexpr double kListed = 10;
constexpr double kByForm = 4;
constexpr double kBySynonym = 2;
constexpr double kByRelated = 1;

std::string_view next_line(std::string_view& list) {
  size_t end = std::min(list.find('\n'), list.size());
  std::string_view line = list.substr(0, end);
  list.remove_prefix(std::min(end + 1, list.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

Result<CheckTerms> CheckTerms::parse(std::string_view list, const std::string& name) {
  CheckTerms terms;
  if (list.starts_with("\xEF\xBB\xBF")) list.remove_prefix(3);
  while (!list.empty()) {
    std::string_view line = next_line(list);
    if (line.empty() || line.starts_with('#')) continue;
    size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      terms.add_term(line);
      continue;
    }
    std::string_view expected = line.substr(tab + 1);
    expected = expected.substr(0, expected.find('\t'));
    terms.add_damaged(line.substr(0, tab), expected);
    terms.add_term(expected);
  }
  if (terms.size() == 0)
    return fail(Code::kBadArgument,
                fmt::format("{}: no phrase in it; write a term a line, or a damaged "
                            "phrase, a tab and what it stands for",
                            name));
  return terms;
}

void CheckTerms::add_term(std::string_view text) {
  Tokens tokens = tokenize(text, "en");
  if (tokens.size() < 2 || tokens.size() > kLongestTerm) return;
  Term term;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    term.words.push_back({tokens[i].word, tokens[i].stem});
    if (i > 0) term.text += ' ';
    term.text += tokens.word(i);
  }
  if (!known_terms_.insert(term.text).second) return;
  auto id = static_cast<uint32_t>(terms_.size());
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    auto& list = by_stem_[tokens[i].stem];
    if (list.size() < kMostTermsAWord) list.emplace_back(id, i);
  }
  terms_.push_back(std::move(term));
}

void CheckTerms::add_damaged(std::string_view text, std::string_view expected) {
  Tokens tokens = tokenize(text, "en");
  if (tokens.size() == 0 || tokens.size() > kLongestTerm) return;
  Term term;
  for (const Token& token : tokens.list) term.words.push_back({token.word, token.stem});
  term.text = expected;
  by_first_[tokens[0].stem].push_back(static_cast<uint32_t>(damaged_.size()));
  damaged_.push_back(std::move(term));
}

// The search through one text.
class CheckTerms::Search {
 public:
  Search(const CheckTerms& list, std::string_view text, const Tokens& tokens,
         const Lexicon& lexicon)
      : list_(list), text_(text), tokens_(tokens), lexicon_(lexicon) {}

  std::vector<SuspectPhrase> find() {
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      find_damaged(i);
      find_by_word(i);
      find_by_stand_in(i);
    }
    return pick();
  }

 private:
  struct Hit {
    TokenSpan at;
    const std::string* expected = nullptr;
    double weight = 0;
  };

  bool fits(uint32_t at, size_t words) const {
    if (tokens_.size() - at < words) return false;
    for (size_t k = 1; k < words; ++k)
      if (tokens_[at + k].has(kSentenceStart) || tokens_[at + k].has(kParagraphStart))
        return false;
    return true;
  }

  void find_damaged(uint32_t i) {
    auto found = list_.by_first_.find(tokens_[i].stem);
    if (found == list_.by_first_.end()) return;
    for (uint32_t id : found->second) {
      const Term& phrase = list_.damaged_[id];
      if (!fits(i, phrase.words.size())) continue;
      bool same = true;
      for (size_t k = 0; same && k < phrase.words.size(); ++k)
        same = tokens_[i + k].stem == phrase.words[k].stem;
      if (same) add(i, phrase, kListed);
    }
  }

  void find_by_word(uint32_t i) {
    auto found = list_.by_stem_.find(tokens_[i].stem);
    if (found == list_.by_stem_.end()) return;
    for (auto [id, place] : found->second)
      if (place <= i) try_term(i - place, list_.terms_[id]);
  }

  void find_by_stand_in(uint32_t i) {
    lexicon_.stand_ins(std::span(&tokens_[i].word, 1), stand_ins_);
    for (const Lexicon::StandIn& other : stand_ins_) {
      uint64_t stem = normalise_word(lexicon_.spelling(other.number), "en").stem;
      auto found = list_.by_stem_.find(stem);
      if (found == list_.by_stem_.end()) continue;
      for (auto [id, place] : found->second)
        if (place == 0) try_term(i, list_.terms_[id]);
    }
  }

  // How akin the word found is to the expected one; nothing when it is not.
  std::optional<double> akin(const Token& found, const Word& expected) const {
    if (found.word == expected.word || found.stem == expected.stem) return kByForm;
    switch (lexicon_.kinship(std::span(&found.word, 1), std::span(&expected.word, 1))) {
      case Kinship::kInflection:
        return kByForm;
      case Kinship::kSynonym:
        return kBySynonym;
      case Kinship::kRelated:
        return kByRelated;
      default:
        return std::nullopt;
    }
  }

  void try_term(uint32_t at, const Term& term) {
    if (!fits(at, term.words.size())) return;
    double weight = 0;
    bool differs = false;
    for (size_t k = 0; k < term.words.size(); ++k) {
      std::optional<double> kin = akin(tokens_[at + k], term.words[k]);
      if (!kin) return;
      weight += *kin;
      differs |= *kin < kByForm;
    }
    if (differs && !is_common(at, term.words.size())) add(at, term, weight);
  }

  bool is_common(uint32_t at, size_t n) const {
    std::array<uint64_t, kLongestTerm> words{};
    for (size_t k = 0; k < n; ++k) words[k] = tokens_[at + k].word;
    if (lexicon_.is_expression(std::span(words).first(n))) return true;
    for (size_t k = 1; k < n; ++k)
      if (lexicon_.count(words[k - 1], words[k]) < kCommonPair) return false;
    return true;
  }

  void add(uint32_t at, const Term& term, double weight) {
    hits_.push_back(
        {{at, at + static_cast<uint32_t>(term.words.size())}, &term.text, weight});
  }

  // The weightiest that do not overlap, with readings of the same words and weight.
  std::vector<SuspectPhrase> pick() {
    std::ranges::stable_sort(
        hits_, {}, [](const Hit& hit) { return std::tuple(-hit.weight, hit.at); });
    std::vector<bool> taken(tokens_.size(), false);
    std::vector<SuspectPhrase> phrases;
    for (size_t k = 0; k < hits_.size();) {
      TokenSpan at = hits_[k].at;
      auto begin = taken.begin() + at.start, end = taken.begin() + at.end;
      if (std::find(begin, end, true) != end) {
        ++k;
        continue;
      }
      std::fill(begin, end, true);
      SuspectPhrase phrase;
      phrase.span = tokens_.bytes(at);
      phrase.text = text_.substr(phrase.span.start, phrase.span.size());
      phrase.weight = hits_[k].weight;
      for (; k < hits_.size() && hits_[k].at == at; ++k)
        if (phrase.expected.size() < 3 &&
            std::ranges::find(phrase.expected, *hits_[k].expected) ==
                phrase.expected.end())
          phrase.expected.push_back(*hits_[k].expected);
      phrases.push_back(std::move(phrase));
    }
    std::ranges::sort(phrases, {}, &SuspectPhrase::span);
    return phrases;
  }

  const CheckTerms& list_;
  std::string_view text_;
  const Tokens& tokens_;
  const Lexicon& lexicon_;
  std::vector<Hit> hits_;
  std::vector<Lexicon::StandIn> stand_ins_;
};

std::vector<SuspectPhrase> CheckTerms::find(std::string_view text, const Tokens& tokens,
                                            const Lexicon& lexicon) const {
  if (size() == 0) return {};
  return Search(*this, text, tokens, lexicon).find();
}

}  // namespace unspin
