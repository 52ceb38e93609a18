// Judged pairs in, families out.

#include "family/families.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "family/family_date.h"

namespace unspin {
namespace {

using Pair = std::pair<uint32_t, uint32_t>;

FamilyDocument document(uint32_t i, std::string published = "", uint64_t length = 100) {
  return {.id = fmt::format("d{:05}", i),
          .published = std::move(published),
          .length = length};
}

std::vector<FamilyDocument> documents(uint32_t n) {
  std::vector<FamilyDocument> all;
  for (uint32_t i = 0; i < n; ++i) all.push_back(document(i));
  return all;
}

FamilyEdge edge(uint32_t a, uint32_t b, Relation relation = Relation::kNearCopy,
                Side original = Side::kUnknown, double confidence = 0.95) {
  return {.a = a,
          .b = b,
          .relation = relation,
          .coverage = {0.9, 0.8},
          .original = original,
          .confidence = original == Side::kUnknown ? 0 : confidence,
          .score = 100};
}

std::string describe(const std::vector<Family>& families) {
  std::string text;
  for (const Family& family : families) {
    text += fmt::format("{} {}:", family.root, family.size);
    for (const FamilyMember& m : family.members)
      text += fmt::format(" {}<{} {} {:.3f} {:.3f}", m.id, m.parent,
                          static_cast<int>(m.relation), m.coverage, m.confidence);
    text += '\n';
  }
  return text;
}

// Asks `judge` for whatever is wanted, until nothing is.
struct Scan {
  std::vector<FamilyEdge> edges;
  FamilyResult result;
  size_t asked = 0;
  size_t rounds = 0;
};

Scan run(const std::vector<FamilyDocument>& all, std::vector<FamilyEdge> edges,
         const std::function<FamilyEdge(uint32_t, uint32_t)>& judge) {
  Scan scan{.edges = std::move(edges), .result = {}};
  for (; scan.rounds < 1000; ++scan.rounds) {
    scan.result = build_families(all, scan.edges);
    if (scan.result.wanted_edges.empty()) break;
    for (auto [a, b] : scan.result.wanted_edges) scan.edges.push_back(judge(a, b));
    scan.asked += scan.result.wanted_edges.size();
  }
  return scan;
}

// The promises that hold whatever the edges are. Empty when kept.
std::string find_fault(const std::vector<FamilyDocument>& all,
                       const std::vector<FamilyEdge>& edges, const FamilyResult& result) {
  std::map<std::string, uint32_t> index;
  for (uint32_t i = 0; i < all.size(); ++i) index[all[i].id] = i;
  std::set<Pair> judged;
  std::set<Pair> verified;
  std::vector<uint32_t> text(all.size());
  for (uint32_t i = 0; i < all.size(); ++i) text[i] = i;
  for (const FamilyEdge& e : edges)
    if (e.relation == Relation::kIdentical)
      std::ranges::replace(text, uint32_t{text[e.a]}, uint32_t{text[e.b]});
  for (const FamilyEdge& e : edges) {
    for (Pair pair : {Pair(text[e.a], text[e.b]), Pair(text[e.b], text[e.a])}) {
      judged.insert(pair);
      if (e.relation < Relation::kSharedPassages) verified.insert(pair);
    }
  }
  std::set<std::string> seen;
  for (const Family& family : result.families) {
    if (family.family != family.root || family.size != family.members.size() + 1)
      return family.root + ": wrong size or name";
    if (family.size < 2 || !seen.insert(family.root).second) return "root twice or alone";
    std::map<std::string, std::string> parents;
    for (const FamilyMember& m : family.members) {
      if (!seen.insert(m.id).second) return m.id + ": in two families";
      uint32_t a = text[index.at(m.id)];
      uint32_t root = text[index.at(family.root)];
      uint32_t parent = text[index.at(m.parent)];
      if (a != root && !verified.contains({a, root})) return m.id + ": not verified";
      if (a != parent && !verified.contains({a, parent})) return m.id + ": no parent";
      if (result.parent_of.at(index.at(m.id)) != index.at(m.parent))
        return m.id + ": another parent by number";
      parents[m.id] = m.parent;
    }
    if (uint32_t root = index.at(family.root); result.parent_of.at(root) != root)
      return family.root + ": a root with a parent";
    for (const auto& [id, parent] : parents) {
      std::string at = parent;
      for (size_t steps = 0; at != family.root; at = parents.at(at))
        if (++steps > parents.size() || !parents.contains(at))
          return id + ": in a circle";
    }
  }
  for (size_t f = 0; f < result.families.size(); ++f) {
    const std::vector<uint32_t>& documents = result.documents.at(f);
    const Family& family = result.families[f];
    if (documents.size() != family.size || all[documents[0]].id != family.root)
      return family.root + ": other documents";
    for (size_t m = 0; m < family.members.size(); ++m)
      if (all[documents[m + 1]].id != family.members[m].id)
        return family.members[m].id + ": another document";
  }
  for (auto [a, b] : result.wanted_edges)
    if (a >= b || judged.contains({text[a], text[b]})) return "asks for what was judged";
  return "";
}

TEST(Families, TheOriginalOfMostIsTheRoot) {
  auto all = documents(4);
  std::vector<FamilyEdge> edges = {edge(2, 0, Relation::kSpun, Side::kA),
                                   edge(1, 2, Relation::kSpun, Side::kB),
                                   edge(2, 3, Relation::kNearCopy, Side::kA)};
  auto families = build_families(all, edges).families;
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].root, "d00002");
  EXPECT_EQ(families[0].size, 4u);
  EXPECT_EQ(families[0].members[0].relation, Relation::kSpun);
  EXPECT_NEAR(families[0].members[0].confidence, 0.95, 1e-6);
}

TEST(Families, WithoutEvidenceTheEarliestThenTheLongestThenTheLeastIdIsTheRoot) {
  std::vector<FamilyDocument> all = {document(0, "2024-06-18"), document(1, "2024-06-17"),
                                     document(2)};
  std::vector<FamilyEdge> edges = {edge(0, 1), edge(1, 2), edge(0, 2)};
  EXPECT_EQ(build_families(all, edges).families[0].root, "d00001");
  all = {document(0, "", 90), document(1, "", 99), document(2, "", 98)};
  EXPECT_EQ(build_families(all, edges).families[0].root, "d00001");
  EXPECT_EQ(build_families(documents(3), edges).families[0].root, "d00000");
}

TEST(Families, ACopyOfACopyHasThatCopyAsItsParent) {
  std::vector<FamilyEdge> edges = {edge(0, 1, Relation::kSpun, Side::kA),
                                   edge(1, 2, Relation::kNearCopy, Side::kA),
                                   edge(0, 2, Relation::kParaphrase, Side::kA)};
  auto families = build_families(documents(3), edges).families;
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].root, "d00000");
  EXPECT_EQ(families[0].members[0].parent, "d00000");
  EXPECT_EQ(families[0].members[1].parent, "d00001");
  EXPECT_EQ(families[0].members[1].relation, Relation::kNearCopy);
}

TEST(Families, SharedPassagesMakeNone) {
  std::vector<FamilyEdge> edges;
  for (uint32_t i = 1; i < 50; ++i)
    edges.push_back(edge(0, i, Relation::kSharedPassages));
  auto result = build_families(documents(50), edges);
  EXPECT_TRUE(result.families.empty());
  EXPECT_TRUE(result.wanted_edges.empty());
}

TEST(Families, ATemplateOfFiveThousandMakesNone) {
  std::vector<FamilyEdge> edges;
  for (uint32_t i = 0; i < 5000; ++i)
    for (uint32_t next = i + 1; next <= i + 2 && next < 5000; ++next)
      edges.push_back(edge(i, next, Relation::kSharedPassages));
  auto result = build_families(documents(5000), edges);
  EXPECT_TRUE(result.families.empty());
  EXPECT_TRUE(result.wanted_edges.empty());
}

TEST(Families, AMemberIsKeptOnlyWithAVerifiedPairWithTheRoot) {
  // 0 - 1 - 2, and 0 with 2 was judged unrelated.
  std::vector<FamilyEdge> edges = {edge(0, 1, Relation::kSpun, Side::kA), edge(1, 2),
                                   edge(0, 2, Relation::kUnrelated)};
  auto result = build_families(documents(3), edges);
  ASSERT_EQ(result.families.size(), 1u);
  EXPECT_EQ(result.families[0].size, 2u);
  EXPECT_TRUE(result.wanted_edges.empty());
}

TEST(Families, AsksForThePairThatIsMissing) {
  std::vector<FamilyEdge> edges = {edge(0, 1, Relation::kSpun, Side::kA), edge(1, 2)};
  auto result = build_families(documents(3), edges);
  EXPECT_EQ(result.wanted_edges, (std::vector<Pair>{{0, 2}}));
  EXPECT_EQ(result.families.at(0).size, 2u);
}

TEST(Families, DocumentsWithTheSameTextStayTogether) {
  std::vector<FamilyDocument> all = {document(0, "2024-02-02"), document(1, "2024-02-01"),
                                     document(2, "2024-02-03"), document(3)};
  std::vector<Pair> identical = {{1, 0}, {2, 0}};
  auto families = build_families(all, {}, identical).families;
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].root, "d00001");
  EXPECT_EQ(families[0].size, 3u);
  EXPECT_EQ(families[0].members[0].confidence, 0.9);

  std::vector<FamilyEdge> edges = {edge(2, 3, Relation::kSpun, Side::kB)};
  families = build_families(all, edges, identical).families;
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].root, "d00003");
  EXPECT_EQ(families[0].size, 4u);
  EXPECT_EQ(families[0].members[0].parent, "d00001");
  EXPECT_EQ(families[0].members[1].parent, "d00003");
}

TEST(Families, ATextThatIsTheOriginalOfTheRootTakesItsPlaceWhenTheOthersAgree) {
  // 1 is the original of 2..9, and 0 of 1: is it the original of 2..9 too?
  auto judge = [](bool agree) {
    std::vector<FamilyEdge> edges = {edge(0, 1, Relation::kNearCopy, Side::kA)};
    for (uint32_t i = 2; i < 10; ++i)
      edges.push_back(edge(1, i, Relation::kNearCopy, Side::kA));
    return run(documents(10), edges, [&](uint32_t a, uint32_t b) {
      return edge(a, b, Relation::kNearCopy, agree ? Side::kA : Side::kUnknown);
    });
  };
  Scan agreed = judge(true);
  ASSERT_EQ(agreed.result.families.size(), 1u);
  EXPECT_EQ(agreed.result.families[0].root, "d00000");
  EXPECT_EQ(agreed.result.families[0].size, 10u);
  Scan not_agreed = judge(false);
  ASSERT_EQ(not_agreed.result.families.size(), 1u);
  EXPECT_EQ(not_agreed.result.families[0].root, "d00001");
}

TEST(Families, TenThousandCopiesInAStarAreOneFamily) {
  std::vector<FamilyEdge> edges;
  std::mt19937 random(1);
  auto all = documents(10'000);
  for (auto& d : all) d.length = 100 + random() % 5;
  for (uint32_t i = 0; i < 10'000; ++i)
    if (i != 77) edges.push_back(edge(i, 77));
  auto result = build_families(all, edges);
  ASSERT_EQ(result.families.size(), 1u);
  EXPECT_EQ(result.families[0].size, 10'000u);
  EXPECT_TRUE(result.wanted_edges.empty());
}

TEST(Families, TenThousandCopiesInAChainAreOneFamilyAfterAFewRounds) {
  std::vector<FamilyEdge> edges;
  for (uint32_t i = 0; i + 1 < 10'000; ++i) {
    edges.push_back(edge(i, i + 1));
    if (i + 2 < 10'000) edges.push_back(edge(i, i + 2));
  }
  Scan scan =
      run(documents(10'000), edges, [](uint32_t a, uint32_t b) { return edge(a, b); });
  ASSERT_EQ(scan.result.families.size(), 1u);
  EXPECT_EQ(scan.result.families[0].size, 10'000u);
  EXPECT_LT(scan.asked, 25'000u);
  EXPECT_LT(scan.rounds, 10u);
}

TEST(Families, AChainOfSmallChangesIsManyFamiliesEachVerifiedAgainstItsRoot) {
  constexpr uint32_t kVersions = 1000;
  auto near = [](uint32_t a, uint32_t b) {
    return std::abs(static_cast<int>(a) - static_cast<int>(b)) <= 10;
  };
  for (bool dated : {false, true}) {
    auto all = documents(kVersions);
    std::vector<FamilyEdge> edges;
    for (uint32_t i = 0; i < kVersions; ++i) {
      if (dated) all[i].published = fmt::format("{}-01-01", 1000 + i);
      Side side = dated ? Side::kA : Side::kUnknown;
      for (uint32_t j = i + 1; j <= i + 2 && j < kVersions; ++j)
        edges.push_back(edge(i, j, Relation::kNearCopy, side));
    }
    Scan scan = run(all, edges, [&](uint32_t a, uint32_t b) {
      return edge(a, b, near(a, b) ? Relation::kNearCopy : Relation::kSharedPassages,
                  dated && near(a, b) ? Side::kA : Side::kUnknown);
    });
    EXPECT_EQ(find_fault(all, scan.edges, scan.result), "");
    EXPECT_GT(scan.result.families.size(), 30u);
    for (const Family& family : scan.result.families) EXPECT_LE(family.size, 21u);
    EXPECT_LT(scan.asked, 10 * kVersions);
    EXPECT_LT(scan.rounds, 30u);
    RecordProperty("asked", static_cast<int>(scan.asked));
    RecordProperty("rounds", static_cast<int>(scan.rounds));
  }
}

// A graph of random judgements, with ties of every kind.
std::vector<FamilyEdge> random_edges(std::mt19937& random, uint32_t n, uint32_t count) {
  std::vector<FamilyEdge> edges;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t a = random() % n;
    uint32_t b = random() % n;
    if (a == b) continue;
    auto relation = static_cast<Relation>(random() % 7);
    if (relation == Relation::kIdentical && random() % 4) relation = Relation::kSpun;
    FamilyEdge e =
        edge(a, b, relation, static_cast<Side>(random() % 3), 0.5 + 0.1 * (random() % 6));
    e.coverage = {0.1 * (random() % 11), 0.1 * (random() % 11)};
    e.score = random() % 3;
    edges.push_back(e);
  }
  return edges;
}

TEST(Families, KeepTheirPromisesOnRandomJudgements) {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    uint32_t n = 2 + random() % 40;
    auto all = documents(n);
    for (auto& d : all) {
      d.length = random() % 3;
      if (random() % 2) d.published = fmt::format("2024-01-0{}", 1 + random() % 4);
    }
    auto edges = random_edges(random, n, random() % (3 * n));
    FamilyResult result = build_families(all, edges, {}, {.first_wanted = 3});
    EXPECT_EQ(find_fault(all, edges, result), "");
    Scan scan = run(all, edges, [&](uint32_t a, uint32_t b) {
      return edge(a, b, static_cast<Relation>(random() % 6 + 1),
                  static_cast<Side>(random() % 3));
    });
    EXPECT_LT(scan.rounds, 200u);
    EXPECT_EQ(find_fault(all, scan.edges, scan.result), "");
  }
}

TEST(Families, AreTheSameForAnyOrderOfDocumentsAndEdges) {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    uint32_t n = 2 + random() % 30;
    auto all = documents(n);
    for (auto& d : all) {
      d.length = random() % 2;
      if (random() % 2) d.published = fmt::format("2024-01-0{}", 1 + random() % 3);
    }
    auto edges = random_edges(random, n, random() % (4 * n));
    FamilyResult first = build_families(all, edges);

    std::vector<uint32_t> place(n);
    for (uint32_t i = 0; i < n; ++i) place[i] = i;
    std::ranges::shuffle(place, random);
    std::vector<FamilyDocument> moved(n);
    for (uint32_t i = 0; i < n; ++i) moved[place[i]] = all[i];
    for (FamilyEdge& e : edges) {
      e.a = place[e.a];
      e.b = place[e.b];
      if (random() % 2) {
        std::swap(e.a, e.b);
        std::swap(e.coverage.a, e.coverage.b);
        if (e.original != Side::kUnknown)
          e.original = e.original == Side::kA ? Side::kB : Side::kA;
      }
    }
    std::ranges::shuffle(edges, random);
    FamilyResult second = build_families(moved, edges);
    EXPECT_EQ(describe(second.families), describe(first.families));
    std::set<Pair> wanted;
    for (auto [a, b] : first.wanted_edges)
      wanted.insert({std::min(place[a], place[b]), std::max(place[a], place[b])});
    EXPECT_THAT(second.wanted_edges, testing::ElementsAreArray(wanted));
  }
}

TEST(Families, NothingMakesNothing) {
  EXPECT_TRUE(build_families({}, {}).families.empty());
  EXPECT_TRUE(build_families(documents(3), {}).families.empty());
}

TEST(FamilyDate, ReadsDaysAndInstants) {
  EXPECT_EQ(parse_moment("1970-01-02").seconds, 86'400);
  EXPECT_EQ(parse_moment("1970").seconds, 0);
  EXPECT_EQ(parse_moment("1970-02").seconds, 31 * 86'400);
  EXPECT_EQ(parse_moment("1970-01-01T01:02:03.5Z").seconds, 3723);
  EXPECT_EQ(parse_moment("1970-01-01 01:00+01:00").seconds, 0);
  EXPECT_EQ(parse_moment("1970-01-01T00:00-0230").seconds, 9000);
  for (const char* text : {"", "x", "197", "1970-13-01", "1970-02-30", "1970-01-01T",
                           "1970-01-01T1", "1970-01-01T25:00", "1970-01-01T10:00Zx",
                           "1970-01-01T10:00+", "1970-01-01T10:", "1970-1-1"})
    EXPECT_FALSE(parse_moment(text).known()) << text;
}

TEST(FamilyDate, ComparesDaysWhereATimeIsMissing) {
  auto before = [](const char* a, const char* b) {
    return is_before(parse_moment(a), parse_moment(b));
  };
  EXPECT_TRUE(before("2024-06-18", "2024-06-19T00:00Z"));
  EXPECT_FALSE(before("2024-06-18", "2024-06-18T09:00Z"));
  EXPECT_TRUE(before("2024-06-18T08:00Z", "2024-06-18T09:00Z"));
  EXPECT_FALSE(before("", "2024-06-18"));
  EXPECT_TRUE(before("1969-12-31T23:00Z", "1970-01-01"));
}

}  // namespace
}  // namespace unspin
