#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "report/report.h"
#include "report/testing.h"

namespace unspin {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

json parsed(const Match& match) { return json::parse(to_json(match)); }

TEST(Json, IsOneLineInTheOrderOfTheSchema) {
  std::string line = to_json(spun_match().match);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  std::vector<std::string> keys;
  ordered_json object = ordered_json::parse(line);
  for (auto& [key, value] : object.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"schema", "a", "b", "relation", "original",
                                            "coverage", "score", "evalue", "passages",
                                            "changes", "quotations"}));
}

TEST(Json, TellsWhatIsKnownOfEachDocument) {
  Match match = spun_match().match;
  match.a.title = "Bridge";
  match.a.published = "2024-06-18";
  match.a.url = "https://news.example/bridge";
  json object = parsed(match);
  EXPECT_EQ(object["schema"], "unspin.match/1");
  EXPECT_EQ(object["a"], (json{{"id", "original.txt"},
                               {"bytes", match.a.bytes},
                               {"language", "en"},
                               {"title", "Bridge"},
                               {"published", "2024-06-18"},
                               {"url", "https://news.example/bridge"}}));
}

TEST(Json, LeavesOutWhatIsUnknown) {
  json object = parsed(Match());
  EXPECT_EQ(object["a"], (json{{"id", ""}, {"bytes", 0}}));
  EXPECT_EQ(object["relation"], "unrelated");
  EXPECT_EQ(object["original"],
            (json{{"side", "unknown"}, {"confidence", 0}, {"evidence", json::array()}}));
  for (const char* list : {"passages", "changes", "quotations"})
    EXPECT_EQ(object[list], json::array()) << list;
}

TEST(Json, GivesTheOriginalWithItsEvidence) {
  json original = parsed(spun_match().match)["original"];
  EXPECT_EQ(original["side"], "a");
  EXPECT_DOUBLE_EQ(original["confidence"], 0.9877);
  json evidence = original["evidence"][0];
  EXPECT_EQ(evidence["kind"], "fixed_expression");
  EXPECT_EQ(evidence["favours"], "a");
  EXPECT_DOUBLE_EQ(evidence["weight"], 2.5);
  EXPECT_EQ(evidence["a"]["text"], "red tape");
  EXPECT_EQ(evidence["b"]["text"], "crimson tape");
  EXPECT_EQ(evidence["note"], "a fixed expression, broken in b");
  EXPECT_FALSE(original["evidence"][1].contains("b"));
  EXPECT_FALSE(original["evidence"][1].contains("note"));
}

TEST(Json, GivesPassagesWithTheirEdits) {
  Sample sample = spun_match();
  json passage = parsed(sample.match)["passages"][0];
  const Passage& expected = sample.match.passages[0];
  EXPECT_EQ(passage["a"], (json{expected.a.start, expected.a.end}));
  EXPECT_EQ(passage["b"], (json{expected.b.start, expected.b.end}));
  EXPECT_EQ(passage["kind"], "spun");
  EXPECT_DOUBLE_EQ(passage["similarity"], 0.8333);
  EXPECT_DOUBLE_EQ(passage["score"], 41.0625);
  ASSERT_EQ(passage["edits"].size(), expected.edits.size());
  const Edit& edit = expected.edits[0];
  EXPECT_EQ(passage["edits"][0], (json{{"op", "replace"},
                                       {"a", {edit.a.start, edit.a.end}},
                                       {"b", {edit.b.start, edit.b.end}},
                                       {"kinship", "synonym"}}));
}

TEST(Json, LeavesOutTheKinshipOfStrangers) {
  json edits = parsed(spun_match().match)["passages"][0]["edits"];
  auto plain =
      std::ranges::find_if(edits, [](const json& e) { return e["op"] != "replace"; });
  ASSERT_NE(plain, edits.end());
  EXPECT_FALSE(plain->contains("kinship"));
}

TEST(Json, GivesChangesWithBothPlaces) {
  Sample sample = spun_match();
  json change = parsed(sample.match)["changes"][0];
  const Change& expected = sample.match.changes[0];
  EXPECT_EQ(change["kind"], "number");
  EXPECT_EQ(change["severity"], "fact");
  EXPECT_EQ(change["a"]["span"], (json{expected.a.span.start, expected.a.span.end}));
  EXPECT_EQ(change["a"]["text"], "11,000");
  EXPECT_EQ(change["b"]["text"], "12,000");
}

TEST(Json, GivesQuotationsOfOneSideWithoutTheOther) {
  json quotations = parsed(spun_match().match)["quotations"];
  EXPECT_EQ(quotations[0]["verdict"], "altered");
  EXPECT_EQ(quotations[0]["speaker"], "Ana Ruiz");
  EXPECT_EQ(quotations[0]["kind"], "direct");
  EXPECT_EQ(quotations[1]["verdict"], "missing");
  EXPECT_TRUE(quotations[1].contains("a"));
  EXPECT_FALSE(quotations[1].contains("b"));
  EXPECT_FALSE(quotations[1].contains("speaker"));
}

TEST(Json, PrintsNumbersShortAndExact) {
  Match match;
  match.score = 812.4;
  match.evalue = 1e-180;
  match.coverage = {0.93, 2.0 / 3};
  std::string line = to_json(match);
  EXPECT_NE(line.find(R"("coverage":{"a":0.93,"b":0.6667})"), std::string::npos);
  EXPECT_NE(line.find(R"("score":812.4,"evalue":1e-180,)"), std::string::npos);
  match.evalue = 0;
  EXPECT_NE(to_json(match).find(R"("evalue":0,)"), std::string::npos);
}

TEST(Json, StaysValidWhenANumberIsNone) {
  Match match;
  match.score = std::numeric_limits<double>::infinity();
  match.evalue = std::nan("");
  EXPECT_TRUE(parsed(match)["score"].is_null());
  EXPECT_TRUE(parsed(match)["evalue"].is_null());
}

TEST(Json, KeepsEveryValidCharacter) {
  std::string all;
  for (char c = 1; c < 127; ++c) all += c;
  all += std::string(1, '\0') + "\x7F é 漢 😀 \u2028";
  Match match;
  match.a.id = all;
  EXPECT_EQ(parsed(match)["a"]["id"], all);
}

TEST(Json, ShowsEachBadByteAsAReplacementCharacter) {
  Match match;
  // A lone continuation, an overlong slash, a surrogate, a cut character.
  match.a.id = "a\x80z \xC0\xAF \xED\xA0\x80 \xE6\xBC";
  const std::string bad = "\uFFFD";
  EXPECT_EQ(parsed(match)["a"]["id"],
            "a" + bad + "z " + bad + bad + " " + bad + bad + bad + " " + bad + bad);
}

TEST(Json, NamesEveryValueOfEveryKind) {
  Match match;
  std::vector<std::string> relations, kinds, verdicts;
  for (int i = 0; i <= static_cast<int>(Relation::kUnrelated); ++i) {
    match.relation = static_cast<Relation>(i);
    relations.push_back(parsed(match)["relation"]);
  }
  EXPECT_EQ(relations,
            (std::vector<std::string>{"identical", "near_copy", "spun", "paraphrase",
                                      "excerpt", "shared_passages", "unrelated"}));
  for (int i = 0; i <= static_cast<int>(ChangeKind::kAddition); ++i)
    match.changes.push_back({static_cast<ChangeKind>(i), Severity::kWording, {}, {}});
  for (int i = 0; i <= static_cast<int>(QuotationVerdict::kAdded); ++i)
    match.quotations.push_back({{}, {}, static_cast<QuotationVerdict>(i), ""});
  json object = parsed(match);
  for (const json& change : object["changes"]) kinds.push_back(change["kind"]);
  EXPECT_EQ(kinds, (std::vector<std::string>{
                       "number", "quantity", "date", "name", "quotation", "attribution",
                       "negation", "certainty", "term", "omission", "addition"}));
  for (const json& q : object["quotations"]) verdicts.push_back(q["verdict"]);
  EXPECT_EQ(verdicts, (std::vector<std::string>{"verbatim", "altered", "truncated",
                                                "spliced", "missing", "added"}));
}

}  // namespace
}  // namespace unspin
