// This file makes the pairs of texts that the judge is measured on.

#include <algorithm>
#include <random>

#include "align/passages.h"
#include "align/words.h"
#include "judge_bench.h"

namespace unspin::bench {
namespace {

constexpr size_t kLongestText = 6000;

// The first `most` bytes, cut at a line end or space.
std::string head(const std::string& text, size_t most) {
  if (text.size() <= most) return text;
  size_t cut = text.rfind('\n', most);
  if (cut == std::string::npos || cut < most / 2) cut = text.rfind(' ', most);
  return text.substr(0, cut);
}

}  // namespace

Match compare(const Bench& bench, const TextPair& pair) {
  Document a{.id = "a", .text = pair.first}, b{.id = "b", .text = pair.second};
  a.language = b.language = "en";
  return bench.comparer.compare(std::move(a), std::move(b));
}

Text::Text(std::string text) {
  document.text = std::move(text);
  tokens = tokenize(document.text, "en");
}

std::vector<AlignedPassage> align(const Bench& bench, const Text& a, const Text& b) {
  std::vector<AlignedPassage> passages;
  for (const Rectangle& rectangle : find_passages(a.tokens, b.tokens, bench.lexicon))
    passages.push_back(
        {rectangle, align_words(a.tokens, b.tokens, rectangle, bench.lexicon)});
  return passages;
}

std::vector<Article> held_out(const std::vector<Article>& articles, bool odd) {
  std::vector<Article> half;
  bool next = false;
  for (const Article& article : articles)
    if (article.held_out && (next = !next) == odd) half.push_back(article);
  return half;
}

std::vector<std::string> sample(const std::vector<Article>& articles, size_t n,
                                uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::string> texts;
  while (texts.size() < n && !articles.empty())
    texts.push_back(head(articles[random() % articles.size()].text, kLongestText));
  return texts;
}

std::vector<TextPair> spun(const Bench& bench, const std::vector<std::string>& texts,
                           SpinnerKind kind, double share) {
  std::mt19937_64 random(7);
  std::vector<TextPair> pairs;
  for (const std::string& text : texts)
    pairs.emplace_back(text,
                       bench.spinner.spin(text, kind, share, bench.lexicon, random));
  return pairs;
}

std::vector<TextPair> random_pairs(const std::vector<Article>& articles, size_t n) {
  std::mt19937_64 random(11);
  std::vector<TextPair> pairs;
  while (pairs.size() < n && articles.size() > 1) {
    const Article& x = articles[random() % articles.size()];
    const Article& y = articles[random() % articles.size()];
    if (x.id != y.id && (x.source != y.source || x.source == "reuters"))
      pairs.emplace_back(head(x.text, kLongestText), head(y.text, kLongestText));
  }
  return pairs;
}

std::vector<TextPair> event_pairs(const std::vector<Article>& articles, size_t n) {
  std::vector<std::pair<size_t, size_t>> all = same_event_pairs(articles, 20000);
  std::mt19937_64 random(13);
  std::ranges::shuffle(all, random);
  std::vector<TextPair> pairs;
  for (size_t i = 0; i < std::min(n, all.size()); ++i)
    pairs.emplace_back(articles[all[i].first].text, articles[all[i].second].text);
  return pairs;
}

std::vector<TextPair> silver_pairs(const std::vector<Article>& reuters, size_t n) {
  std::vector<TextPair> pairs;
  auto text = [&](const std::string& id) {
    auto at = std::ranges::find(reuters, id, &Article::id);
    return at == reuters.end() ? std::string() : at->text;
  };
  for (const auto& [x, y] : read_reuters_silver(.6)) {
    if (pairs.size() == n) break;
    TextPair pair{text(x), text(y)};
    if (!pair.first.empty() && !pair.second.empty()) pairs.push_back(std::move(pair));
  }
  return pairs;
}

std::vector<TextPair> lightly_edited(const std::vector<std::string>& texts) {
  std::vector<TextPair> pairs;
  for (const std::string& text : texts) {
    std::string edited;
    size_t n = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == ' ') ++n;
      if (n % 80 != 40) edited += text[i];
    }
    pairs.emplace_back(text, edited);
  }
  return pairs;
}

std::vector<TextPair> excerpts(const std::vector<std::string>& texts, double share) {
  std::vector<TextPair> pairs;
  for (const std::string& text : texts) {
    auto length = static_cast<size_t>(share * double(text.size()));
    size_t start = text.find(' ', (text.size() - length) / 2);
    pairs.emplace_back(text, text.substr(start, length));
  }
  return pairs;
}

std::vector<TextPair> with_furniture(std::vector<TextPair> pairs,
                                     const std::vector<std::string>& others,
                                     double share) {
  for (size_t i = 0; i < pairs.size(); ++i) {
    const std::string& other = others[i % others.size()];
    auto length = static_cast<size_t>(share * double(pairs[i].first.size()));
    pairs[i].second += "\n\n" + head(other, length);
  }
  return pairs;
}

std::vector<TextPair> rewrites(const std::string& instruction) {
  std::vector<TextPair> pairs;
  for (const Rewrites& record : read_raidar(40))
    for (const auto& [asked, output] : record.outputs)
      if (asked.find(instruction) != std::string::npos)
        pairs.emplace_back(record.input, output);
  return pairs;
}

}  // namespace unspin::bench
