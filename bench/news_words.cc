// This file cuts articles into words for news_chain.cc: everything between spaces, with
// its commas and full stops, as chains of such pieces punctuate themselves.
//
// A word that few articles have would, in a chain, drag along the passage it stood in. So
// rare ones become slots by their shape: names, numbers, other words. What filled them is
// kept, to fill them anew.

#include "news_words.h"

#include <algorithm>
#include <cctype>
#include <deque>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace unspin::bench {
namespace {

constexpr uint32_t kFewestOfSlot = 50;  // a slot with rarer marks takes plainer ones

bool is_alnum(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || static_cast<uint8_t>(c) >= 0x80;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Calls `each` with every stretch of `text` that `is_space` does not cut.
void for_each_piece(std::string_view text, bool (*is_cut)(char),
                    const std::function<void(std::string_view)>& each) {
  for (size_t i = 0; i < text.size();) {
    while (i < text.size() && is_cut(text[i])) ++i;
    size_t begin = i;
    while (i < text.size() && !is_cut(text[i])) ++i;
    if (i > begin) each(text.substr(begin, i - begin));
  }
}

std::string without_quotation_marks(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("“") || text.substr(i).starts_with("”"))
      i += 2;
    else if (static_cast<uint8_t>(text[i]) < 0x20 && text[i] != '\n')
      plain += ' ';
    else if (text[i] != '"')
      plain += text[i];
  }
  return plain;
}

bool ends_sentence(std::string_view word) {
  static const std::unordered_set<std::string_view> kShort = {
      "Mr.",  "Mrs.", "Ms.",  "Dr.",   "Sen.", "Rep.", "Gov.", "Gen.",  "St.",
      "Jr.",  "No.",  "Lt.",  "Col.",  "Sgt.", "Inc.", "Co.",  "Corp.", "vs.",
      "Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."};
  if (word.empty() || std::string_view(".?!").find(word.back()) > 2) return false;
  if (kShort.contains(word)) return false;
  size_t first = word.find('.');
  return word.size() > 2 && (first == std::string_view::npos || first + 1 == word.size());
}

// A rare word as its slot.
WordType slot_of(std::string_view word, std::string& filling) {
  size_t begin = 0, end = word.size();
  while (begin < end && !is_alnum(word[begin])) ++begin;
  while (end > begin && !is_alnum(word[end - 1])) --end;
  std::string_view core = word.substr(begin, end - begin);
  for (std::string_view possessive : {"'s", "’s"})
    if (core.size() > possessive.size() + 1 && core.ends_with(possessive))
      core.remove_suffix(possessive.size());
  WordType type{.text = std::string(word.substr(0, begin)),
                .tail = std::string(word.substr(begin + core.size())),
                .ends_sentence = ends_sentence(word)};
  filling = core;
  auto n_digits = static_cast<size_t>(std::ranges::count_if(core, is_digit));
  if (core.empty() || 3 * n_digits > core.size()) {
    type.slot = Slot::kNumber;
    type.digits = static_cast<uint8_t>(std::clamp<size_t>(n_digits, 1, 8));
  } else {
    bool upper = std::isupper(static_cast<unsigned char>(core[0])) != 0;
    type.slot = upper ? Slot::kName : Slot::kRareWord;
  }
  return type;
}

WordType plainer(WordType type) {
  bool comma = type.tail.find(',') != std::string::npos;
  type.text.clear();
  type.tail = type.ends_sentence ? "." : comma ? "," : "";
  return type;
}

std::string key_of(const WordType& type) {
  return std::string(1, static_cast<char>(type.slot)) + static_cast<char>(type.digits) +
         type.text + '\n' + type.tail;
}

// Words as numbers, in the order of first sight, and how often each was there.
class Words {
 public:
  uint32_t number_of(std::string_view word) {
    if (auto at = numbers_.find(word); at != numbers_.end()) {
      ++counts[at->second];
      return at->second;
    }
    auto number = static_cast<uint32_t>(spelled.size());
    numbers_.emplace(spelled.emplace_back(word), number);
    counts.push_back(1);
    return number;
  }
  std::deque<std::string> spelled;  // which stay where they are
  std::vector<uint32_t> counts;

 private:
  std::unordered_map<std::string_view, uint32_t> numbers_;
};

// The articles' words; ~0 between articles.
std::vector<uint32_t> number_words(const std::vector<Article>& articles, Words& words,
                                   std::vector<uint32_t>& lengths) {
  std::vector<uint32_t> sequence;
  std::unordered_set<size_t> lines, sentences;
  std::vector<std::string_view> sentence;
  for (const Article& article : articles) {
    sequence.push_back(~0U);
    size_t before = sequence.size();
    std::string text = without_quotation_marks(article.text);
    auto finish_sentence = [&] {
      if (sentence.empty()) return;
      const char* end = sentence.back().data() + sentence.back().size();
      std::string_view all(sentence[0].data(),
                           static_cast<size_t>(end - sentence[0].data()));
      if (sentences.insert(std::hash<std::string_view>()(all)).second)
        for (std::string_view word : sentence) sequence.push_back(words.number_of(word));
      sentence.clear();
    };
    // A newswire breaks its lines; a line that was there before is a site's furniture.
    auto take_line = [&](std::string_view line) {
      if (!lines.insert(std::hash<std::string_view>()(line)).second) return;
      for_each_piece(
          line, [](char c) { return c == ' '; },
          [&](std::string_view word) {
            sentence.push_back(word);
            if (ends_sentence(word)) finish_sentence();
          });
    };
    for_each_piece(text, [](char c) { return c == '\n'; }, take_line);
    finish_sentence();
    lengths.push_back(static_cast<uint32_t>(sequence.size() - before));
  }
  sequence.push_back(~0U);
  return sequence;
}

}  // namespace

NewsWords read_words(const std::vector<Article>& articles, uint32_t rare) {
  NewsWords news;
  Words words;
  news.sequence = number_words(articles, words, news.lengths);

  // Every rare word's slot; how often each slot is there.
  std::vector<WordType> slots(words.spelled.size());
  std::vector<std::string> fillings(words.spelled.size());
  std::unordered_map<std::string, uint32_t> slot_counts;
  for (size_t i = 0; i < slots.size(); ++i) {
    if (words.counts[i] >= rare) continue;
    slots[i] = slot_of(words.spelled[i], fillings[i]);
    slot_counts[key_of(slots[i])] += words.counts[i];
  }

  news.types.emplace_back();
  std::unordered_map<std::string, uint32_t> types;
  std::vector<uint32_t> type_of(words.spelled.size());
  for (size_t i = 0; i < type_of.size(); ++i) {
    WordType type{.text = words.spelled[i],
                  .ends_sentence = ends_sentence(words.spelled[i])};
    if (words.counts[i] < rare) {
      type = slot_counts[key_of(slots[i])] < kFewestOfSlot ? plainer(slots[i]) : slots[i];
      std::vector<std::string>* kept = type.slot == Slot::kName       ? &news.names
                                       : type.slot == Slot::kRareWord ? &news.rare_words
                                                                      : nullptr;
      if (kept && fillings[i].size() > 2 && fillings[i].size() < 20)
        kept->insert(kept->end(), words.counts[i], fillings[i]);
    }
    auto [at, added] = types.try_emplace(key_of(type), news.types.size());
    if (added) news.types.push_back(std::move(type));
    type_of[i] = at->second;
  }
  for (uint32_t& word : news.sequence) word = word == ~0U ? 0 : type_of[word];
  return news;
}

}  // namespace unspin::bench
