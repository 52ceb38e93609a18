// This file changes texts as copies on the web are changed. Nothing here knows how
// unspin looks for copies; every change is counted in the truth as what it is, and how
// much came of it.

#include "text_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace unspin::bench {
namespace {

struct Range {
  size_t begin, end;
};

bool is_space(char c) { return c == ' ' || c == '\n'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}
char upper(char c) {
  return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
}

template <typename IsPart>
std::vector<Range> runs_of(std::string_view text, const IsPart& is_part) {
  std::vector<Range> runs;
  for (size_t i = 0; i < text.size();) {
    while (i < text.size() && !is_part(text[i])) ++i;
    size_t begin = i;
    while (i < text.size() && is_part(text[i])) ++i;
    if (i > begin) runs.push_back({begin, i});
  }
  return runs;
}

std::vector<Range> words_of(std::string_view text) {
  return runs_of(text, [](char c) { return !is_space(c); });
}

std::string_view in(std::string_view text, Range range) {
  return text.substr(range.begin, range.end - range.begin);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (text.compare(i, from.size(), from) == 0)
      out += to, i += from.size();
    else
      out += text[i++];
  }
  text = std::move(out);
}

std::string cased_like(std::string word, std::string_view model) {
  bool all = model.size() > 1 && std::isupper(static_cast<unsigned char>(model[1]));
  bool first = std::isupper(static_cast<unsigned char>(model[0])) != 0;
  for (size_t i = 0; i < word.size(); ++i)
    if ((all && first) || (first && i == 0)) word[i] = upper(word[i]);
  return word;
}

// Words of a handful that spinners leave alone and MyThes has odd entries for.
bool is_plain(std::string_view word) {
  constexpr std::string_view kPlain =
      " the a an and or of to in on at by for from with as is are was were be been am "
      "he she it his her its they them their we our you your i who ";
  return kPlain.find(fmt::format(" {} ", word)) != std::string_view::npos;
}

// Where sentences begin and end, to the space behind them.
std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  size_t begin = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    bool ends = text[i] == '.' || text[i] == '?' || text[i] == '!';
    if (ends && is_space(text[i + 1]) && i > begin + 20) {
      sentences.push_back(text.substr(begin, i + 1 - begin));
      begin = i + 1;
      while (begin < text.size() && is_space(text[begin])) ++begin;
      i = begin;
    }
  }
  if (begin < text.size()) sentences.push_back(text.substr(begin));
  return sentences;
}

void break_lines(std::string& text) {
  size_t width = 0;
  for (char& c : text) {
    ++width;
    if (c == '\n') width = 0;
    if (c == ' ' && width > 70) c = '\n', width = 0;
  }
}

std::string header_line(QuickRandom& random) {
  constexpr std::string_view kDesks[] = {"Staff report", "Wire services", "News desk",
                                         "From our correspondents"};
  return fmt::format("{} | Updated {}:{:02} {}\n\n", kDesks[random.below(4)],
                     1 + random.below(12), random.below(60),
                     random.chance(.5) ? "a.m." : "p.m.");
}

std::string footer_line(QuickRandom& random) {
  constexpr std::string_view kAsks[] = {
      "Sign up for our newsletter and never miss a story.",
      "Follow us on Twitter and like us on Facebook.",
      "Have a tip? Write to our newsroom.",
      "Click here to read more stories like this one."};
  return fmt::format("\n\n{}\n© {} All rights reserved.", kAsks[random.below(4)],
                     2010 + random.below(12));
}

}  // namespace

TextChanges::TextChanges(const NewsChain& chain, const Spinner& spinner) : chain_(chain) {
  for (const WordType& type : chain.types()) {
    for (Range range : runs_of(type.text, is_letter)) {
      std::string word(in(type.text, range));
      std::ranges::transform(word, word.begin(), lower);
      if (is_plain(word) || stand_ins_.contains(word)) continue;
      std::vector<std::string> all = spinner.thesaurus_stand_ins(word);
      std::erase_if(all, [&](const std::string& other) {
        return other.size() > 24 || std::ranges::count(other, ' ') > 1;
      });
      stand_ins_.emplace(std::move(word), std::move(all));
    }
  }
}

std::string TextChanges::edited(std::string_view text, uint32_t percent,
                                QuickRandom& random) const {
  std::string out;
  size_t copied = 0;
  for (Range word : words_of(text)) {
    if (!random.chance(percent / 100.)) continue;
    out += text.substr(copied, word.begin - copied);
    copied = word.end;
    uint32_t kind = random.below(3);
    if (kind > 0) chain_.compose_stretch(QuickRandom(random()), 1, out);
    if (kind == 1) out.append(" ").append(in(text, word));
    if (kind == 0 && copied < text.size()) ++copied;
  }
  return out.append(text.substr(copied));
}

Changed TextChanges::near_copy(std::string_view text, QuickRandom random) const {
  uint32_t percent = 1 + random.below(5);
  Changed copy{edited(text, percent, random), fmt::format("edits={}%", percent)};
  auto also = [&](const char* name, double share) {
    bool yes = random.chance(share);
    if (yes) copy.how.append(",").append(name);
    return yes;
  };
  if (also("quotes", .5)) {
    replace_all(copy.text, "“", "\"");
    replace_all(copy.text, "”", "\"");
    replace_all(copy.text, "’", "'");
  }
  if (also("commas", .25)) std::erase(copy.text, ',');
  if (also("case", .15))
    std::ranges::transform(copy.text, copy.text.begin(),
                           random.chance(.5) ? upper : lower);
  if (also("lines", .3)) break_lines(copy.text);
  if (also("header", .4)) copy.text.insert(0, header_line(random));
  if (also("footer", .4)) copy.text += footer_line(random);
  return copy;
}

Changed TextChanges::spun(std::string_view text, uint32_t percent,
                          QuickRandom random) const {
  std::vector<Range> words = runs_of(text, is_letter);
  std::vector<std::pair<uint32_t, const std::vector<std::string>*>> known;
  std::string key;
  for (uint32_t i = 0; i < words.size(); ++i) {
    key.assign(in(text, words[i]));
    std::ranges::transform(key, key.begin(), lower);
    auto found = stand_ins_.find(key);
    if (found != stand_ins_.end() && !found->second.empty())
      known.emplace_back(i, &found->second);
  }
  // The first `wanted` of a shuffle, in their order.
  size_t wanted = (known.size() * percent + 50) / 100;
  for (size_t i = 0; i < wanted; ++i)
    std::swap(known[i], known[i + random.below(known.size() - i)]);
  known.resize(wanted);
  std::ranges::sort(known);
  std::string out;
  size_t copied = 0;
  for (auto [i, choices] : known) {
    out += text.substr(copied, words[i].begin - copied);
    out += cased_like((*choices)[random.below(choices->size())], in(text, words[i]));
    copied = words[i].end;
  }
  out += text.substr(copied);
  double share = static_cast<double>(wanted) / static_cast<double>(words.size() + 1);
  return {std::move(out), fmt::format("replaced={:.3f}", share)};
}

Changed TextChanges::reordered(std::string_view text, QuickRandom random) {
  std::vector<std::string_view> parts;
  bool by_paragraph = random.chance(.5);
  if (by_paragraph)
    for (size_t at = 0; at < text.size();) {
      size_t end = std::min(text.find("\n\n", at), text.size());
      parts.push_back(text.substr(at, end - at));
      at = end + 2;
    }
  by_paragraph = parts.size() > 2;
  if (!by_paragraph) parts = sentences_of(text);
  for (size_t i = 0; i + 1 < parts.size(); ++i)
    std::swap(parts[i], parts[i + random.below(parts.size() - i)]);
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += by_paragraph || i % 3 == 0 ? "\n\n" : " ";
    out += parts[i];
  }
  return {std::move(out),
          fmt::format("{}={}", by_paragraph ? "paragraphs" : "sentences", parts.size())};
}

Changed TextChanges::with_excerpt(std::string_view host, std::string_view source,
                                  size_t n, QuickRandom random) {
  std::vector<Range> words = words_of(source);
  n = std::min(n, words.size());
  size_t first = random.below(words.size() - n + 1);
  std::string_view excerpt =
      source.substr(words[first].begin, words[first + n - 1].end - words[first].begin);
  std::vector<std::string_view> sentences = sentences_of(host);
  size_t before = sentences.empty() ? 0 : random.below(sentences.size() + 1);
  size_t cut = before == sentences.size()
                   ? host.size()
                   : static_cast<size_t>(sentences[before].data() - host.data());
  std::string out(host.substr(0, cut));
  out.append(cut > 0 ? "\n\n" : "")
      .append(excerpt)
      .append("\n\n")
      .append(host.substr(cut));
  return {std::move(out), fmt::format("from={}", first)};
}

}  // namespace unspin::bench
