// What becomes of a lexicon that was cut, flipped or forged.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <random>

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/build.h"
#include "lexicon/layout.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

std::string thesaurus() {
  return "UTF-8\n"
         "ship|1\n(noun)|vessel|craft (generic term)\n"
         "vessel|1\n(noun)|ship\n"
         "red carpet|1\n(noun)|welcome\n"
         "rise|1\n(verb)|climb|fall (antonym)\n"
         "fall|1\n(verb)|drop\n";
}

class Damage : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(testing::TempDir()) / ("unspin_damage_" + std::to_string(getpid()));
    fs::create_directories(folder_);
    ASSERT_TRUE(write_file(folder_ / "th.dat", thesaurus()));
    LexiconSources sources;
    sources.thesauri = {folder_ / "th.dat"};
    ASSERT_TRUE(build_lexicon(sources, path()));
    good_ = *read_file(path(), 1 << 20);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path path() const { return folder_ / "tiny.lexicon"; }

  static Result<Lexicon> open(std::string_view bytes) {
    return Lexicon::from_bytes(std::string(bytes), "tiny.lexicon");
  }

  static void expect_refused(std::string_view bytes, const std::string& what) {
    auto opened = open(bytes);
    ASSERT_FALSE(opened) << what;
    EXPECT_EQ(opened.error().code, Code::kCorrupt) << what;
    EXPECT_NE(opened.error().message.find("tiny.lexicon"), std::string::npos);
    EXPECT_NE(opened.error().message.find("unspin lexicon build"), std::string::npos);
    EXPECT_EQ(opened.error().message.find('\n'), std::string::npos);
  }

  // With a checksum that fits the bytes again.
  static std::string sealed(std::string bytes) {
    uint64_t checksum =
        hash_bytes(std::string_view(bytes).substr(layout::kChecksummedFrom));
    std::memcpy(bytes.data() + offsetof(layout::Header, checksum), &checksum, 8);
    return bytes;
  }

  fs::path folder_;
  std::string good_;
};

uint64_t word(std::string_view text) { return normalise_word(text, "en").word; }

// Every question there is; the answers matter to nobody.
void ask_everything(const Lexicon& lexicon) {
  std::vector<uint64_t> words;
  for (const char* text : {"ship", "vessel", "craft", "red", "carpet", "rises", "fall"})
    words.push_back(word(text));
  for (size_t i = 0; i < words.size(); ++i)
    for (size_t j = 0; j < words.size(); ++j) {
      std::span<const uint64_t> all(words);
      (void)lexicon.kinship(all.subspan(i, 1), all.subspan(j, 1));
      (void)lexicon.is_antonym(words[i], words[j]);
      (void)lexicon.count(words[i], words[j]);
      (void)lexicon.association(words[i], words[j]);
      (void)lexicon.is_expression(all.subspan(i, std::min(j, words.size() - i)));
      (void)lexicon.senses(words[i]);
      (void)lexicon.is_entry(all.subspan(i, 1));
      (void)lexicon.spelling(static_cast<uint32_t>(i * 40 + j));
      std::vector<Lexicon::StandIn> others;
      lexicon.stand_ins(all.subspan(i, 1), others);
      for (const Lexicon::StandIn& other : others) (void)lexicon.spelling(other.number);
      (void)lexicon.stem_frequency(words[i]);
    }
  (void)lexicon.info();
}

TEST_F(Damage, LeavesAGoodFileUsable) {
  auto lexicon = open(good_);
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  std::array ship{word("ships")}, vessel{word("vessel")}, craft{word("craft")};
  EXPECT_EQ(lexicon->kinship(ship, vessel), Kinship::kSynonym);
  EXPECT_EQ(lexicon->kinship(ship, craft), Kinship::kRelated);
  EXPECT_TRUE(lexicon->is_antonym(word("rise"), word("fell")) ||
              lexicon->is_antonym(word("rises"), word("falls")));
  EXPECT_EQ(lexicon->language(), "en");
}

TEST_F(Damage, IsFoundWhereverOneBitIsFlipped) {
  for (size_t i = 0; i < good_.size(); ++i) {
    std::string flipped = good_;
    flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
    expect_refused(flipped, "bit of byte " + std::to_string(i));
  }
}

TEST_F(Damage, IsFoundWhereverTheFileIsCut) {
  for (size_t size = 0; size < good_.size(); ++size)
    expect_refused(std::string_view(good_).substr(0, size),
                   "cut to " + std::to_string(size));
  expect_refused(good_ + '\0', "one byte more");
}

TEST_F(Damage, OfPlacesAndCountsIsFoundEvenUnderAGoodChecksum) {
  for (uint32_t section = 0; section < layout::kSectionCount; ++section)
    for (uint64_t bad : {uint64_t{1}, uint64_t{8}, good_.size() + 8, UINT64_MAX - 7}) {
      layout::Header header;
      std::memcpy(&header, good_.data(), sizeof(header));
      std::string forged = good_;
      header.sections[section].offset = bad;
      std::memcpy(forged.data(), &header, sizeof(header));
      expect_refused(sealed(forged), "offset " + std::to_string(bad));
      std::memcpy(&header, good_.data(), sizeof(header));
      if (bad < good_.size()) continue;
      header.sections[section].count = bad;
      std::memcpy(forged.data(), &header, sizeof(header));
      expect_refused(sealed(forged), "count " + std::to_string(bad));
    }
}

TEST_F(Damage, ThatWasForgedWellGivesWrongAnswersAtWorst) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::string forged = good_;
    for (int n = 0; n < 8; ++n)
      forged[sizeof(layout::Header) +
             random() % (good_.size() - sizeof(layout::Header))] =
          static_cast<char>(random() % 3 ? random() : 0xff);
    auto lexicon = open(sealed(forged));
    ASSERT_TRUE(lexicon) << lexicon.error().message;
    ask_everything(*lexicon);
  }
}

TEST_F(Damage, OfAnotherVersionIsCalledThat) {
  std::string other = good_;
  other[offsetof(layout::Header, version)] = 9;
  auto opened = open(sealed(other));
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("version 9"), std::string::npos);
}

TEST_F(Damage, DoesNotKeepAMissingFileFromBeingNamed) {
  auto opened = Lexicon::open(folder_ / "absent.lexicon");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::kNotFound);
  EXPECT_NE(opened.error().message.find("absent.lexicon"), std::string::npos);
  EXPECT_NE(opened.error().message.find("unspin lexicon build"), std::string::npos);
  EXPECT_FALSE(Lexicon::open(folder_));  // a folder
}

TEST_F(Damage, OfTheFileItselfIsFoundToo) {
  ASSERT_TRUE(Lexicon::open(path()));
  ASSERT_TRUE(write_file(path(), std::string_view(good_).substr(0, good_.size() / 2)));
  auto opened = Lexicon::open(path());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find(path().string()), std::string::npos);
}

TEST(EmptyLexicon, AnswersEverythingAndKnowsNothing) {
  Lexicon lexicon;
  EXPECT_TRUE(lexicon.empty());
  EXPECT_EQ(lexicon.language(), "");
  EXPECT_EQ(lexicon.stem_frequency(5), 1e-6);
  EXPECT_EQ(lexicon.total_count(), 0u);
  EXPECT_EQ(lexicon.max_expression_words(), 0u);
  ask_everything(lexicon);
}

}  // namespace
}  // namespace unspin
