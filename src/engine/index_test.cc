#include "unspin/index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/index_state.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A folder for one test's index, removed at its end.
class IndexTest : public testing::Test {
 protected:
  IndexTest() {
    std::string name = (fs::temp_directory_path() / "unspin_index_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    path_ = folder_ / "index";
    options_.comparing.lexicon = "none";
  }
  ~IndexTest() override { fs::remove_all(folder_); }

  Index make() {
    EXPECT_TRUE(Index::create(path_));
    return open(IndexAccess::kWrite);
  }

  Index open(IndexAccess access) {
    auto index = Index::open(path_, access, options_);
    EXPECT_TRUE(index) << index.error().message;
    return *std::move(index);
  }

  VerifyReport verify() {
    auto report = Index::verify(path_);
    EXPECT_TRUE(report) << report.error().message;
    return *std::move(report);
  }

  fs::path folder_;
  fs::path path_;
  IndexOptions options_;
};

constexpr const char* kFerry =
    "The ferry company said on Monday that it would withdraw its oldest ship from the "
    "northern route before winter, after inspectors found corrosion in the hull that "
    "three earlier surveys had missed. Passengers who had booked crossings in November "
    "will be offered places on the larger vessel that serves the islands to the south, "
    "the company's director told reporters in the harbour.";

constexpr const char* kFerryCopy =
    "The ferry firm stated on Monday that it would withdraw its oldest vessel from the "
    "northern route before winter, after inspectors discovered corrosion in the hull "
    "that three previous surveys had missed. Travellers who had booked crossings in "
    "November will be offered places on the larger vessel that serves the islands to "
    "the south, the company's director told journalists in the harbour.";

constexpr const char* kOrchard =
    "Growers in the valley have begun to replace apple trees with almonds, which need "
    "less labour and fetch a higher price. Not everybody is convinced: almonds flower "
    "early, and a single night of frost in February can ruin the harvest of a year. The "
    "cooperative has ordered wind machines for forty farms, and hopes that the province "
    "will pay for half of them.";

Document document(std::string id, std::string text) {
  Document document;
  document.id = std::move(id);
  document.text = std::move(text);
  return document;
}

std::vector<std::string> ids_of(const SearchResult& found) {
  std::vector<std::string> ids;
  for (size_t i = 0; i + found.leads < found.matches.size(); ++i)
    ids.push_back(found.matches[i].b.id);
  return ids;
}

std::vector<std::string> found_by(const Index& index, const Document& query) {
  auto found = index.search(query);
  EXPECT_TRUE(found) << found.error().message;
  return ids_of(*found);
}

TEST_F(IndexTest, FindsACopyAtOnce) {
  Index index = make();
  EXPECT_EQ(*index.add(document("ferry", kFerry)), AddOutcome::kAdded);
  EXPECT_EQ(*index.add(document("orchard", kOrchard)), AddOutcome::kAdded);
  auto found = index.search(document("q", kFerryCopy));
  ASSERT_TRUE(found);
  EXPECT_THAT(ids_of(*found), ElementsAre("ferry"));
  EXPECT_EQ(found->matches[0].a.id, "q");
  EXPECT_EQ(found->documents, 2U);
  EXPECT_LT(found->matches[0].relation, Relation::kSharedPassages);
}

TEST_F(IndexTest, FindsTheSourceBehindFortyTextsThatHaveOnlyAFooterInCommon) {
  const std::string footer =
      "\n\nWrite to the night desk of this paper with whatever you saw tonight.\n";
  Index index = make();
  uint32_t word = 0;
  for (int i = 0; i < 40; ++i) {
    std::string text;
    for (int k = 0; k < 80; ++k) text += "w" + std::to_string(word++) + " ";
    ASSERT_TRUE(index.add(document("stranger" + std::to_string(i), text + footer)));
  }
  ASSERT_TRUE(index.add(document("source", kFerry + footer)));
  SearchResult found = index.search(document("query", kFerryCopy + footer)).value();
  ASSERT_EQ(found.matches.size() - found.leads, 1U);
  EXPECT_EQ(found.matches[0].b.id, "source");
  EXPECT_GT(found.compared, 16U);
}

TEST_F(IndexTest, FindsAllAgainWhenOpenedAgain) {
  {
    Index index = make();
    ASSERT_TRUE(index.add(document("ferry", kFerry)));
    ASSERT_TRUE(index.close());
  }
  EXPECT_THAT(found_by(open(IndexAccess::kRead), document("q", kFerryCopy)),
              ElementsAre("ferry"));
  Index index = open(IndexAccess::kWrite);
  ASSERT_TRUE(index.add(document("orchard", kOrchard)));
  EXPECT_THAT(found_by(index, document("q", kFerryCopy)), ElementsAre("ferry"));
  EXPECT_THAT(found_by(index, document("q", kOrchard)), ElementsAre("orchard"));
}

TEST_F(IndexTest, KeepsADocumentOfTheSameTextAndReplacesOneOfAnother) {
  Index index = make();
  ASSERT_TRUE(index.add(document("a", kFerry)));
  EXPECT_EQ(*index.add(document("a", kFerry)), AddOutcome::kUnchanged);
  EXPECT_EQ(*index.add(document("a", kOrchard)), AddOutcome::kReplaced);
  EXPECT_EQ(index.size(), 1U);
  EXPECT_THAT(found_by(index, document("q", kFerry)), IsEmpty());
  EXPECT_THAT(found_by(index, document("q", kOrchard)), ElementsAre("a"));
  EXPECT_EQ((*index.find("a"))->text, kOrchard);
}

TEST_F(IndexTest, TakesTheLastOfSeveralWithOneId) {
  Index index = make();
  std::vector<Document> documents = {document("a", kFerry), document("a", kOrchard),
                                     document("a", kOrchard)};
  EXPECT_THAT(
      *index.add(documents),
      ElementsAre(AddOutcome::kAdded, AddOutcome::kReplaced, AddOutcome::kUnchanged));
  EXPECT_EQ(index.size(), 1U);
  EXPECT_EQ((*index.find("a"))->text, kOrchard);
  ASSERT_TRUE(index.close());
  EXPECT_THAT(verify().faults, IsEmpty());
}

TEST_F(IndexTest, RemovesWhatItIsTold) {
  Index index = make();
  ASSERT_TRUE(index.add(document("a", kFerry)));
  EXPECT_TRUE(*index.remove("a"));
  EXPECT_FALSE(*index.remove("a"));
  EXPECT_EQ(index.size(), 0U);
  EXPECT_FALSE(index.find("a")->has_value());
  EXPECT_THAT(found_by(index, document("q", kFerry)), IsEmpty());
  EXPECT_EQ(index.stats()->removed, 1U);
  ASSERT_TRUE(index.compact());
  EXPECT_EQ(index.stats()->removed, 0U);
  ASSERT_TRUE(index.close());
  EXPECT_THAT(verify().faults, IsEmpty());
}

TEST_F(IndexTest, ReadersSeeWhatTheWriterWroteWhenTheyLook) {
  Index writer = make();
  ASSERT_TRUE(writer.add(document("ferry", kFerry)));
  Index reader = open(IndexAccess::kRead);
  EXPECT_THAT(found_by(reader, document("q", kFerry)), ElementsAre("ferry"));
  ASSERT_TRUE(writer.add(document("orchard", kOrchard)));
  EXPECT_THAT(found_by(reader, document("q", kOrchard)), IsEmpty());
  ASSERT_TRUE(reader.refresh());
  EXPECT_THAT(found_by(reader, document("q", kOrchard)), ElementsAre("orchard"));
  EXPECT_EQ(reader.size(), 2U);
}

TEST_F(IndexTest, RefusesASecondWriter) {
  Index writer = make();
  auto second = Index::open(path_, IndexAccess::kWrite, options_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::kUnwritable);
  EXPECT_THAT(second.error().message, HasSubstr("another process"));
}

TEST_F(IndexTest, RefusesAFormatItDoesNotKnowByName) {
  make();
  std::ofstream(path_ / "unspin-index") << "unspin.index/7\n";
  auto index = Index::open(path_, IndexAccess::kRead, options_);
  ASSERT_FALSE(index);
  EXPECT_THAT(index.error().message, HasSubstr("unspin.index/7"));
}

TEST_F(IndexTest, SaysThatThereIsNone) {
  auto index = Index::open(path_, IndexAccess::kRead, options_);
  ASSERT_FALSE(index);
  EXPECT_EQ(index.error().code, Code::kNotFound);
  ASSERT_TRUE(Index::create(path_));
  EXPECT_FALSE(Index::create(path_));
}

TEST_F(IndexTest, RefusesDocumentsWithoutId) {
  Index index = make();
  EXPECT_EQ(index.add(document("", kFerry)).error().code, Code::kBadArgument);
}

TEST_F(IndexTest, ReadersCannotWrite) {
  make();
  Index reader = open(IndexAccess::kRead);
  EXPECT_EQ(reader.add(document("a", kFerry)).error().code, Code::kBadArgument);
  EXPECT_EQ(reader.remove("a").error().code, Code::kBadArgument);
}

TEST_F(IndexTest, HoldsTextsWithoutWordsAndVeryShortOnes) {
  Index index = make();
  ASSERT_TRUE(index.add(document("empty", "")));
  ASSERT_TRUE(index.add(document("marks", "... !?")));
  ASSERT_TRUE(index.add(document("word", "ferry")));
  EXPECT_THAT(found_by(index, document("q", "")), IsEmpty());
  EXPECT_THAT(found_by(index, document("q", "ferry")), ElementsAre("word"));
  ASSERT_TRUE(index.close());
  EXPECT_EQ(verify().documents, 3U);
}

TEST_F(IndexTest, KeepsVerdictsAndCountsSitesAndDays) {
  Index index = make();
  Document original = document("one", kFerry);
  original.url = "https://www.harbour.example/1";
  original.published = "2024-03-01";
  Document copy = document("two", kFerryCopy);
  copy.url = "https://spin.example/2";
  copy.published = "2024-03-02T10:00:00Z";
  SearchResult found;
  ASSERT_TRUE(index.add_and_judge(original, found));
  ASSERT_TRUE(index.add_and_judge(copy, found));
  EXPECT_THAT(ids_of(found), ElementsAre("one"));

  auto recent = index.recent(10);
  ASSERT_TRUE(recent);
  ASSERT_EQ(recent->size(), 2U);
  EXPECT_EQ((*recent)[0].document.id, "two");
  EXPECT_EQ((*recent)[0].verdict->match_id, "one");
  EXPECT_EQ((*recent)[0].verdict->match_site, "harbour.example");
  EXPECT_EQ((*recent)[1].verdict->relation, Relation::kUnrelated);
  EXPECT_EQ(index.recent(10, (*recent)[0].number)->size(), 1U);
  EXPECT_EQ(index.recent_matches(10)->size(), 1U);

  EXPECT_EQ(index.sites(10)->size(), 2U);
  auto days = index.days(10);
  ASSERT_EQ(days->size(), 2U);
  EXPECT_EQ((*days)[1].day, "2024-03-02");
  EXPECT_EQ((*days)[1].copies, 1U);
  auto copying = index.copying(10);
  ASSERT_EQ(copying->size(), 1U);
  EXPECT_EQ((*copying)[0].copier, "spin.example");
  EXPECT_EQ((*copying)[0].source, "harbour.example");
  EXPECT_EQ(index.stats()->judged, 2U);
}

TEST_F(IndexTest, FindsTheFamilyOfADocument) {
  Index index = make();
  Document original = document("one", kFerry);
  original.published = "2024-03-01";
  Document copy = document("two", kFerryCopy);
  copy.published = "2024-03-02";
  ASSERT_TRUE(index.add(original));
  ASSERT_TRUE(index.add(copy));
  ASSERT_TRUE(index.add(document("three", kOrchard)));
  auto family = index.family("two");
  ASSERT_TRUE(family) << family.error().message;
  EXPECT_EQ(family->family.root, "one");
  EXPECT_EQ(family->documents.size(), 2U);
  EXPECT_EQ(family->matches.size(), 1U);
  EXPECT_EQ(index.family("three")->family.size, 1U);
  EXPECT_EQ(index.family("nobody").error().code, Code::kNotFound);
}

// Many small files in memory and on disk, merged in many steps, say what one says.
TEST_F(IndexTest, FindsTheSameHoweverPostingsAreDivided) {
  options_.memory_bytes = 4096;  // nearly each document is written at once
  Index index = make();
  for (int i = 0; i < 60; ++i) {
    std::string text = i % 7 == 0 ? kFerry : kOrchard;
    text += " Edition " + std::to_string(i) + " of the paper.";
    ASSERT_TRUE(index.add(document("d" + std::to_string(i), text)));
    if (i % 10 == 9) {
      ASSERT_TRUE(index.remove("d" + std::to_string(i)));
    }
  }
  auto found = index.search(document("q", kFerryCopy), {.most = 0, .leads = 0});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->matches.size(), 8U);
  ASSERT_TRUE(index.compact());
  auto again = index.search(document("q", kFerryCopy), {.most = 0, .leads = 0});
  EXPECT_EQ(ids_of(*again), ids_of(*found));
  ASSERT_TRUE(index.close());
  VerifyReport report = verify();
  EXPECT_THAT(report.faults, IsEmpty());
  EXPECT_EQ(report.documents, 54U);
}

TEST(Publication, IsTheSiteElseThePublisher) {
  Document one = document("a", "");
  EXPECT_EQ(publication_of(one), "");
  one.publisher = "The Paper";
  EXPECT_EQ(publication_of(one), "The Paper");
  one.url = "https://www.paper.example/x";
  EXPECT_EQ(publication_of(one), "paper.example");
}

}  // namespace
}  // namespace unspin
