#include "sketch/word_hashes.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "reference/word_hashes.h"
#include "sketch/word_edges.h"

namespace unspin {
namespace {

WordHashes hashes_of(std::string_view text) {
  WordHashes words;
  hash_words(text, words);
  return words;
}

std::vector<uint64_t> just_hashes(std::string_view text) { return hashes_of(text).hash; }

// "" if every kernel finds the twin's words in `text`, and equal hashes stand for
// equal words; else what is wrong.
class Twin {
 public:
  std::string fault(std::string_view text) {
    std::vector<reference::WordText> expected = reference::words_of(text);
    for (const NamedEdgeKernel& kernel : edge_kernels()) {
      WordHashes words;
      hash_words_by(kernel.kernel, text, words);
      if (words.size() != expected.size() || words.begin.size() != words.size())
        return std::string(kernel.name) + ": " + std::to_string(words.size()) +
               " words, not " + std::to_string(expected.size());
      for (size_t i = 0; i < words.size(); ++i) {
        if (words.begin[i] != expected[i].begin)
          return std::string(kernel.name) + ": word begins elsewhere";
        auto [known, is_new] = word_of_.try_emplace(words.hash[i], expected[i].folded);
        if (known->second != expected[i].folded)
          return "one hash: " + known->second + ", " + expected[i].folded;
        auto [hash, first] = hash_of_.try_emplace(expected[i].folded, words.hash[i]);
        if (hash->second != words.hash[i]) return "two hashes: " + expected[i].folded;
      }
    }
    return "";
  }

 private:
  std::map<uint64_t, std::string> word_of_;
  std::map<std::string, uint64_t> hash_of_;
};

std::string random_bytes(std::mt19937& random, size_t size) {
  std::string text(size, ' ');
  for (char& byte : text) byte = static_cast<char>(random());
  return text;
}

// Pieces that meet every branch, side by side.
std::string random_pieces(std::mt19937& random, size_t n) {
  static const std::vector<std::string> pieces = {"a",
                                                  "B",
                                                  "word",
                                                  "Spokeswoman",
                                                  "counterrevolutionaries",
                                                  "7",
                                                  "1984",
                                                  " ",
                                                  " ",
                                                  " ",
                                                  "\n",
                                                  ".",
                                                  ", ",
                                                  "-",
                                                  "_",
                                                  "'",
                                                  "`",
                                                  "\u2019",
                                                  "\u02BC",
                                                  "\u00B4",
                                                  "\u201C",
                                                  "\u00E9",
                                                  "\u00C9",
                                                  "e\u0301",
                                                  "\u0301",
                                                  "\u00AD",
                                                  "\u200B",
                                                  "\uFEFF",
                                                  "\u00DF",
                                                  "\uFB01",
                                                  "\u0130",
                                                  "\u00B5",
                                                  "\u0430",
                                                  "\u0410",
                                                  "\u0416",
                                                  "\u03B1",
                                                  "\u03A3",
                                                  "\u03C2",
                                                  "\uFF37",
                                                  "\uFF07",
                                                  "\u0663",
                                                  "\u4E2D",
                                                  "\u56FD",
                                                  "\u30AB",
                                                  "\uFF76",
                                                  "\uFF9E",
                                                  "\u3042",
                                                  "\u3099",
                                                  "\u0E01",
                                                  "\u0E34",
                                                  "\u0E02",
                                                  "\u0E2A",
                                                  "\uAC00",
                                                  "\u1100",
                                                  "\u1161",
                                                  "\u11A8",
                                                  "\U0001F600",
                                                  "\U00010400",
                                                  "\U00020000",
                                                  "\u0950",
                                                  "\x80",
                                                  "\xC3",
                                                  "\xE2\x80",
                                                  "\xED\xA0\x80",
                                                  "\xF0\x9F",
                                                  "\xFF",
                                                  "\xC0\xAF",
                                                  std::string(70, 'x'),
                                                  std::string(1, '\0')};
  std::string text;
  for (size_t i = 0; i < n; ++i) text += pieces[random() % pieces.size()];
  return text;
}

TEST(WordHashes, FindsWordsAndWhereTheyBegin) {
  WordHashes words = hashes_of("  The U.N. said: 1,000 \xE2\x80\x9Ctons\xE2\x80\x9D");
  EXPECT_EQ(words.begin, (std::vector<uint32_t>{2, 6, 8, 11, 17, 19, 26}));
  EXPECT_EQ(words.hash[0], just_hashes("the")[0]);
  EXPECT_EQ(words.hash[6], just_hashes("tons")[0]);
}

TEST(WordHashes, OfATextWithoutWordsAreNone) {
  for (std::string_view text : {"", " ", "-- ... !", "\u2014\u201C\u201D", "\u0301\u200B",
                                "\xFF\xFE", "\U0001F600"})
    EXPECT_TRUE(hashes_of(text).empty()) << text;
}

TEST(WordHashes, DoNotSeeCosmeticEdits) {
  auto plain = just_hashes("the children's cafe co operation in naïve Москва don't");
  for (std::string_view text :
       {"THE CHILDREN'S CAFE CO-OPERATION IN NAÏVE МОСКВА DON'T",
        "The children\u2019s caf\u0065, co operation -- in nai\u0308ve москва don\u02BCt",
        "the chil\u00ADdren`s \uFF43\uFF41\uFF46\uFF45 co\noperation in na\u00EFve "
        "Моск\u200Bва "
        "don\u00B4t",
        "\uFEFFthe children\u2032s cafe co operation in naïve Москва don\uFF07t\r\n"})
    EXPECT_EQ(just_hashes(text), plain) << text;
}

TEST(WordHashes, SeeLettersThatPoseAsLatin) {
  EXPECT_EQ(just_hashes("p\u0430nic"), just_hashes("panic"));
  EXPECT_NE(just_hashes("\u0430\u0441\u0435"), just_hashes("ace"));
}

TEST(WordHashes, ChangeWithEachLetter) {
  std::set<uint64_t> seen;
  size_t n = 0;
  for (size_t length = 1; length <= 40; ++length) {
    std::string word(length, 'm');
    seen.insert(just_hashes(word)[0]);
    ++n;
    for (char& letter : word) {
      for (char other : {'n', '7'}) {
        letter = other;
        seen.insert(just_hashes(word)[0]);
        ++n;
      }
      letter = 'm';
    }
  }
  EXPECT_EQ(seen.size(), n);
}

TEST(WordHashes, HashCharactersOfScriptsWithoutSpacesInContext) {
  auto run = just_hashes("\u4E2D\u56FD\u4EBA");
  ASSERT_EQ(run.size(), 3u);
  EXPECT_EQ(run, just_hashes("\u4E2D \u56FD\u3002\n\u4EBA"));
  EXPECT_NE(run[1], just_hashes("\u7F8E\u56FD")[1]);
  EXPECT_EQ(run[2], just_hashes("\u7F8E\u56FD\u4EBA")[2]);
  EXPECT_NE(just_hashes("\u4E2D x \u56FD")[2], run[1]);
  // Thai: three letters before count, a fourth does not.
  auto thai = just_hashes("\u0E01\u0E02\u0E04\u0E07\u0E08");
  auto other = just_hashes("\u0E2A\u0E02\u0E04\u0E07\u0E08");
  ASSERT_EQ(thai.size(), 5u);
  EXPECT_NE(thai[3], other[3]);
  EXPECT_EQ(thai[4], other[4]);
}

TEST(WordHashes, AreThoseOfTheTwinAtEveryLengthAndPlace) {
  std::mt19937 random(1);
  Twin twin;
  std::string base = random_pieces(random, 400);
  for (size_t from = 0; from < 70; ++from)
    for (size_t length : {0, 1, 15, 16, 17, 31, 33, 62, 63, 64, 65, 127, 128, 129, 200})
      ASSERT_EQ(twin.fault(std::string_view(base).substr(from, length)), "")
          << from << ' ' << length;
}

TEST(WordHashes, AreThoseOfTheTwinOnPieces) {
  std::mt19937 random(2);
  Twin twin;
  for (size_t round = 0; round < 3000; ++round) {
    std::string text = random_pieces(random, random() % 120);
    ASSERT_EQ(twin.fault(text), "") << "round " << round;
  }
}

TEST(WordHashes, AreThoseOfTheTwinOnRandomBytes) {
  std::mt19937 random(3);
  Twin twin;
  for (size_t size = 0; size < 300; ++size)
    for (int round = 0; round < 4; ++round)
      ASSERT_EQ(twin.fault(random_bytes(random, size)), "") << size;
}

TEST(WordHashes, AreThoseOfTheTwinAcrossChunks) {
  std::mt19937 random(4);
  Twin twin;
  for (size_t lead = 2048 - 70; lead < 2048 + 3; ++lead) {
    std::string text = std::string(lead, 'q') + random_pieces(random, 40);
    ASSERT_EQ(twin.fault(text), "") << lead;
    ASSERT_EQ(twin.fault(std::string(lead, '.') + text), "") << lead;
  }
  EXPECT_EQ(twin.fault(random_pieces(random, 20000)), "");
}

TEST(WordHashes, OfLongRunsOfEveryKindTakeLinearTime) {
  for (std::string_view unit : {"a", "\u00E9", "\u0301", "\u200B", "\u4E2D", "\u0E01",
                                "a\u0301\u0327", "\xFF", "\uFB03", "\u3099"}) {
    std::string text;
    while (text.size() < 1'000'000) text += unit;
    hashes_of(text);
  }
}

TEST(WordHashes, UseTheirMemoryAgain) {
  WordHashes words = hashes_of("a few words of no great length");
  hash_words("one", words);
  EXPECT_EQ(words.hash, just_hashes("one"));
  EXPECT_EQ(words.begin, std::vector<uint32_t>{0});
}

TEST(WordEdges, OfAllKernelsAreEqual) {
  std::mt19937 random(5);
  std::string bytes = random_pieces(random, 3000) + random_bytes(random, 64 * 65);
  for (int c = 0; c < 256; ++c) bytes[static_cast<size_t>(c) + 64] = static_cast<char>(c);
  constexpr size_t kBlocks = 70;
  for (size_t from = 0; from < 64; ++from) {
    std::vector<std::vector<uint32_t>> found;
    for (const NamedEdgeKernel& kernel : edge_kernels()) {
      std::vector<uint32_t>& edges = found.emplace_back(64 * kBlocks + kEdgeSlack);
      bool inside = from % 2;
      uint32_t* end =
          kernel.kernel(bytes.data() + from, kBlocks, 1000, inside, edges.data());
      edges.resize(static_cast<size_t>(end - edges.data()));
      EXPECT_EQ(edges, found[0]) << kernel.name;
      EXPECT_EQ(inside, (edges.size() + from) % 2 != 0);
    }
  }
}

}  // namespace
}  // namespace unspin
