#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "collection_plan.h"
#include "collection_score.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;

TEST(CollectionPlan, GivesEveryPlaceOneRoleAndFindsItAgain) {
  for (uint64_t n : {1, 7, 100, 4096, 4097, 10'000}) {
    CollectionPlan plan(n, 5);
    std::set<std::pair<int, uint64_t>> seen;
    for (uint64_t place = 0; place < n; ++place) {
      Role role = plan.role(place);
      EXPECT_EQ(plan.place_of(role.kind, role.number), place);
      EXPECT_TRUE(seen.emplace(static_cast<int>(role.kind), role.number).second);
    }
    EXPECT_EQ(seen.size(), n);
  }
}

TEST(CollectionPlan, KeepsTrapsWithinTheirSize) {
  CollectionPlan small(1000, 1), large(10'000'000, 1);
  EXPECT_EQ(small.count(Planted::kFold), 10);
  EXPECT_EQ(large.count(Planted::kFold), 10'000);
  EXPECT_EQ(large.count(Planted::kTemplate), 5'000);
  EXPECT_EQ(large.count(Planted::kDrift), 1'000);
  EXPECT_GT(large.originals(), 6'000'000);
}

class Score : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("unspin-score-" + std::to_string(::getpid()) +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const char* name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }

  CollectionScore score(const std::string& truth, const std::string& clusters,
                        const KnownMatches* matches = nullptr) {
    EXPECT_TRUE(truth_.read(write("truth", "id\tkind\n" + truth), ids_));
    FoundFamilies found;
    EXPECT_TRUE(found.read_clusters(write("clusters", clusters), ids_));
    return score_families(truth_, found, matches);
  }

  fs::path folder_;
  Ids ids_;
  CollectionTruth truth_;
};

TEST_F(Score, CountsCopiesThatAreWithTheirSource) {
  auto found =
      score("b\tspun\ta\t40\t-\nc\tspun\ta\t40\t-\n", "1\ta\n1\tb\n2\tc\n2\td\n");
  EXPECT_EQ(found.kinds["spun 40"].planted, 2);
  EXPECT_EQ(found.kinds["spun 40"].together, 1);
  EXPECT_EQ(found.members, 2);
  EXPECT_EQ(found.true_members, 1);
  EXPECT_EQ(found.most_false_members, 1);
}

TEST_F(Score, TakesTwoCopiesOfOneTextForRelated) {
  auto found = score("b\tnear\ta\t-\t-\nc\tidentical\ta\t-\t-\n", "1\tb\n1\tc\n");
  EXPECT_EQ(found.true_members, 1);
  EXPECT_EQ(found.kinds["near"].together, 0);
}

TEST_F(Score, TakesAnExcerptForRelatedToEveryCopyOfItsSource) {
  auto found = score("b\texcerpt\ta\t60\t-\nc\tspun\ta\t10\t-\nd\texcerpt\ta\t60\t-\n",
                     "1\tb\n1\tc\n1\td\n");
  EXPECT_EQ(found.true_members, 2);
}

TEST_F(Score, NamesPagesOfATemplateThatBecameAFamily) {
  auto found = score("a\ttemplate\t-\t-\t-\nb\ttemplate\t-\t-\t-\n", "1\ta\n1\tb\n");
  EXPECT_EQ(found.template_pages, 2);
  EXPECT_EQ(found.true_members, 0);
}

TEST_F(Score, TakesVersionsThatHaveDriftedApartForStrangers) {
  auto found = score("a\tdrift\ta\t0\t-\nb\tdrift\ta\t10\t-\nc\tdrift\ta\t900\t-\n",
                     "1\ta\n1\tb\n1\tc\n");
  EXPECT_EQ(found.drift_members, 2);
  EXPECT_EQ(found.drift_unrelated, 1);
  EXPECT_EQ(found.drift_most_apart, 900);
}

TEST_F(Score, CountsTheFamiliesOfATextCopiedOverAndOver) {
  auto found =
      score("a\tfold\ta\tidentical\t-\nb\tfold\ta\tnear\t-\nc\tfold\ta\tnear\t-\n",
            "1\ta\n1\tb\n");
  EXPECT_EQ(found.fold_copies, 3);
  EXPECT_EQ(found.fold_families, 1);
  EXPECT_EQ(found.fold_alone, 1);
}

TEST_F(Score, CountsAMatchWithADocumentFoundIdenticalToTheSource) {
  FoundFamilies found;
  EXPECT_TRUE(found.read_scan(
      write("families",
            R"({"root":"a","members":[{"id":"b","parent":"a","relation":"spun"},)"
            R"({"id":"twin","parent":"a","relation":"identical"}]})"),
      ids_));
  KnownMatches matches(found);
  matches.add(ids_.add("b"), ids_.add("twin"), true);
  EXPECT_TRUE(truth_.read(write("truth", "id\tkind\nb\tspun\ta\t40\t-\n"), ids_));
  auto score = score_families(truth_, found, &matches);
  EXPECT_EQ(score.kinds["spun 40"].matched, 1);
  EXPECT_EQ(score.members, 2);
  EXPECT_EQ(score.unverified_members, 0);
}

TEST_F(Score, CountsAMatchWithANearCopyOfTheSource) {
  FoundFamilies found;
  EXPECT_TRUE(found.read_scan(
      write("families",
            R"({"root":"r","members":[{"id":"a","parent":"r","relation":"near_copy"},)"
            R"({"id":"c","parent":"r","relation":"spun"}]})"),
      ids_));
  KnownMatches matches(found);
  matches.add(ids_.add("x"), ids_.add("r"), false);
  EXPECT_TRUE(truth_.read(
      write("truth", "id\tkind\nx\texcerpt\ta\t60\t-\ny\texcerpt\tc\t60\t-\n"), ids_));
  matches.add(ids_.add("y"), ids_.add("r"), false);
  auto score = score_families(truth_, found, &matches);
  EXPECT_EQ(score.kinds["excerpt 60"].matched, 1);
}

TEST_F(Score, ReadsHeadsOfMatchesWhateverTitlesSay) {
  std::string path = write(
      "matches",
      R"({"schema":"unspin.match/1","a":{"id":"x\"1","title":"\"b\":{\"id\":\"no\""},)"
      R"("b":{"id":"y"},"relation":"spun","original":{}})"
      "\n"
      R"({"schema":"unspin.match/1","a":{"id":"p"},"b":{"id":"q"},)"
      R"("relation":"shared_passages"})"
      "\n");
  std::vector<std::string> seen;
  EXPECT_TRUE(read_matches(path, [&](const FoundMatch& match) {
    seen.push_back(std::string(match.a) + "|" + std::string(match.b) + "|" +
                   (match.of_documents() ? "documents" : "passages"));
  }));
  EXPECT_EQ(seen, (std::vector<std::string>{"x\\\"1|y|documents", "p|q|passages"}));
}

}  // namespace
}  // namespace unspin::bench
