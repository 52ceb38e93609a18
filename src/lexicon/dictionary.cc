#include "lexicon/dictionary.h"

#include <algorithm>

#include "base/hash.h"
#include "text/tokens.h"

namespace unspin {
namespace {

uint64_t with_part(uint64_t key, Part part) {
  return key ^ (static_cast<uint64_t>(part) + 1) * 0x9e3779b97f4a7c15u;
}

template <typename T>
void sort_unique(std::vector<T>& list) {
  std::ranges::sort(list);
  list.erase(std::ranges::unique(list).begin(), list.end());
}

}  // namespace

uint64_t key_of(const std::vector<std::string>& words) {
  std::vector<uint64_t> hashes;
  for (const std::string& word : words) hashes.push_back(hash_word(word));
  return hash_phrase(hashes);
}

const Phrase& Dictionary::phrase(std::string_view text) {
  auto [found, is_new] = phrases_.try_emplace(std::string(text));
  Phrase& phrase = found->second;
  if (!is_new) return phrase;
  Tokens tokens = tokenize(text, language);
  if (tokens.size() == 0 || tokens.size() > kMaxPhraseWords) return phrase;
  for (size_t i = 0; i < tokens.size(); ++i) phrase.words.emplace_back(tokens.word(i));
  phrase.key = key_of(phrase.words);
  return phrase;
}

LexemeId Dictionary::lexeme(std::string_view text, Part part) {
  const Phrase& known = phrase(text);
  if (known.words.empty()) return kNoLexeme;
  bool proper = std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  auto [found, is_new] = by_key_and_part_.try_emplace(
      with_part(known.key, part), static_cast<LexemeId>(lexemes.size()));
  if (is_new) lexemes.push_back({&known, part, proper, {}, {}, {}});
  Lexeme& lexeme = lexemes[found->second];
  lexeme.proper = lexeme.proper && proper;
  return found->second;
}

LexemeId Dictionary::find(uint64_t key, Part part) const {
  auto found = by_key_and_part_.find(with_part(key, part));
  return found == by_key_and_part_.end() ? kNoLexeme : found->second;
}

GroupId Dictionary::add_group(std::vector<LexemeId> members) {
  std::erase(members, kNoLexeme);
  sort_unique(members);
  auto id = static_cast<GroupId>(groups.size());
  for (LexemeId member : members) lexemes[member].groups.push_back(id);
  groups.push_back({std::move(members), {}, 0});
  return id;
}

bool Dictionary::has_group_with(const std::vector<LexemeId>& members) const {
  LexemeId rarest = *std::ranges::min_element(
      members, {}, [&](LexemeId id) { return lexemes[id].groups.size(); });
  return std::ranges::any_of(lexemes[rarest].groups, [&](GroupId group) {
    return std::ranges::includes(groups[group].members, members);
  });
}

bool Dictionary::are_tied(LexemeId a, LexemeId b) const {
  auto has = [](const auto& list, auto value) {
    return std::ranges::find(list, value) != list.end();
  };
  for (GroupId of_a : lexemes[a].groups)
    for (GroupId of_b : lexemes[b].groups)
      if (of_a == of_b || has(groups[of_a].broader, of_b) ||
          has(groups[of_b].broader, of_a))
        return true;
  return false;
}

void Dictionary::relate(LexemeId a, LexemeId b) {
  if (a == b || a == kNoLexeme || b == kNoLexeme) return;
  lexemes[a].related.push_back(b);
  lexemes[b].related.push_back(a);
}

void Dictionary::oppose(LexemeId a, LexemeId b) {
  if (a == b || a == kNoLexeme || b == kNoLexeme) return;
  lexemes[a].antonyms.push_back(b);
  lexemes[b].antonyms.push_back(a);
}

void Dictionary::finish() {
  for (Lexeme& lexeme : lexemes) {
    sort_unique(lexeme.groups);
    sort_unique(lexeme.related);
    sort_unique(lexeme.antonyms);
  }
  for (Group& group : groups) {
    sort_unique(group.broader);
    for (GroupId above : group.broader) ++groups[above].narrower_count;
  }
}

}  // namespace unspin
