#include "check_texts.h"

#include <algorithm>
#include <random>
#include <utility>

namespace unspin::bench {

CheckTexts read_check_texts(size_t min_bytes, size_t max_bytes) {
  CheckTexts texts;
  auto add = [&](std::string text, bool fit, bool news) {
    if (text.size() > max_bytes) text.resize(text.find_last_of(" \n", max_bytes));
    (fit ? texts.fitted : texts.measured).push_back({std::move(text), news});
  };
  size_t n = 0;
  for (Article& article : read_allsides(min_bytes))
    if (article.held_out) add(std::move(article.text), n++ % 2 == 0, true);
  size_t n_news = texts.fitted.size();
  n = 0;
  for (Article& article : read_reuters(min_bytes))
    add(std::move(article.text), n++ % 5 == 0, false);
  std::mt19937_64 random(7);
  auto news_end = texts.fitted.begin() + static_cast<ptrdiff_t>(n_news);
  std::shuffle(texts.fitted.begin(), news_end, random);
  std::shuffle(news_end, texts.fitted.end(), random);
  // One of the one, one of the other, until the fewer are used up.
  std::vector<CheckText> mixed;
  for (size_t i = 0; i < texts.fitted.size(); ++i) {
    if (i < n_news) mixed.push_back(texts.fitted[i]);
    if (n_news + i < texts.fitted.size()) mixed.push_back(texts.fitted[n_news + i]);
  }
  texts.fitted = std::move(mixed);
  return texts;
}

}  // namespace unspin::bench
