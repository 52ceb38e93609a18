// One text alone: verdicts, damaged expressions, a user's list.
#include "judge/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace unspin {
namespace {

using testing::Contains;
using testing::IsEmpty;

const Lexicon& lexicon() {
  static const Lexicon opened = *Lexicon::open(UNSPIN_TEST_LEXICON);
  return opened;
}

Check check(std::string_view text, const CheckTerms& terms = {},
            const Lexicon& with = lexicon()) {
  return check_text(text, tokenize(text, "en"), with, terms);
}

// Invented.
constexpr const char* kClean =
    "The Security Council voted on Thursday to send peacekeepers to the border region, "
    "where fighting has forced thousands of people from their homes. The State "
    "Department "
    "said that it would provide financial support for refugees and called on both sides "
    "to return to the negotiating table. A spokesman for the foreign minister told "
    "reporters that the government was ready to discuss a cease-fire, but only if the "
    "armed groups left the area. Human rights groups said that hundreds of people had "
    "been killed in the past few weeks, many of them women and children. The White House "
    "declined to comment on the report. In recent years the two countries have signed a "
    "number of agreements on trade and national security, and officials said on Thursday "
    "that talks would go on despite the violence.";
constexpr const char* kSpun =
    "The Protection Council balloted on Thursday to mail peacekeepers to the margin "
    "location, where combating has coerced thousands of folks from their dwellings. The "
    "Nation Section stated that it would furnish fiscal aid for refugees and hollered on "
    "both flanks to regress to the negotiating board. A spokesman for the alien rector "
    "recounted newsmen that the authorities was prepared to talk over a cease-fire, but "
    "only if the weaponed bunches departed the region. Hominid rights assemblages "
    "averred "
    "that hundreds of folks had been slaughtered in the preceding few weeks, galore of "
    "them females and tykes. The Ivory House refused to gossip on the account. In late "
    "years the two nations have autographed a number of accords on commerce and domestic "
    "protection, and functionaries averred on Thursday that dialogues would extend "
    "disdain the ferocity.";

TEST(CheckText, CallsSpunTextSpunAndCleanTextClean) {
  EXPECT_EQ(check(kClean).verdict, CheckVerdict::kClean);
  EXPECT_LT(check(kClean).score, .5);
  EXPECT_EQ(check(kSpun).verdict, CheckVerdict::kSpun);
  EXPECT_GE(check(kSpun).score, .5);
}

TEST(CheckText, SaysWhatABrokenExpressionWas) {
  Check spun = check(kSpun);
  auto found = std::ranges::find_if(spun.phrases, [](const SuspectPhrase& phrase) {
    return phrase.text.find("Protection Council") != std::string::npos;
  });
  ASSERT_NE(found, spun.phrases.end());
  EXPECT_THAT(found->expected, Contains(testing::HasSubstr("security council")));
  EXPECT_GT(found->weight, 0);
}

TEST(CheckText, ListsPhrasesInOrderAndApartWithTheirBytes) {
  Check spun = check(kSpun);
  ASSERT_GT(spun.phrases.size(), 2U);
  size_t end = 0;
  for (const SuspectPhrase& phrase : spun.phrases) {
    EXPECT_GE(phrase.span.start, end);
    end = phrase.span.end;
    EXPECT_EQ(phrase.text,
              std::string_view(kSpun).substr(phrase.span.start, phrase.span.size()));
    EXPECT_GE(phrase.expected.size(), 1U);
    EXPECT_LE(phrase.expected.size(), 3U);
  }
}

TEST(CheckText, FindsNothingInCleanText) {
  EXPECT_THAT(check(kClean).phrases, IsEmpty());
}

TEST(CheckText, CannotTellOfShortTextsOrWithoutALexicon) {
  EXPECT_EQ(check("The Protection Council balloted on Thursday.").verdict,
            CheckVerdict::kUnknown);
  EXPECT_EQ(check("").verdict, CheckVerdict::kUnknown);
  EXPECT_EQ(check(kSpun, {}, Lexicon()).verdict, CheckVerdict::kUnknown);
  EXPECT_EQ(check(kSpun, {}, Lexicon()).score, 0);
}

TEST(CheckText, CannotTellOfWordsThatNoDictionaryHas) {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += "qx" + std::string(1, static_cast<char>('a' + i % 26)) + "zw ";
  EXPECT_EQ(check(text).verdict, CheckVerdict::kUnknown);
}

TEST(CheckTerms, FindsDamagedFormsOfATermThatNobodyListed) {
  auto terms = CheckTerms::parse("deep learning\n# a remark\n\n", "list");
  ASSERT_TRUE(terms);
  EXPECT_EQ(terms->size(), 1U);
  Check found = check("A new method of profound learning was shown.", *terms);
  ASSERT_EQ(found.phrases.size(), 1U);
  EXPECT_EQ(found.phrases[0].text, "profound learning");
  EXPECT_THAT(found.phrases[0].expected, Contains("deep learning"));
  EXPECT_THAT(check("A new method of deep learning was shown.", *terms).phrases,
              IsEmpty());
}

TEST(CheckTerms, FindsListedPhrasesAsTheyStandThere) {
  auto terms = CheckTerms::parse("bosom peril\tbreast cancer\r\n", "list");
  ASSERT_TRUE(terms);
  Check found = check("Patients with bosom peril were seen. No bosom. Peril.", *terms);
  ASSERT_EQ(found.phrases.size(), 1U);
  EXPECT_EQ(found.phrases[0].text, "bosom peril");
  EXPECT_THAT(found.phrases[0].expected, Contains("breast cancer"));
  found = check("Patients with bosom peril were seen.", *terms, Lexicon());
  EXPECT_EQ(found.phrases.size(), 1U) << "listed phrases need no lexicon";
}

TEST(CheckTerms, RefusesAListWithoutAPhrase) {
  for (const char* list : {"", "\n\n# nothing\n", "\t\n"}) {
    auto terms = CheckTerms::parse(list, "list.txt");
    ASSERT_FALSE(terms) << list;
    EXPECT_EQ(terms.error().code, Code::kBadArgument);
    EXPECT_NE(terms.error().message.find("list.txt"), std::string::npos);
  }
}

// The news report and its spun copy, as they were found.
TEST(CheckText, TellsTheSpunCopyFromItsOriginal) {
  const char* set = std::getenv("UNSPIN_DATA");
  std::string folder = set ? set : UNSPIN_SOURCE_DIR "/../shared/data";
  auto read = [&](const char* name) {
    std::ifstream in(folder + "/spun-pair/" + name);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  std::string original = read("original.txt"), copy = read("copy.txt");
  if (original.empty()) GTEST_SKIP() << "no spun-pair in " << folder;
  EXPECT_EQ(check(original).verdict, CheckVerdict::kClean);
  Check spun = check(copy);
  EXPECT_EQ(spun.verdict, CheckVerdict::kSpun);
  bool security = false, quid = false;
  for (const SuspectPhrase& phrase : spun.phrases)
    for (const std::string& guess : phrase.expected) {
      security |= guess.find("security council") != std::string::npos;
      quid |= guess == "quid pro quo";
    }
  EXPECT_TRUE(security && quid);
}

}  // namespace
}  // namespace unspin
