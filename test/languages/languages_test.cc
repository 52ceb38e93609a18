// Eight languages besides English, five stories each (*.txt, a story a paragraph): what
// is copied, edited, put in another order or cut out is found with no setting, and
// strangers stay strangers.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "text/language.h"
#include "text/numbers.h"
#include "text/quotations.h"
#include "text/tokens.h"
#include "unspin/compare.h"

namespace unspin {
namespace {

std::vector<std::string> stories_of(const std::string& language) {
  std::ifstream in(UNSPIN_SOURCE_DIR "/test/languages/" + language + ".txt");
  std::string all{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::string> stories;
  for (size_t at = 0; at < all.size();) {
    size_t end = std::min(all.find("\n\n", at), all.size());
    stories.push_back(all.substr(at, end - at));
    while (stories.back().ends_with('\n')) stories.back().pop_back();
    at = end + 2;
  }
  return stories;
}

const Comparer& comparer() {
  static const Comparer opened = *Comparer::open({.lexicon = UNSPIN_TEST_LEXICON});
  return opened;
}

Match compare(const std::string& a, const std::string& b) {
  return comparer().compare({.id = "a", .text = a}, {.id = "b", .text = b});
}

// A text with words replaced, taken away and put in, and where.
struct Edited {
  std::string text;
  std::vector<ByteSpan> in_a;  // empty where something was added
  std::vector<ByteSpan> in_b;  // empty where something was taken away
};

Edited edit(const std::string& text, const std::string& other, double rate,
            const std::string& language, std::mt19937_64& random) {
  Tokens tokens = tokenize(text, language), strange = tokenize(other, language);
  bool spaced = language != "zh" && language != "ja";
  // Not one of its neighbours: that would move the change.
  auto strange_word = [&](uint32_t i) {
    const Token* token = nullptr;
    do {
      token = &strange[random() % strange.size()];
    } while (token->stem == tokens[i - 1].stem || token->stem == tokens[i].stem ||
             token->stem == tokens[i + 1].stem);
    return other.substr(token->begin, token->end - token->begin);
  };
  Edited edited;
  size_t copied = 0;
  // A change in the first or last words may lie outside of the passage.
  for (uint32_t i = 3; i + 3 < tokens.size(); ++i) {
    if (double(random() % 1000) >= 1000 * rate) continue;
    const Token& token = tokens[i];
    edited.text += text.substr(copied, token.begin - copied);
    copied = token.begin;
    size_t start = edited.text.size();
    uint64_t what = random() % 3;
    if (what > 0) {  // else: added before the token
      edited.in_a.push_back({token.begin, token.end});
      copied = token.end;
    } else {
      edited.in_a.push_back({});
    }
    if (what < 2) {
      edited.text += strange_word(i);
      edited.in_b.push_back({start, edited.text.size()});
      if (what == 0 && spaced) edited.text += ' ';
    } else {
      edited.in_b.push_back({});
    }
    ++i;  // the next word stays
  }
  edited.text += text.substr(copied);
  return edited;
}

bool listed(const Match& match, ByteSpan a, ByteSpan b) {
  for (const Passage& passage : match.passages)
    for (const Edit& found : passage.edits)
      if ((!a.empty() && found.a.overlaps(a)) || (!b.empty() && found.b.overlaps(b)))
        return true;
  return false;
}

// The share of [start, end) of side b that passages cover.
double covered(const Match& match, size_t start, size_t end) {
  std::vector<char> inside(end - start);
  for (const Passage& passage : match.passages)
    for (size_t i = std::max(start, passage.b.start); i < std::min(end, passage.b.end);
         ++i)
      inside[i - start] = 1;
  return double(std::count(inside.begin(), inside.end(), 1)) / double(end - start);
}

// The sentences of a text, each with what follows it up to the next.
std::vector<std::string> sentences_of(const std::string& text,
                                      const std::string& language) {
  Tokens tokens = tokenize(text, language);
  std::vector<std::string> sentences;
  for (size_t i = 0; i < tokens.sentences.size(); ++i) {
    size_t begin = i == 0 ? 0 : tokens[tokens.sentences[i]].begin;
    size_t end = i + 1 < tokens.sentences.size() ? tokens[tokens.sentences[i + 1]].begin
                                                 : text.size();
    sentences.push_back(text.substr(begin, end - begin));
  }
  return sentences;
}

class Languages : public testing::TestWithParam<std::string> {
 protected:
  std::string language = GetParam();
  std::vector<std::string> stories = stories_of(language);
};

TEST_P(Languages, AreTold) {
  for (const std::string& story : stories)
    EXPECT_EQ(detect_language(story), language) << story;
}

TEST_P(Languages, LeaveStrangersUnrelated) {
  ASSERT_EQ(stories.size(), 5U);
  for (size_t i = 0; i < stories.size(); ++i)
    for (size_t j = i + 1; j < stories.size(); ++j)
      EXPECT_EQ(compare(stories[i], stories[j]).relation, Relation::kUnrelated)
          << i << " " << j;
}

TEST_P(Languages, ShowCopiesInOtherTexts) {
  for (size_t i = 0; i < stories.size(); ++i) {
    const std::string& before = stories[(i + 1) % 5];
    const std::string& behind = stories[(i + 2) % 5];
    std::string page = before + "\n\n" + stories[i] + "\n\n" + behind;
    Match match = compare(stories[i], page);
    size_t start = before.size() + 2, end = start + stories[i].size();
    EXPECT_GE(covered(match, start, end), .99) << i;
    EXPECT_EQ(covered(match, 0, before.size()), 0) << i;
    EXPECT_EQ(covered(match, end + 2, page.size()), 0) << i;
  }
}

TEST_P(Languages, ShowEditsWordByWord) {
  std::mt19937_64 random(5);
  for (double rate : {.03, .05, .1, .2}) {
    size_t planted = 0, found = 0, length = 0;
    double inside = 0;
    for (int round = 0; round < 4; ++round)
      for (size_t i = 0; i < stories.size(); ++i) {
        Edited edited = edit(stories[i], stories[(i + 1) % 5], rate, language, random);
        Match match = compare(stories[i], edited.text);
        length += edited.text.size();
        inside += covered(match, 0, edited.text.size()) * double(edited.text.size());
        for (size_t k = 0; k < edited.in_a.size(); ++k) {
          ++planted;
          found += listed(match, edited.in_a[k], edited.in_b[k]) ? 1 : 0;
        }
      }
    EXPECT_GE(inside / double(length), .99) << rate;
    EXPECT_GE(double(found), .99 * double(planted)) << rate << " of " << planted;
  }
}

TEST_P(Languages, ShowSentencesInAnotherOrder) {
  std::mt19937_64 random(6);
  for (const std::string& story : stories) {
    std::vector<std::string> sentences = sentences_of(story, language);
    ASSERT_GE(sentences.size(), 7U) << story;
    EXPECT_LE(sentences.size(), 11U) << story;
    std::shuffle(sentences.begin(), sentences.end(), random);
    std::string shuffled;
    for (const std::string& sentence : sentences) {
      shuffled += sentence;
      if (language != "zh" && language != "ja" && !shuffled.ends_with(' '))
        shuffled += ' ';
    }
    EXPECT_GE(covered(compare(story, shuffled), 0, shuffled.size()), .95) << story;
  }
}

TEST_P(Languages, ShowExcerptsOfThreeSentences) {
  size_t length = 0;
  double inside = 0;
  for (size_t i = 0; i < stories.size(); ++i) {
    std::vector<std::string> sentences = sentences_of(stories[i], language);
    for (size_t first = 0; first + 3 <= sentences.size(); ++first) {
      std::string part = sentences[first] + sentences[first + 1] + sentences[first + 2];
      const std::string& before = stories[(i + 1) % 5];
      std::string page = before + "\n\n" + part + "\n\n" + stories[(i + 2) % 5];
      size_t start = before.size() + 2;
      size_t words_end = tokenize(part, language).list.back().end;  // no full stop
      inside += covered(compare(stories[i], page), start, start + words_end) *
                double(words_end);
      length += words_end;
    }
  }
  EXPECT_GE(inside / double(length), .99);
}

TEST_P(Languages, HaveOneQuotationAStory) {
  for (const std::string& story : stories) {
    size_t n = 0;
    for (const QuotedSpan& quoted : find_quotations(story, tokenize(story, language)))
      n += quoted.tokens.size() > 1 ? 1 : 0;  // else a name
    EXPECT_EQ(n, 1U) << story;
  }
}

INSTANTIATE_TEST_SUITE_P(All, Languages,
                         testing::Values("de", "fr", "es", "ru", "ar", "zh", "ja", "hi"),
                         [](const auto& tested) { return tested.param; });

// What figures of each language's stories mean.
struct Figures {
  const char* language;
  size_t story;
  std::vector<double> values;
};

TEST(LanguagesFigures, AreReadAsTheLanguageWritesThem) {
  const Figures all[] = {{"de", 0, {40, 3.8}},        {"de", 2, {14, 18500}},
                         {"de", 3, {1993, 9.4, 4.9}}, {"de", 4, {19, 1921, 250000}},
                         {"fr", 0, {30, 2.6}},        {"fr", 1, {1200}},
                         {"fr", 2, {14500}},          {"fr", 3, {.113, 1997}},
                         {"es", 0, {50, 4.2}},        {"es", 1, {2100}},
                         {"es", 3, {.375, 2026}},     {"es", 4, {48, 1887, 120000}},
                         {"ru", 0, {40, 3.8}},        {"ru", 2, {14, 8500}},
                         {"ru", 4, {1921, 250000}},   {"ar", 0, {40, 3.8}},
                         {"ar", 2, {14, 18000}},      {"ar", 3, {1993}},
                         {"zh", 2, {14, 18500}},      {"zh", 4, {1921, 250000}},
                         {"ja", 2, {14, 18500}},      {"ja", 3, {1993, 480}},
                         {"hi", 0, {40, 3.8}},        {"hi", 2, {14, 18500}},
                         {"hi", 4, {1921, 250000}}};
  for (const Figures& figures : all) {
    std::string story = stories_of(figures.language)[figures.story];
    std::vector<double> found;
    std::string read;
    for (const Number& number :
         find_numbers(story, tokenize(story, figures.language), figures.language)) {
      found.push_back(number.value);
      read += " " + std::to_string(number.value);
    }
    for (double value : figures.values)
      EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                              [&](double one) {
                                double ratio = one / value;
                                return std::abs(ratio - 1) < 1e-9 ||
                                       std::abs(ratio - 1e6) < 1e-3;
                              }))
          << figures.language << " " << figures.story << ": " << value << " not in"
          << read;
  }
}

}  // namespace
}  // namespace unspin
