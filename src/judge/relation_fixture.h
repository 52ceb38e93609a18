// For tests of the judge: two texts, tokenised and aligned as the engine would.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "align/passages.h"
#include "align/words.h"
#include "judge/judge.h"
#include "lexicon/lexicon.h"
#include "text/numbers.h"
#include "text/quotations.h"
#include "text/tokens.h"

namespace unspin {

// The English lexicon as built, opened once.
inline const Lexicon& english() {
  static const Lexicon lexicon = [] {
    Result<Lexicon> opened = Lexicon::open(UNSPIN_TEST_LEXICON);
    return opened ? *std::move(opened) : Lexicon();
  }();
  return lexicon;
}

class JudgedPair {
 public:
  JudgedPair(Document a, Document b) : a_(std::move(a)), b_(std::move(b)) {
    for (const Rectangle& rectangle : find_passages(a_.tokens, b_.tokens, english()))
      passages_.push_back(
          {rectangle, align_words(a_.tokens, b_.tokens, rectangle, english())});
  }
  JudgedPair(std::string a, std::string b)
      : JudgedPair(Document{.id = "a", .text = std::move(a)},
                   Document{.id = "b", .text = std::move(b)}) {}

  Case pair() const { return {view_a_, view_b_, passages_, english()}; }
  RelationVerdict verdict() const { return judge_relation(pair(), 1); }
  Relation relation() const { return verdict().relation; }
  Original original() const {
    return judge_original(pair(), verdict(), match_quotations(pair()));
  }

 private:
  struct Read {
    explicit Read(Document read)
        : document(std::move(read)),
          tokens(tokenize(document.text, "en")),
          numbers(find_numbers(document.text, tokens)),
          quotations(find_quotations(document.text, tokens)) {}
    Document document;
    Tokens tokens;
    std::vector<Number> numbers;
    std::vector<QuotedSpan> quotations;
  };

  Read a_, b_;
  std::vector<AlignedPassage> passages_;
  SideView view_a_{a_.document, a_.document.text, a_.tokens,
                   a_.numbers,  a_.quotations,    a_.tokens};
  SideView view_b_{b_.document, b_.document.text, b_.tokens,
                   b_.numbers,  b_.quotations,    b_.tokens};
};

// A short report, and what a spinner's machine made of it.
inline const std::string kReport =
    "The harbor council voted on Tuesday to close the old ferry terminal after "
    "inspectors found cracks in the pier. The decision ends a long dispute over who "
    "should pay for the repairs. Council leader Maria Holt said the city had no "
    "choice. \"We rolled out the red carpet for investors, but nobody wanted to take "
    "responsibility for the building,\" Holt told reporters.\n\n"
    "The terminal opened in 1931 and once served millions of passengers a year. In "
    "recent years only a few boats a day have left from its pier, most of them to the "
    "islands in the bay. The Supreme Court ruled in March that the state government "
    "is not responsible for the damage. A spokesman for the ferry company said it "
    "would look for another place, and that the islands would have to wait until "
    "next summer for a regular service. Fishermen, who use the north side of the "
    "pier, said they had not been asked.\n";
inline const std::string kSpun =
    "The harbor council voted on Tuesday to shut the aged ferry terminal after "
    "inspectors discovered cracks in the pier. The determination ends a lengthy "
    "dispute over who should give for the fixes. Council chief Maria Holt said the "
    "metropolis had no selection. \"We rolled out the pink carpet for investors, but "
    "nobody wished to take duty for the edifice,\" Holt told reporters.\n\n"
    "The terminal opened in 1931 and once served thousands and thousands of travelers "
    "a year. In latest years only a few vessels a day have left from its pier, most of "
    "them to the isles in the bay. The Ultimate Court ruled in March that the nation "
    "government is not responsible for the harm. A spokesman for the ferry firm said "
    "it would search for another location, and that the isles would have to delay "
    "until next summertime for a regular service. Anglers, who use the north side of "
    "the pier, said they had not been asked.\n";
// Around a copy, the page of a site: other stories, nothing of the report.
inline const std::string kFurniture =
    "\nRead more\n\nTen recipes for a rainy weekend, from lentil soup to apple cake, "
    "that need no more than one pot and half an hour.\n\nWhy the national team's coach "
    "is under pressure before the qualifying match in November, and who may follow "
    "him.\n\nA guide to choosing your first bicycle: frames, brakes, gears and lights "
    "explained by a mechanic.\n";

}  // namespace unspin
