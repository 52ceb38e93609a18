// This file is the library's door for checking one document: the words as compare reads
// them, and the judge over them.

#include "unspin/check.h"

#include <fmt/format.h>

#include <utility>

#include "base/file.h"
#include "engine/own_lexicon.h"
#include "engine/readable.h"
#include "judge/check.h"
#include "text/language.h"

namespace unspin {
namespace {

constexpr size_t kMaxPhrasesBytes = size_t{64} << 20;

std::string language_of(const Document& document) {
  std::string language = document.language.value_or("");
  if (language.empty()) language = detect_language(document.text);
  return language.substr(0, language.find_first_of("-_"));
}

}  // namespace

struct Checker::State {
  Lexicon lexicon;
  CheckTerms terms;
};

Checker::Checker(std::unique_ptr<State> state) : state_(std::move(state)) {}
Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;
Checker::~Checker() = default;

Result<Checker> Checker::open(const CheckOptions& options) {
  auto state = std::make_unique<State>();
  UNSPIN_TRY(state->lexicon, open_lexicon(options.lexicon));
  if (!options.phrases.empty()) {
    UNSPIN_TRY(std::string list, read_file(options.phrases, kMaxPhrasesBytes));
    UNSPIN_TRY(state->terms, CheckTerms::parse(list, options.phrases.string()));
  }
  return Checker(std::move(state));
}

size_t Checker::phrases() const { return state_->terms.size(); }

Check Checker::check(const Document& document) const {
  // What the page put around the article was written by others, and not in sentences.
  Document marked;
  const Document* whole = &document;
  if (document.furniture.empty()) {
    marked = document;
    mark_furniture(marked);
    whole = &marked;
  }
  bool leaves_out = has_much_furniture(*whole);
  std::string without = leaves_out ? without_furniture(*whole) : std::string();
  std::string_view text = leaves_out ? std::string_view(without) : document.text;

  std::string language = language_of(document);
  Tokens tokens = tokenize(text, language);
  Check check;
  if (language == "en" && (state_->lexicon.empty() || state_->lexicon.language() == "en"))
    check = check_text(text, tokens, state_->lexicon, state_->terms);
  else
    check.phrases = state_->terms.find(text, tokens, state_->lexicon);
  check.id = document.id;
  return check;
}

}  // namespace unspin
