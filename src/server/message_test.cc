#include "server/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace unspin::server {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(Target, IsCutBeforeItsEscapesAreUndone) {
  auto target = parse_target("/a%2Fb/..%2f..%2Fetc//c?x=1%262&y+z=%C3%A9&flag&=v");
  ASSERT_TRUE(target.has_value());
  EXPECT_THAT(target->segments, ElementsAre("a/b", "../../etc", "", "c"));
  EXPECT_THAT(target->query, ElementsAre(Pair("x", "1&2"), Pair("y z", "\xC3\xA9"),
                                         Pair("flag", ""), Pair("", "v")));
  EXPECT_EQ(target->parameter("x"), "1&2");
  EXPECT_EQ(target->parameter("absent"), std::nullopt);
}

TEST(Target, UndoesEscapesOnce) {
  EXPECT_THAT(parse_target("/%252e%252e")->segments, ElementsAre("%2e%2e"));
}

TEST(Target, KeepsPlusInPaths) {
  EXPECT_THAT(parse_target("/a+b")->segments, ElementsAre("a+b"));
}

TEST(Target, RefusesBrokenEscapesAndZeroBytes) {
  for (const char* text :
       {"/%", "/%4", "/%zz", "/%00", "/a?b=%", "/a?%g0=1", "x", "", "*", "http://h/"})
    EXPECT_FALSE(parse_target(text).has_value()) << text;
}

TEST(Problem, IsWhatTheStandardSays) {
  Response response = problem(404, "No \"such\" thing\n<b>");
  EXPECT_EQ(response.type, "application/problem+json");
  auto json = nlohmann::json::parse(response.body);
  EXPECT_EQ(json["status"], 404);
  EXPECT_EQ(json["title"], "Not Found");
  EXPECT_EQ(json["type"], "about:blank");
  EXPECT_EQ(json["detail"], "No \"such\" thing\n<b>");
}

}  // namespace
}  // namespace unspin::server
