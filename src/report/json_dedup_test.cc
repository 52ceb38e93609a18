#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "report/report.h"

namespace unspin {
namespace {

using nlohmann::json;

Duplicate duplicate(const std::string& text) {
  Match match;
  match.relation = Relation::kNearCopy;
  match.coverage = {.99, .87654};
  match.passages.push_back({.a = {0, text.size()}, .b = {5, 5 + text.size()}});
  match.changes = {
      {ChangeKind::kNumber, Severity::kFact, {{2, 3}, "7"}, {{8, 9}, "8"}},
      {ChangeKind::kTerm, Severity::kWording, {{4, 5}, "x"}, {{10, 11}, "y"}},
      {ChangeKind::kOmission, Severity::kFact, {{6, 9}, "lost"}, {{12, 12}, ""}}};
  return {.document = {"again \"1\"", "in/a.jsonl", 7},
          .duplicate_of = {"one", "in/b.jsonl", 0},
          .match = match};
}

TEST(DedupJson, SaysWhatWentForWhatAndWhy) {
  std::string text = "We 7 agree.";
  json line = json::parse(to_json(duplicate(text), DuplicateFate::kRemoved, text));
  EXPECT_EQ(line["schema"], "unspin.removed/1");
  EXPECT_EQ(line["id"], "again \"1\"");
  EXPECT_EQ(line["record"], 7);
  EXPECT_EQ(line["duplicate_of"],
            (json{{"id", "one"}, {"file", "in/b.jsonl"}, {"record", 0}}));
  EXPECT_EQ(line["relation"], "near_copy");
  EXPECT_EQ(line["coverage"]["b"], .8765);
  EXPECT_EQ(line["passages"][0]["text"], text);
  EXPECT_FALSE(line.contains("reason"));
  ASSERT_EQ(line["fact_changes"].size(), 1U);
  EXPECT_EQ(line["fact_changes"][0]["kind"], "number");
  EXPECT_EQ(line["fact_changes"][0]["b"]["text"], "8");
}

TEST(DedupJson, SaysWhatWasKeptAndWhy) {
  json line = json::parse(to_json(duplicate("We"), DuplicateFate::kKept, "We"));
  EXPECT_EQ(line["schema"], "unspin.kept/1");
  EXPECT_EQ(line["reason"], "fact_changed");
}

TEST(DedupJson, CutsLongPassagesBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "é";
  json line = json::parse(to_json(duplicate(text), DuplicateFate::kRemoved, text));
  std::string shown = line["passages"][0]["text"];
  EXPECT_LE(shown.size(), 170U);
  EXPECT_TRUE(shown.ends_with("é…")) << shown;
}

TEST(DedupJson, TellsPeopleInASentence) {
  DedupSummary summary;
  summary.read.documents = 37554;
  summary.kept = 36210;
  summary.removed = 1344;
  summary.relations = {{Relation::kIdentical, 1343}, {Relation::kNearCopy, 1}};
  summary.kept_for_facts = 17;
  EXPECT_EQ(
      to_terminal(summary),
      "37,554 documents, 36,210 kept, 1,344 removed (1,343 identical, 1 near copy); "
      "17 kept for a changed fact");
  EXPECT_EQ(to_terminal(DedupSummary{}), "0 documents, 0 kept, 0 removed");
}

}  // namespace
}  // namespace unspin
