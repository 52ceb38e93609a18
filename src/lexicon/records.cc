#include "lexicon/records.h"

#include <algorithm>

#include "lexicon/layout.h"

namespace unspin {
namespace {

class Writing {
 public:
  explicit Writing(const Dictionary& dictionary) : dictionary_(dictionary) {}

  // Lexemes refer to each other by place, so all places are found before any is
  // written.
  void add_lexemes() {
    places_.resize(dictionary_.lexemes.size());
    auto place = static_cast<uint32_t>(records_.pool.size());
    for (LexemeId id = 0; id < dictionary_.lexemes.size(); ++id) {
      places_[id] = place;
      place += static_cast<uint32_t>(2 + listed(dictionary_.lexemes[id].groups) +
                                     broader_of(id).size() +
                                     listed(dictionary_.lexemes[id].related) +
                                     listed(dictionary_.lexemes[id].antonyms));
    }
    records_.pool.reserve(place);
    for (LexemeId id = 0; id < dictionary_.lexemes.size(); ++id) add_lexeme(id);
  }

  // `begin` to `end`: the lexemes of one key.
  void add_term(const Term* begin, const Term* end) {
    auto n = static_cast<uint32_t>(std::min<ptrdiff_t>(end - begin, layout::kMaxListed));
    bool is_expression =
        begin->words > 1 && std::any_of(begin, end, [&](const Term& term) {
          return dictionary_.lexemes[term.lexeme].part != Part::kFunction;
        });
    uint32_t flags = is_expression ? layout::kIsExpression : 0;
    records_.terms.emplace_back(begin->key, records_.pool.size());
    records_.pool.push_back(n | flags << 16);
    for (uint32_t i = 0; i < n; ++i) records_.pool.push_back(places_[begin[i].lexeme]);
    if (begin->words < 2) return;
    records_.phrases.push_back(begin->key);
    records_.max_expression_words = std::max(records_.max_expression_words, begin->words);
  }

  Records finish() { return std::move(records_); }

 private:
  template <typename T>
  static uint32_t listed(const std::vector<T>& list) {
    return static_cast<uint32_t>(std::min<size_t>(list.size(), layout::kMaxListed));
  }

  // What stands above the lexeme's groups, as layout.h writes it.
  std::vector<uint32_t> broader_of(LexemeId id) const {
    std::vector<uint32_t> broader;
    for (GroupId group : dictionary_.lexemes[id].groups)
      for (GroupId above : dictionary_.groups[group].broader)
        broader.push_back(above << 1 |
                          (dictionary_.groups[above].narrower_count > kMaxSisters));
    std::ranges::sort(broader);
    broader.erase(std::ranges::unique(broader).begin(), broader.end());
    broader.resize(listed(broader));
    return broader;
  }

  void add_lexeme(LexemeId id) {
    const Lexeme& lexeme = dictionary_.lexemes[id];
    std::vector<uint32_t> broader = broader_of(id);
    std::vector<uint32_t>& pool = records_.pool;
    pool.push_back(listed(lexeme.groups) | listed(broader) << 16);
    pool.push_back(listed(lexeme.related) | listed(lexeme.antonyms) << 16);
    pool.insert(pool.end(), lexeme.groups.begin(),
                lexeme.groups.begin() + listed(lexeme.groups));
    pool.insert(pool.end(), broader.begin(), broader.end());
    for (uint32_t i = 0; i < listed(lexeme.related); ++i)
      pool.push_back(places_[lexeme.related[i]]);
    for (uint32_t i = 0; i < listed(lexeme.antonyms); ++i)
      pool.push_back(places_[lexeme.antonyms[i]]);
  }

  const Dictionary& dictionary_;
  std::vector<uint32_t> places_;
  Records records_{{0}, {}, {}, 0};  // place 0 is no record
};

}  // namespace

Records make_records(const Dictionary& dictionary, const std::vector<Term>& terms) {
  Writing writing(dictionary);
  writing.add_lexemes();
  const Term* end = terms.data() + terms.size();
  for (const Term* term = terms.data(); term != end;) {
    const Term* next = std::find_if(
        term, end, [&](const Term& other) { return other.key != term->key; });
    writing.add_term(term, next);
    term = next;
  }
  return writing.finish();
}

}  // namespace unspin
