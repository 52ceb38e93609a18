#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/report.h"

namespace unspin {
namespace {

Check spun() {
  return {.id = "a \"b\"",
          .verdict = CheckVerdict::kSpun,
          .score = .93,
          .phrases = {{{7, 18}, "pink\ncarpet", {"red carpet", "red rug"}, 3.1}}};
}

TEST(CheckJson, HasEveryField) {
  auto read = nlohmann::json::parse(to_json(spun()));
  EXPECT_EQ(read["schema"], "unspin.check/1");
  EXPECT_EQ(read["id"], "a \"b\"");
  EXPECT_EQ(read["verdict"], "spun");
  EXPECT_EQ(read["score"], .93);
  ASSERT_EQ(read["phrases"].size(), 1U);
  EXPECT_EQ(read["phrases"][0]["span"], nlohmann::json({7, 18}));
  EXPECT_EQ(read["phrases"][0]["text"], "pink\ncarpet");
  EXPECT_EQ(read["phrases"][0]["expected"], nlohmann::json({"red carpet", "red rug"}));
  EXPECT_EQ(read["phrases"][0]["weight"], 3.1);
}

TEST(CheckJson, SaysUnknownAndCleanByName) {
  EXPECT_EQ(nlohmann::json::parse(to_json(Check{}))["verdict"], "unknown");
  EXPECT_EQ(nlohmann::json::parse(
                to_json(Check{.id = "", .verdict = CheckVerdict::kClean}))["verdict"],
            "clean");
}

TEST(CheckTerminal, SaysTheVerdictFirstThenALineAPhrase) {
  EXPECT_EQ(to_terminal(spun(), {}),
            "a \"b\": spun by machine (score 0.930)\n"
            "  7: pink carpet  <-  red carpet, or red rug");
}

TEST(CheckTerminal, LetsNothingActOnTheTerminal) {
  Check check = spun();
  check.id = "\033[31mred";
  check.phrases[0].text = "a\033]0;x\007b";
  std::string shown = to_terminal(check, {});
  EXPECT_EQ(shown.find('\033'), std::string::npos);
  EXPECT_EQ(shown.find('\007'), std::string::npos);
}

TEST(CheckTerminal, SaysHowManyAreLeftOut) {
  Check check = spun();
  check.phrases.resize(5, check.phrases[0]);
  std::string shown = to_terminal(check, {.max_rows = 2});
  EXPECT_NE(shown.find("and 3 more"), std::string::npos);
}

}  // namespace
}  // namespace unspin
