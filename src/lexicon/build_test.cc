// Lexicons compiled from small invented dictionaries.
#include "lexicon/build.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "lexicon/counts.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

uint64_t word(std::string_view text) { return normalise_word(text, "en").word; }

std::vector<uint64_t> words(std::string_view text) {
  std::vector<uint64_t> hashes;
  for (const Token& token : tokenize(text, "en").list) hashes.push_back(token.word);
  return hashes;
}

// A WordNet of six synsets and a few bad lines.
constexpr const char* kNouns =
    "  1 a line of licence\n"
    "00000100 03 n 02 boat 0 small_ship 0 001 @ 00000300 n 0000 | floats\n"
    "00000200 03 n 01 raft 0 001 @ 00000300 n 0000 | floats too\n"
    "00000300 03 n 01 watercraft 0 000 | anything that floats\n"
    "00000400 03 n 01 head_of_state 0 001 + 00000999 v 0101 | points nowhere\n"
    "0000050x 03 n 01 broken 0 000 | bad offset\n"
    "00000600 03 n ff broken 0 000 | fewer words than it says\n"
    "00000700 03 n 01 broken 0 003 @ 00000100 | pointer cut off\n";
constexpr const char* kVerbs =
    "00000100 29 v 02 glimber 0 carry_out 0 001 ! 00000200 v 0101 00 | invented\n"
    "00000200 29 v 01 dorl 0 000 00 | invented\n";
constexpr const char* kAdjectives =
    "00000100 00 a 01 wirth 0 001 & 00000200 a 0000 | head\n"
    "00000200 00 s 01 blenky 0 001 & 00000100 a 0000 | satellite\n"
    "00000300 00 s 01 galore(ip) 0 001 & 00000100 a 0000 | another\n";
constexpr const char* kAdverbs = "00000100 02 r 01 wirthly 0 000 | invented\n";

class Building : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("unspin_build_" + std::to_string(getpid()));
    fs::create_directories(folder_);
    write("data.noun", kNouns);
    write("data.verb", kVerbs);
    write("data.adj", kAdjectives);
    write("data.adv", kAdverbs);
    write("verb.exc", "dorlen dorl\ncarried carry\nalone\n");
    sources_.wordnet = folder_;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const char* name, std::string_view bytes) {
    ASSERT_TRUE(write_file(folder_ / name, bytes));
  }

  Lexicon build() {
    auto summary = build_lexicon(sources_, folder_ / "out.lexicon");
    EXPECT_TRUE(summary) << summary.error().message;
    if (summary) summary_ = *summary;
    auto lexicon = Lexicon::open(folder_ / "out.lexicon");
    EXPECT_TRUE(lexicon) << lexicon.error().message;
    return lexicon ? *std::move(lexicon) : Lexicon();
  }

  Kinship kinship(const Lexicon& lexicon, std::string_view a, std::string_view b) {
    Kinship there = lexicon.kinship(words(a), words(b));
    EXPECT_EQ(there, lexicon.kinship(words(b), words(a)));
    return there;
  }

  fs::path folder_;
  LexiconSources sources_;
  LexiconSummary summary_;
};

TEST_F(Building, ReadsSynonymsAndBroaderTermsFromWordNet) {
  Lexicon lexicon = build();
  EXPECT_EQ(kinship(lexicon, "boat", "small ship"), Kinship::kSynonym);
  EXPECT_EQ(kinship(lexicon, "boats", "small ships"), Kinship::kSynonym);
  EXPECT_EQ(kinship(lexicon, "boat", "watercraft"), Kinship::kRelated);
  EXPECT_EQ(kinship(lexicon, "boat", "raft"), Kinship::kRelated);
  EXPECT_EQ(kinship(lexicon, "boat", "dorl"), Kinship::kNone);
  EXPECT_EQ(kinship(lexicon, "blenky", "galore"), Kinship::kRelated);
  EXPECT_TRUE(lexicon.is_antonym(word("glimbered"), word("dorls")));
  EXPECT_EQ(lexicon.senses(word("boat")), 1u);
}

TEST_F(Building, KnowsRegularAndIrregularForms) {
  Lexicon lexicon = build();
  EXPECT_EQ(kinship(lexicon, "glimber", "glimbering"), Kinship::kInflection);
  EXPECT_EQ(kinship(lexicon, "dorlen", "dorl"), Kinship::kInflection);
  EXPECT_EQ(kinship(lexicon, "dorled", "dorl"), Kinship::kNone);  // dorlen is its past
  EXPECT_EQ(kinship(lexicon, "blenkier", "blenky"), Kinship::kInflection);
  EXPECT_EQ(kinship(lexicon, "heads of state", "head of state"), Kinship::kInflection);
  EXPECT_EQ(kinship(lexicon, "carried out", "glimbers"), Kinship::kSynonym);
  EXPECT_TRUE(lexicon.is_expression(words("carrying out")));
  EXPECT_EQ(lexicon.max_expression_words(), 3u);
}

TEST_F(Building, SkipsBrokenLinesAndCountsThem) {
  Lexicon lexicon = build();
  EXPECT_EQ(summary_.skipped_lines, 4u);  // three nouns and an exception
  EXPECT_EQ(summary_.words, 9u);
  EXPECT_EQ(summary_.expressions, 3u);
  EXPECT_EQ(summary_.groups, 10u);
  EXPECT_EQ(lexicon.senses(word("broken")), 0u);
}

TEST_F(Building, GivesTheSameBytesEveryTime) {
  build();
  std::string first = *read_file(folder_ / "out.lexicon", 1 << 20);
  build();
  EXPECT_EQ(first, *read_file(folder_ / "out.lexicon", 1 << 20));
}

TEST_F(Building, TakesOnlyWhatIsNewFromAThesaurus) {
  write("th.dat",
        "UTF-8\nboat|2\n(noun)|small ship|raft (related term)\n(noun)|dinghy\n"
        "dinghy|1\n(noun)|boat\n");
  sources_.thesauri = {folder_ / "th.dat"};
  Lexicon lexicon = build();
  EXPECT_EQ(summary_.groups, 11u);  // only {boat, dinghy} was not known
  EXPECT_EQ(lexicon.senses(word("boat")), 2u);
  EXPECT_EQ(kinship(lexicon, "dinghies", "boats"), Kinship::kSynonym);
}

TEST_F(Building, ReadsAnyLanguagesThesaurusWithoutWordNet) {
  write("th.dat",
        "ISO8859-1\nstra\xdf"
        "e|1\n-|weg|allee (ugs.)|verkehrsweg (Oberbegriff)\nkaputt|9x\n");
  sources_.wordnet.clear();
  sources_.language = "de";
  sources_.thesauri = {folder_ / "th.dat"};
  Lexicon lexicon = build();
  EXPECT_EQ(lexicon.language(), "de");
  EXPECT_EQ(kinship(lexicon, "Straße", "Weg"), Kinship::kSynonym);
  EXPECT_EQ(kinship(lexicon, "Straße", "Allee"), Kinship::kSynonym);
  EXPECT_EQ(kinship(lexicon, "Straße", "Verkehrsweg"), Kinship::kRelated);
  EXPECT_EQ(summary_.skipped_lines, 1u);
}

// "glim dorl", "dorl gam" and so on: each of 30 x 30 invented words' pairs.
std::vector<std::string> invented_phrases() {
  std::vector<std::string> words, phrases;
  for (const char* head : {"gl", "d", "bl", "w", "st", "cr"})
    for (const char* tail : {"im", "orl", "enk", "irth", "amp"})
      words.push_back(std::string(head) + tail);
  for (const std::string& first : words)
    for (const std::string& second : words)
      phrases.push_back(fmt::format("{} {}", first, second));
  return phrases;
}

TEST_F(Building, FindsEachOfManyPhrasesAndNoOther) {
  std::vector<std::string> phrases = invented_phrases();
  std::string thesaurus = "UTF-8\n";
  for (size_t i = 0; i < phrases.size(); i += 2)
    thesaurus += phrases[i] + "|1\n(noun)|meaning\n";
  write("th.dat", thesaurus);
  sources_.wordnet.clear();
  sources_.thesauri = {folder_ / "th.dat"};
  Lexicon lexicon = build();
  for (size_t i = 0; i < phrases.size(); ++i) {
    EXPECT_EQ(lexicon.is_expression(words(phrases[i])), i % 2 == 0) << phrases[i];
    EXPECT_EQ(kinship(lexicon, phrases[i], "meaning"),
              i % 2 == 0 ? Kinship::kSynonym : Kinship::kNone);
  }
}

TEST_F(Building, DoesNotTakeANounForASynonymOfAnAdjective) {
  write("th.dat", "UTF-8\natonic|1\n(adj)|condition\ncondition|1\n(noun)|status\n");
  sources_.wordnet.clear();
  sources_.thesauri = {folder_ / "th.dat"};
  EXPECT_EQ(kinship(build(), "atonic", "condition"), Kinship::kRelated);
}

TEST_F(Building, NamesTheSourceThatIsOfNoUse) {
  auto message = [&] {
    auto summary = build_lexicon(sources_, folder_ / "out.lexicon");
    EXPECT_FALSE(summary);
    return summary ? "" : summary.error().message;
  };
  write("data.verb", "not WordNet\n");
  EXPECT_NE(message().find("data.verb: no WordNet entry"), std::string::npos);
  fs::remove(folder_ / "data.verb");
  EXPECT_NE(message().find("data.verb: cannot read"), std::string::npos);
  sources_.wordnet.clear();
  write("th.dat", "Klingon-7\na|1\n-|b\n");
  sources_.thesauri = {folder_ / "th.dat"};
  EXPECT_NE(message().find("th.dat: not a MyThes thesaurus"), std::string::npos);
  sources_.thesauri.clear();
  write("x.counts", "no zstd");
  sources_.counts = folder_ / "x.counts";
  EXPECT_NE(message().find("x.counts: damaged zstd"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ / "out.lexicon"));
}

TEST(Counts, AreReadByWordStemAndPair) {
  auto counts = parse_counts(
      "unspin-counts 1\nlanguage en\ndocuments 3\nwords 100\n"
      "boat\t5\tsinks 2\nboats\t3\nbad line\nraft\tx\n",
      "en", "table");
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_EQ(counts->running_words, 100u);
  EXPECT_EQ(counts->words.size(), 2u);
  ASSERT_EQ(counts->stems.size(), 1u);
  EXPECT_EQ(counts->stems[0].second, 8u);
  ASSERT_EQ(counts->pairs.size(), 1u);
  EXPECT_EQ(counts->pairs[0].second, 2u);
  EXPECT_EQ(counts->skipped_lines, 2u);
}

TEST(Counts, OfAnotherLanguageOrKindAreRefused) {
  EXPECT_FALSE(parse_counts("", "en", "table"));
  EXPECT_FALSE(parse_counts("unspin-counts 2\n", "en", "table"));
  EXPECT_FALSE(
      parse_counts("unspin-counts 1\nlanguage de\ndocuments 1\nwords 1\n", "en", "t"));
  EXPECT_FALSE(
      parse_counts("unspin-counts 1\nlanguage en\ndocuments 1\nwords 0\n", "en", "t"));
}

}  // namespace
}  // namespace unspin
