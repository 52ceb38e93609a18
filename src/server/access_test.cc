#include "server/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace unspin::server {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Tokens kTokens{.read = {"reading-reading-1"}, .write = {"writing-writing-1"}};

Request with(std::vector<std::pair<std::string, std::string>> headers) {
  Request request{.method = "GET", .target = "/"};
  request.headers = std::move(headers);
  return request;
}

unsigned status_of(const Access& access, Need need,
                   std::vector<std::pair<std::string, std::string>> headers) {
  auto refused = access.refuse(with(std::move(headers)), need);
  return refused ? refused->status : 200;
}

TEST(Access, LetsEverybodyOnThisMachineIn) {
  Access access(true, {}, std::nullopt);
  for (const char* host :
       {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "127.8.8.8", "[::1]:1"})
    EXPECT_EQ(status_of(access, Need::kWrite, {{"host", host}}), 200) << host;
}

TEST(Access, KnowsWhenItIsAskedForByAnotherName) {
  Access access(true, {"news.example"}, std::nullopt);
  for (const char* host : {"evil.example", "evil.example:8080", "localhost.evil.example",
                           "127.0.0.1.evil.example", "127.0.0.256", "127.0.0", "[::2]:1",
                           "128.0.0.1", "127.0.0.1:80:80", "localhost:x"})
    EXPECT_EQ(status_of(access, Need::kNothing, {{"host", host}}), 421) << host;
  EXPECT_EQ(status_of(access, Need::kRead, {{"host", "News.example:443"}}), 200);
}

TEST(Access, RefusesPagesOfOtherSites) {
  Access access(true, {}, std::nullopt);
  auto asked = [&](const char* name, const char* value) {
    return status_of(access, Need::kWrite, {{"host", "localhost:8080"}, {name, value}});
  };
  EXPECT_EQ(asked("origin", "http://localhost:8080"), 200);
  EXPECT_EQ(asked("sec-fetch-site", "same-origin"), 200);
  EXPECT_EQ(asked("sec-fetch-site", "none"), 200);
  for (const char* origin : {"http://evil.example", "null", "http://localhost:9999", "x"})
    EXPECT_EQ(asked("origin", origin), 403) << origin;
  EXPECT_EQ(asked("sec-fetch-site", "cross-site"), 403);
  EXPECT_EQ(asked("sec-fetch-site", "same-site"), 403);
}

TEST(Access, AsksForTokensWhereThereAreAny) {
  Access access(false, {}, kTokens);
  auto asked = [&](Need need, const std::string& value) {
    return status_of(access, need, {{"host", "anything"}, {"authorization", value}});
  };
  EXPECT_EQ(asked(Need::kRead, "Bearer reading-reading-1"), 200);
  EXPECT_EQ(asked(Need::kRead, "bearer writing-writing-1"), 200);
  EXPECT_EQ(asked(Need::kWrite, "Bearer writing-writing-1"), 200);
  EXPECT_EQ(asked(Need::kWrite, "Bearer reading-reading-1"), 403);
  for (const char* wrong :
       {"", "Bearer", "Bearer ", "Bearer reading-reading-", "Bearer reading-reading-11",
        "Bearer  reading-reading-1", "Basic reading-reading-1", "reading-reading-1"})
    EXPECT_EQ(asked(Need::kRead, wrong), 401) << wrong;
  EXPECT_EQ(status_of(access, Need::kNothing, {}), 200);
}

TEST(Access, NamesTheSchemeItWants) {
  auto refused = Access(false, {}, kTokens).refuse(with({}), Need::kRead);
  ASSERT_TRUE(refused.has_value());
  EXPECT_THAT(refused->headers,
              ElementsAre(::testing::Pair("WWW-Authenticate", "Bearer")));
}

TEST(Access, ComparesTokensWhole) {
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  for (const char* given : {"", "s", "secre", "secret!", "Secret", "secretsecret"})
    EXPECT_FALSE(equal_in_constant_time(given, "secret")) << given;
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_FALSE(equal_in_constant_time("x", ""));
}

class TokenFile : public ::testing::Test {
 protected:
  Result<Tokens> read(const std::string& text) {
    std::ofstream(path_) << text;
    return read_tokens(path_);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  std::filesystem::path path_ = std::filesystem::temp_directory_path() /
                                ("unspin-tokens-" + std::to_string(::getpid()));
};

TEST_F(TokenFile, HoldsALineForEachToken) {
  auto tokens = read(
      "# ours\r\n\nread abcdefghijklmnop\r\nwrite\t0123456789abcdef \n"
      "read zyxwvutsrqponmlk");
  ASSERT_TRUE(tokens.has_value()) << tokens.error().message;
  EXPECT_THAT(tokens->read, ElementsAre("abcdefghijklmnop", "zyxwvutsrqponmlk"));
  EXPECT_THAT(tokens->write, ElementsAre("0123456789abcdef"));
}

TEST_F(TokenFile, IsRefusedByTheLineThatIsWrong) {
  for (const char* text :
       {"read short", "abcdefghijklmnop", "admin abcdefghijklmnop",
        "read abcdefghijklmnop extra", "read abcdefghijklmno\xC3\xA9p"}) {
    auto tokens = read(std::string("# one\n") + text);
    ASSERT_FALSE(tokens.has_value()) << text;
    EXPECT_THAT(tokens.error().message, HasSubstr(":2: "));
  }
  EXPECT_FALSE(read("# nothing\n").has_value());
  EXPECT_FALSE(read_tokens("/no/such/file").has_value());
}

}  // namespace
}  // namespace unspin::server
