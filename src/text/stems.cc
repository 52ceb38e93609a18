#include "text/stems.h"

#include <libstemmer.h>

#include <algorithm>

#include "base/hash.h"

namespace unspin {
namespace {

// "en" of "en-GB", "EN"; empty for what is no code.
std::string primary_code(std::string_view language) {
  std::string code(language.substr(0, language.find_first_of("-_")));
  bool letters = std::ranges::all_of(
      code, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  if (!letters || code.size() < 2 || code.size() > 3) return {};
  for (char& c : code) c = static_cast<char>(c | 0x20);
  return code;
}

}  // namespace

void Stemmer::Deleter::operator()(sb_stemmer* stemmer) const {
  sb_stemmer_delete(stemmer);
}

Stemmer::Stemmer(const std::string& language) {
  if (language.empty()) return;
  stemmer_.reset(sb_stemmer_new(language.c_str(), nullptr));
  if (stemmer_) memory_.resize(kEntries);
}

Stemmer& Stemmer::of(std::string_view language) {
  struct Known {
    std::string code;
    Stemmer stemmer;
  };
  // A cache, not a state: no answer depends on it.
  thread_local std::vector<std::unique_ptr<Known>> known;
  std::string code = primary_code(language);
  for (const std::unique_ptr<Known>& entry : known)
    if (entry->code == code) return entry->stemmer;
  // Languages come from outside: keep only those that have an algorithm, and one
  // that has none for the others.
  Stemmer made(code);
  if (made.memory_.empty() && !code.empty()) return of("");
  known.push_back(std::make_unique<Known>(code, std::move(made)));
  return known.back()->stemmer;
}

uint64_t Stemmer::stem_anew(std::string_view word) {
  const sb_symbol* stem =
      sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                      static_cast<int>(word.size()));
  if (!stem) return hash_word(word);  // out of memory inside
  return hash_word({reinterpret_cast<const char*>(stem),
                    static_cast<size_t>(sb_stemmer_length(stemmer_.get()))});
}

}  // namespace unspin
