#include "unspin/compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/order.h"
#include "report/report.h"

namespace unspin {
namespace {

const char* const kReport =
    "Harbour officials in Port Ellery said on Tuesday that the eastern breakwater will "
    "stay "
    "closed until at least 14 March. \"We are not going to gamble with lives,\" said "
    "Mara "
    "Lindqvist, the harbour master. Divers found cracks in 37 of the 210 concrete blocks "
    "that were laid in 1962, and the ferry company has rolled out the red carpet for "
    "engineers from three countries. Fishermen fear that the spring season is lost.";

const char* const kSpun =
    "Harbor officers in Port Ellery mentioned on Tuesday that the eastern breakwater "
    "will "
    "remain shut until at least 14 March. \"We are not likely to gamble with life,\" "
    "stated "
    "Mara Lindqvist, the harbour grasp. Divers discovered cracks in 37 of the 210 "
    "concrete "
    "blocks that had been laid in 1962, and the ferry firm has rolled out the pink "
    "carpet "
    "for engineers from a few nations. Fishermen worry that the spring season is "
    "misplaced.";

const char* const kOther =
    "A forgotten comedy returns to the stage next month, ninety years after its only "
    "performance was booed off by critics. Rehearsals began in a disused cinema where "
    "the "
    "heating fails daily, and actors learn their lines in winter coats.";

Comparer open_comparer() {
  return Comparer::open({.lexicon = UNSPIN_TEST_LEXICON}).value();
}

Match compare(const Comparer& comparer, const std::string& a, const std::string& b) {
  return comparer.compare(Document{.id = "a", .text = a}, Document{.id = "b", .text = b});
}

TEST(Compare, FindsASpunCopyAndTellsTheOriginal) {
  Match match = compare(open_comparer(), kReport, kSpun);
  EXPECT_EQ(match.relation, Relation::kSpun);
  EXPECT_EQ(match.original.side, Side::kA);
  EXPECT_GT(match.coverage.a, 0.9);
  EXPECT_LT(match.evalue, 1e-6);
}

TEST(Compare, SwapsTheAnswerExactlyWhenTheArgumentsAreSwapped) {
  Comparer comparer = open_comparer();
  for (auto [a, b] : {std::pair(kReport, kSpun), std::pair(kReport, kOther),
                      std::pair(kReport, kReport), std::pair(kReport, "")}) {
    Match forward = compare(comparer, a, b);
    Match backward =
        comparer.compare(Document{.id = "b", .text = b}, Document{.id = "a", .text = a});
    EXPECT_EQ(to_json(forward), to_json(mirror(backward)));
  }
}

TEST(Compare, MirrorsTwiceToTheSame) {
  Match match = compare(open_comparer(), kReport, kSpun);
  EXPECT_EQ(to_json(mirror(mirror(match))), to_json(match));
}

TEST(Compare, CallsTheSameWordsIdenticalWhateverTheirMarksAndCase) {
  std::string shouted;
  for (const char* c = kReport; *c; ++c)
    shouted += *c == ' ' ? std::string("  ")
                         : std::string(1, static_cast<char>(std::toupper(*c)));
  Match match = compare(open_comparer(), kReport, shouted);
  EXPECT_EQ(match.relation, Relation::kIdentical);
  EXPECT_EQ(match.coverage.b, 1.0);
}

TEST(Compare, CallsStrangersUnrelated) {
  Match match = compare(open_comparer(), kReport, kOther);
  EXPECT_EQ(match.relation, Relation::kUnrelated);
  EXPECT_EQ(match.original.side, Side::kUnknown);
  EXPECT_TRUE(match.passages.empty());
  EXPECT_TRUE(match.changes.empty());
}

TEST(Compare, FindsNothingInATextWithoutWords) {
  Comparer comparer = open_comparer();
  for (const char* wordless : {"", " \n", "... !?", "\xFF\xFE"}) {
    EXPECT_EQ(compare(comparer, wordless, kReport).relation, Relation::kUnrelated);
    EXPECT_EQ(compare(comparer, wordless, wordless).relation, Relation::kUnrelated);
  }
}

TEST(Compare, GivesTheSameAnswerFromEveryThread) {
  Comparer comparer = open_comparer();
  Prepared a = comparer.prepare({.id = "a", .text = kReport});
  Prepared b = comparer.prepare({.id = "b", .text = kSpun});
  std::vector<std::string> answers(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& answer : answers)
      threads.emplace_back([&] { answer = to_json(comparer.compare(a, b)); });
  }
  for (const std::string& answer : answers) EXPECT_EQ(answer, answers[0]);
}

TEST(Compare, PointsInsideTheTextsWhateverTheyHold) {
  Comparer comparer = open_comparer();
  std::mt19937 random(20);
  const std::vector<std::string> pieces = {"the ",  "red carpet ",
                                           "\"",    ". ",
                                           "\n\n",  "Paris ",
                                           "\xFF",  "\xE2\x80\x9C",
                                           "é",     "1,200 ",
                                           "not ",  "'s ",
                                           "said ", "\xE4\xB8\xAD\xE6\x96\x87",
                                           kReport, kSpun};
  for (int round = 0; round < 60; ++round) {
    std::string texts[2];
    for (std::string& text : texts)
      for (size_t i = 0; i < 40; ++i) text += pieces[random() % pieces.size()];
    Match match = compare(comparer, texts[0], texts[1]);
    for (const Passage& passage : match.passages) {
      ASSERT_LE(passage.a.start, passage.a.end);
      ASSERT_LE(passage.a.end, texts[0].size());
      ASSERT_LE(passage.b.end, texts[1].size());
      for (const Edit& edit : passage.edits) {
        ASSERT_TRUE(passage.a.start <= edit.a.start && edit.a.end <= passage.a.end);
        ASSERT_TRUE(passage.b.start <= edit.b.start && edit.b.end <= passage.b.end);
      }
    }
    for (const Change& change : match.changes) {
      ASSERT_EQ(texts[0].substr(change.a.span.start, change.a.span.size()),
                change.a.text);
      ASSERT_EQ(texts[1].substr(change.b.span.start, change.b.span.size()),
                change.b.text);
    }
  }
}

TEST(Compare, PutsAnInsertionBehindTheWordItFollows) {
  std::string longer = kReport;
  longer.insert(longer.find("concrete"), "rusted and crumbling ");
  Match match = compare(open_comparer(), kReport, longer);
  ASSERT_EQ(match.passages.size(), 1u);
  ASSERT_EQ(match.passages[0].edits.size(), 1u);
  const Edit& edit = match.passages[0].edits[0];
  EXPECT_EQ(edit.op, EditOp::kInsert);
  size_t place = std::string(kReport).find(" concrete");
  EXPECT_EQ(edit.a, (ByteSpan{place, place}));
  EXPECT_EQ(longer.substr(edit.b.start, edit.b.size()), "rusted and crumbling");
}

// A copy in its page: the report with a caption, an advertisement and teasers.
std::string page_around(const std::string& first, const std::string& second) {
  return first + "\n\nThe mayor (L) and 14 of the 99 divers on their way to the " +
         "breakwater\n\nJane Doe | Agency\n\n" + second +
         "\n\nSource: The Ellery Post\n\nRelated:\n\nA forgotten comedy returns to the "
         "stage\n\nA forgotten comedy returns to the stage next month after ninety "
         "years, \"and not too soon\", say its […]\n\nRead more\n";
}

TEST(Compare, LeavesThePageAroundAnArticleOut) {
  std::string spun = kSpun;
  size_t half = spun.find("Divers");
  std::string page = page_around(spun.substr(0, half), spun.substr(half));
  Comparer comparer = open_comparer();
  Prepared prepared = comparer.prepare({.id = "b", .text = page});
  ASSERT_EQ(prepared.document().furniture.size(), 2u);
  EXPECT_EQ(prepared.words(), comparer.prepare({.id = "c", .text = spun}).words());

  Match bare = compare(comparer, kReport, kSpun),
        match = compare(comparer, kReport, page);
  EXPECT_EQ(match.relation, bare.relation);
  EXPECT_EQ(match.coverage.b, bare.coverage.b);
  EXPECT_EQ(match.changes.size(), bare.changes.size());
  EXPECT_EQ(match.quotations.size(), bare.quotations.size());
  for (const Passage& passage : match.passages)
    for (ByteSpan furniture : prepared.document().furniture)
      EXPECT_FALSE(passage.b.overlaps(furniture));

  // Only the credit is looked at.
  auto is_credit = [](const Evidence& e) { return e.kind == EvidenceKind::kCreditLine; };
  EXPECT_FALSE(std::ranges::any_of(bare.original.evidence, is_credit));
  EXPECT_TRUE(std::ranges::any_of(match.original.evidence, is_credit));
}

TEST(Compare, ReadsAllOfATextThatWasAPage) {
  std::string page = page_around(kReport, kOther);
  Comparer comparer = open_comparer();
  Prepared plain = comparer.prepare({.id = "a", .text = page});
  Prepared html = comparer.prepare({.id = "a", .text = page, .kind = "html"});
  EXPECT_LT(plain.words(), html.words());
  EXPECT_TRUE(html.document().furniture.empty());
}

TEST(Compare, TakesFurnitureFromTheCallerWhateverItsPlaces) {
  Comparer comparer = open_comparer();
  Document b{.id = "b", .text = kReport};
  b.furniture = {{0, 20}, {40, 30}, {350, 100'000}, {200'000, 300'000}};
  Match match = comparer.compare({.id = "a", .text = kReport}, b);
  EXPECT_GT(match.coverage.b, .9);
  EXPECT_LT(match.coverage.a, 1.0);
}

TEST(Compare, NamesTheLexiconThatIsMissing) {
  auto comparer = Comparer::open({.lexicon = "/no/such.lexicon"});
  ASSERT_FALSE(comparer);
  EXPECT_NE(comparer.error().message.find("/no/such.lexicon"), std::string::npos);
}

TEST(Compare, WorksOnWordsAndStemsWithoutALexicon) {
  Comparer comparer = Comparer::open({.lexicon = "none"}).value();
  EXPECT_NE(compare(comparer, kReport, kSpun).relation, Relation::kUnrelated);
  EXPECT_EQ(compare(comparer, kReport, kOther).relation, Relation::kUnrelated);
}

}  // namespace
}  // namespace unspin
