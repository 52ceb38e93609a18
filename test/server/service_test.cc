// The API over a small index: every route, and every way to be refused.

#include "server/service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "report/report.h"
#include "server/client.h"
#include "server/pages.h"

namespace unspin::server {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using testing::Answer;
using testing::Client;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::request;

const std::string kReport =
    "The only car ferry to the island was taken out of service on Tuesday after its "
    "engine "
    "failed for the third time in a month, leaving more than 2,400 islanders without a "
    "regular link to the mainland. The ship lost power two miles off the harbour with "
    "118 "
    "passengers and 31 vehicles on board, and a lifeboat towed it back to port in under "
    "two "
    "hours. \"We have been lucky three times, and I do not intend to wait for a "
    "fourth,\" "
    "said Ingrid Halvorsen, the mayor, who declared a state of emergency in the evening.";

std::string copy_of_report() {
  std::string copy = kReport;
  copy.replace(copy.find("118"), 3, "181");
  copy.replace(copy.find("more than 2,400"), 15, "around 2,400");
  return copy;
}

struct Setting {
  std::optional<Tokens> tokens;
  bool writable = true;
  size_t max_body_bytes = 1 << 20;
};

// A server over an index of its own.
class Api {
 public:
  explicit Api(Setting setting = {}) {
    static std::atomic<int> number = 0;
    path_ =
        std::filesystem::temp_directory_path() /
        ("unspin-service-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::remove_all(path_);
    EXPECT_TRUE(Index::create(path_).has_value());
    IndexOptions options{.comparing = {.lexicon = "none"}, .threads = 1};
    auto access = setting.writable ? IndexAccess::kWrite : IndexAccess::kRead;
    auto index = Index::open(path_, access, options);
    EXPECT_TRUE(index.has_value()) << index.error().message;
    auto comparer = Comparer::open(options.comparing);
    bool loopback = !setting.tokens;
    service_ = std::make_unique<Service>(
        *std::move(index), *std::move(comparer), Access(loopback, {}, setting.tokens),
        ServiceOptions{.version = "9.9",
                       .max_body_bytes = setting.max_body_bytes,
                       .writable = setting.writable});
    auto server =
        HttpServer::listen("127.0.0.1", 0, {.workers = 2}, service_->application());
    EXPECT_TRUE(server.has_value());
    server_ = *std::move(server);
    service_->observe(server_.get());
    thread_ = std::thread([this] { server_->run([this] { return stop_.load(); }); });
  }

  ~Api() {
    stop_ = true;
    thread_.join();
    server_.reset();
    EXPECT_TRUE(service_->close().has_value());
    service_.reset();
    std::filesystem::remove_all(path_);
  }

  Answer ask(const std::string& method, const std::string& target,
             const std::string& body = {}, const std::string& more = {}) const {
    Client client(server_->port());
    client.send(request(method, target, body, more));
    return client.receive(method == "HEAD");
  }

  json get(const std::string& target) const {
    Answer answer = ask("GET", target);
    EXPECT_EQ(answer.status, 200) << target << answer.body;
    return json::parse(answer.body);
  }

  json post(const std::string& target, const json& body) const {
    Answer answer = ask("POST", target, body.dump());
    EXPECT_LT(answer.status, 300U) << target << answer.body;
    return json::parse(answer.body);
  }

  void add_report() const {
    post("/api/v1/documents", {{"id", "first"},
                               {"text", kReport},
                               {"published", "2024-03-14"},
                               {"url", "https://www.courier.example/ferry"}});
    post("/api/v1/documents", {{"id", "https://copies.example/a?b=c"},
                               {"text", copy_of_report()},
                               {"published", "2024-03-15"},
                               {"url", "https://copies.example/a?b=c"}});
  }

 private:
  std::filesystem::path path_;
  std::atomic<bool> stop_ = false;
  std::unique_ptr<Service> service_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

TEST(Service, ComparesTwoTextsAndPrintsTheMatchAsEverywhere) {
  Api api;
  json body{{"a", {{"id", "one"}, {"text", kReport}}},
            {"b", {{"id", "two"}, {"text", copy_of_report()}}}};
  Answer answer = api.ask("POST", "/api/v1/compare", body.dump());
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.headers["content-type"], "application/json");
  auto comparer = Comparer::open({.lexicon = "none"});
  auto a =
      understand_given({.document = {.id = "one", .text = kReport}, .has_text = true});
  auto b = understand_given(
      {.document = {.id = "two", .text = copy_of_report()}, .has_text = true});
  EXPECT_EQ(answer.body, unspin::to_json(comparer->compare(*a, *b)));
  json match = json::parse(answer.body);
  EXPECT_EQ(match["schema"], "unspin.match/1");
  EXPECT_EQ(match["relation"], "near_copy");
}

TEST(Service, ComparesWithDocumentsOfTheIndexAndWithPages) {
  Api api;
  api.add_report();
  json match = api.post(
      "/api/v1/compare",
      {{"a", {{"id", "first"}}},
       {"b", {{"html", "<article><p>" + kReport + "</p><script>x</script></article>"}}}});
  EXPECT_EQ(match["relation"], "identical");
  EXPECT_EQ(match["a"]["id"], "first");
  Answer missing =
      api.ask("POST", "/api/v1/compare", R"({"a":{"id":"nobody"},"b":{"text":"x"}})");
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.body, HasSubstr("nobody"));
}

TEST(Service, SearchesBestFirst) {
  Api api;
  api.add_report();
  json found = api.post("/api/v1/search", {{"text", copy_of_report()}});
  EXPECT_EQ(found["schema"], "unspin.search/1");
  EXPECT_EQ(found["documents"], 2);
  ASSERT_EQ(found["matches"].size(), 2U);
  EXPECT_EQ(found["matches"][0]["relation"], "identical");
  EXPECT_EQ(found["matches"][0]["b"]["id"], "https://copies.example/a?b=c");
  EXPECT_EQ(found["matches"][1]["b"]["id"], "first");
  EXPECT_EQ(api.post("/api/v1/search?limit=1", {{"text", kReport}})["matches"].size(),
            1U);
  // A document of the index does not find itself.
  json other = api.post("/api/v1/search", {{"id", "first"}});
  ASSERT_EQ(other["matches"].size(), 1U);
  EXPECT_EQ(other["matches"][0]["b"]["id"], "https://copies.example/a?b=c");
  EXPECT_EQ(api.ask("POST", "/api/v1/search?limit=0", R"({"text":"x"})").status, 422);
  EXPECT_EQ(api.ask("POST", "/api/v1/search?limit=9x", R"({"text":"x"})").status, 422);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", R"({"id":"nobody"})").status, 404);
  EXPECT_EQ(api.post("/api/v1/search", {{"text", ""}})["matches"].size(), 0U);
}

TEST(Service, AddsReplacesAndRemoves) {
  Api api;
  Answer added =
      api.ask("PUT", "/api/v1/documents/x%2Fy", json{{"text", kReport}}.dump());
  EXPECT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(json::parse(added.body)["documents"][0]["outcome"], "added");
  EXPECT_EQ(json::parse(added.body)["documents"][0]["verdict"]["relation"], "unrelated");
  Answer again = api.ask("PUT", "/api/v1/documents/x/y", json{{"text", kReport}}.dump());
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(json::parse(again.body)["documents"][0]["outcome"], "unchanged");
  Answer other = api.ask("PUT", "/api/v1/documents/x/y", json{{"text", "Short."}}.dump());
  EXPECT_EQ(json::parse(other.body)["documents"][0]["outcome"], "replaced");
  EXPECT_EQ(api.get("/api/v1/documents/x%2Fy")["text"], "Short.");
  EXPECT_EQ(api.ask("DELETE", "/api/v1/documents/x%2fy").status, 204);
  EXPECT_EQ(api.ask("DELETE", "/api/v1/documents/x%2fy").status, 404);
  EXPECT_EQ(api.ask("GET", "/api/v1/documents/x%2fy").status, 404);
  EXPECT_EQ(api.ask("PUT", "/api/v1/documents/x", R"({"id":"y","text":"a"})").status,
            422);
  EXPECT_EQ(api.ask("POST", "/api/v1/documents", R"({"text":"a"})").status, 422);
  EXPECT_EQ(api.ask("POST", "/api/v1/documents", R"({"id":"a"})").status, 422);
}

TEST(Service, AnswersNewcomersWithTheirVerdict) {
  Api api;
  json body;
  body["documents"] = {{{"url", "https://a.example/1"}, {"text", kReport}},
                       {{"url", "https://b.example/2"}, {"text", copy_of_report()}}};
  json added = api.post("/api/v1/documents", body);
  ASSERT_EQ(added["documents"].size(), 2U);
  EXPECT_EQ(added["documents"][1]["id"], "https://b.example/2");
  json verdict = added["documents"][1]["verdict"];
  EXPECT_EQ(verdict["relation"], "near_copy");
  EXPECT_EQ(verdict["match"], "https://a.example/1");
  EXPECT_GE(verdict["facts_changed"], 1);
  json quiet = api.post("/api/v1/documents?judge=0", {{"id", "c"}, {"text", kReport}});
  EXPECT_FALSE(quiet["documents"][0].contains("verdict"));
}

TEST(Service, ListsArrivalsAndMatches) {
  Api api;
  api.add_report();
  json all = api.get("/api/v1/arrivals");
  ASSERT_EQ(all["arrivals"].size(), 2U);
  EXPECT_EQ(all["arrivals"][0]["document"]["id"], "https://copies.example/a?b=c");
  EXPECT_EQ(all["arrivals"][0]["site"], "copies.example");
  EXPECT_FALSE(all.contains("next"));
  json first = api.get("/api/v1/arrivals?limit=1");
  json second = api.get("/api/v1/arrivals?limit=1&before=" + first["next"].dump());
  EXPECT_EQ(second["arrivals"][0]["document"]["id"], "first");
  json matches = api.get("/api/v1/matches/recent");
  ASSERT_EQ(matches["arrivals"].size(), 1U);
  EXPECT_EQ(matches["arrivals"][0]["verdict"]["match"], "first");
  EXPECT_EQ(api.ask("GET", "/api/v1/arrivals?limit=1001").status, 422);
  EXPECT_EQ(api.ask("GET", "/api/v1/arrivals?before=-1").status, 422);
}

TEST(Service, ShowsFamiliesWithTheirMatches) {
  Api api;
  api.add_report();
  json family = api.get("/api/v1/families/https%3A%2F%2Fcopies.example%2Fa%3Fb%3Dc");
  EXPECT_EQ(family["schema"], "unspin.family/1");
  EXPECT_EQ(family["root"], "first");
  EXPECT_EQ(family["size"], 2);
  ASSERT_EQ(family["documents"].size(), 2U);
  EXPECT_EQ(family["documents"][0]["site"], "courier.example");
  EXPECT_FALSE(family["documents"][0].contains("text"));
  EXPECT_EQ(family["matches"].size(), 1U);
  EXPECT_EQ(api.ask("GET", "/api/v1/families/nobody").status, 404);
}

TEST(Service, CountsTheCollection) {
  Api api;
  api.add_report();
  json counts = api.get("/api/v1/collection");
  EXPECT_EQ(counts["documents"], 2);
  EXPECT_EQ(counts["judged"], 2);
  EXPECT_EQ(counts["verdicts"]["near_copy"], 1);
  EXPECT_EQ(counts["sites"].size(), 2U);
  ASSERT_EQ(counts["copying"].size(), 1U);
  EXPECT_EQ(counts["copying"][0]["copier"], "copies.example");
  EXPECT_EQ(counts["copying"][0]["source"], "courier.example");
  ASSERT_EQ(counts["days"].size(), 2U);
  EXPECT_EQ(counts["days"][1]["copies"], 1);
}

TEST(Service, ReadsUploadsAsText) {
  Api api;
  std::string page = "<html><title>T</title><article><p>" + kReport +
                     "</p><img src=x onerror=alert(1)></article></html>";
  Answer answer = api.ask("POST", "/api/v1/extract?name=p%20q.html", page,
                          "Content-Type: text/html\r\n");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.headers["content-type"], "application/json");
  json document = json::parse(answer.body);
  EXPECT_EQ(document["id"], "p q.html");
  EXPECT_EQ(document["text"].get<std::string>().find('<'), std::string::npos);
  EXPECT_EQ(api.ask("POST", "/api/v1/extract", "%PDF-1.4\n\x01\x02\x03\x04").status, 422);
  EXPECT_EQ(api.ask("POST", "/api/v1/extract").status, 411);
}

TEST(Service, SaysThatItIsThere) {
  Api api;
  json health = api.get("/health");
  EXPECT_EQ(health["status"], "ok");
  EXPECT_EQ(health["version"], "9.9");
  api.ask("POST", "/api/v1/compare", R"({"a":{"text":"x"},"b":{"text":"y"}})");
  api.ask("BREW", "/coffee");
  Answer metrics = api.ask("GET", "/metrics");
  EXPECT_THAT(metrics.headers["content-type"], HasSubstr("text/plain; version=0.0.4"));
  EXPECT_THAT(
      metrics.body,
      AllOf(
          HasSubstr(
              R"(unspin_http_requests_total{method="POST",route="/api/v1/compare",code="200"} 1)"),
          HasSubstr(
              R"(unspin_http_requests_total{method="other",route="other",code="404"} 1)"),
          HasSubstr(R"(_bucket{route="/api/v1/compare",le="+Inf"} 1)"),
          HasSubstr("unspin_index_documents 0\n"), Not(HasSubstr("coffee"))));
}

TEST(Service, DescribesEveryRoute) {
  Api api;
  json document = api.get("/openapi.json");
  EXPECT_EQ(document["openapi"], "3.1.0");
  std::set<std::string> described;
  for (const auto& [path, item] : document["paths"].items())
    for (std::string method : {"GET", "PUT", "POST", "DELETE"}) {
      std::string key = method;
      for (char& letter : key) letter = static_cast<char>(std::tolower(letter));
      if (item.contains(key)) described.insert(method + " " + path);
    }
  std::vector<std::string> names = Service::route_names();
  EXPECT_EQ(described, std::set<std::string>(names.begin(), names.end()));
}

TEST(Service, KnowsItsPathsAndMethods) {
  Api api;
  for (const char* path :
       {"/nothing", "/api/v1", "/api/v1/", "/api/v1/compare/", "/api/v2/search",
        "/health/x", "/..", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../etc/passwd", "/assets/..%2f..%2fetc/passwd", "/assets/", "//",
        "/api/v1/documents/", "/api/v1/families/", "/index.html", "/.git/config",
        "/\\..\\x"})
    EXPECT_EQ(api.ask("GET", path).status, 404) << path;
  EXPECT_EQ(api.ask("GET", "/%").status, 400);
  EXPECT_EQ(api.ask("GET", "/api/v1/documents/a%00b").status, 400);
  EXPECT_EQ(api.ask("GET", "/api/v1/documents/..%2f..%2f..%2fetc%2fpasswd").status, 404);
  Answer wrong = api.ask("GET", "/api/v1/search");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers["allow"], "POST");
  EXPECT_EQ(api.ask("DELETE", "/api/v1/documents/a", "", "").status, 404);
  EXPECT_EQ(api.ask("PATCH", "/api/v1/documents/a").headers["allow"],
            "GET, HEAD, PUT, DELETE");
  Answer options = api.ask("OPTIONS", "/api/v1/search");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers["allow"], "POST");
  EXPECT_EQ(options.headers.count("access-control-allow-origin"), 0U);
}

TEST(Service, RefusesBodiesThatItDoesNotWant) {
  Api api({.max_body_bytes = 5000});
  std::string fine = R"({"text":"x"})";
  EXPECT_EQ(api.ask("POST", "/api/v1/search", fine).status, 200);
  EXPECT_EQ(
      api.ask("POST", "/api/v1/search", fine, "Content-Type: text/plain\r\n").status,
      415);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", fine,
                    "Content-Type: application/json; charset=utf-8\r\n")
                .status,
            200);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", fine, "Content-Encoding: gzip\r\n").status,
            415);
  EXPECT_EQ(
      api.ask("POST", "/api/v1/search", "", "Content-Type: application/json\r\n").status,
      411);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", std::string(5001, ' ')).status, 413);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", "{").status, 400);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", std::string("{\"text\":\"\xFF\"}")).status,
            400);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", std::string(4000, '[')).status, 400);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", "[]").status, 422);
  for (const char* target : {"/api/v1/search", "/nothing"}) {
    Answer answer = api.ask("POST", target, "{");
    EXPECT_EQ(answer.headers["content-type"], "application/problem+json");
    EXPECT_EQ(json::parse(answer.body)["status"], answer.status);
  }
}

TEST(Service, HeadsItsAnswersSafely) {
  Api api;
  for (const char* target : {"/", "/health", "/nothing", "/openapi.json"}) {
    Answer answer = api.ask("GET", target);
    EXPECT_EQ(answer.headers["x-content-type-options"], "nosniff");
    EXPECT_EQ(answer.headers["x-frame-options"], "DENY");
    EXPECT_EQ(answer.headers["referrer-policy"], "no-referrer");
    EXPECT_EQ(answer.headers["cross-origin-resource-policy"], "same-origin");
    EXPECT_THAT(answer.headers["content-security-policy"],
                AllOf(HasSubstr("default-src 'none'"),
                      HasSubstr("frame-ancestors 'none'"), Not(HasSubstr("unsafe"))));
    EXPECT_EQ(answer.headers.count("access-control-allow-origin"), 0U);
    EXPECT_EQ(answer.headers.count("server"), 0U);
  }
  // Errors of the protocol as well.
  EXPECT_EQ(api.ask("GET", "/", "", "Host: two\r\n").headers["x-content-type-options"],
            "nosniff");
}

TEST(Service, ServesItsPages) {
  Api api;
  Answer page = api.ask("GET", "/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers["content-type"], "text/html; charset=utf-8");
  EXPECT_THAT(page.body, AllOf(Not(HasSubstr("<style")), Not(HasSubstr("style=")),
                               Not(HasSubstr("http://")), Not(HasSubstr("https://"))));
  std::string tag = page.headers["etag"];
  EXPECT_EQ(api.ask("GET", "/", "", "If-None-Match: " + tag + "\r\n").status, 304);
  EXPECT_EQ(api.ask("POST", "/", "x").status, 405);
  for (const PageFile& file : page_files()) {
    Answer answer =
        api.ask("GET", std::string(file.path), "", "Accept-Encoding: br, gzip;q=0.8\r\n");
    EXPECT_EQ(answer.status, 200) << file.path;
    EXPECT_EQ(answer.headers.count("content-encoding"), file.gzip.empty() ? 0U : 1U);
    EXPECT_EQ(
        api.ask("GET", std::string(file.path), "", "Accept-Encoding: gzip;q=0\r\n").body,
        file.plain);
    EXPECT_EQ(api.ask("HEAD", std::string(file.path)).headers["content-length"],
              std::to_string(file.plain.size()));
  }
}

TEST(Service, MakesLongAnswersShorter) {
  Api api;
  std::string text;
  for (int i = 0; i < 20; ++i) text += kReport + "\n\n";
  api.post("/api/v1/documents", {{"id", "long"}, {"text", text}});
  Answer longer = api.ask("GET", "/api/v1/documents/long");
  Answer shorter =
      api.ask("GET", "/api/v1/documents/long", "", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(longer.headers.count("content-encoding"), 0U);
  EXPECT_EQ(shorter.headers["content-encoding"], "gzip");
  EXPECT_EQ(shorter.headers["vary"], "Accept-Encoding");
  EXPECT_LT(shorter.body.size() * 4, longer.body.size());
}

TEST(Service, WantsTokensForAllButItsHealth) {
  Api api(
      {.tokens = Tokens{.read = {"reading-reading-1"}, .write = {"writing-writing-1"}}});
  std::string reader = "Authorization: Bearer reading-reading-1\r\n";
  std::string writer = "Authorization: Bearer writing-writing-1\r\n";
  std::string document = json{{"id", "x"}, {"text", kReport}}.dump();
  EXPECT_EQ(api.ask("GET", "/health").status, 200);
  EXPECT_EQ(api.ask("GET", "/").status, 200);
  Answer refused = api.ask("POST", "/api/v1/search", document);
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.headers["www-authenticate"], "Bearer");
  EXPECT_EQ(api.ask("GET", "/metrics").status, 401);
  EXPECT_EQ(api.ask("GET", "/metrics", "", reader).status, 200);
  EXPECT_EQ(api.ask("POST", "/api/v1/search", document, reader).status, 200);
  EXPECT_EQ(api.ask("POST", "/api/v1/documents", document, reader).status, 403);
  EXPECT_EQ(api.ask("POST", "/api/v1/documents", document, writer).status, 201);
  EXPECT_EQ(api.ask("DELETE", "/api/v1/documents/x", "", reader).status, 403);
  EXPECT_EQ(api.ask("GET", "/api/v1/documents/x?access_token=writing-writing-1").status,
            401);
}

TEST(Service, IsNotForPagesOfOtherSites) {
  Api api;
  std::string document = json{{"id", "x"}, {"text", kReport}}.dump();
  EXPECT_EQ(
      api.ask("POST", "/api/v1/documents", document, "Origin: http://evil.example\r\n")
          .status,
      403);
  EXPECT_EQ(
      api.ask("GET", "/api/v1/collection", "", "Sec-Fetch-Site: cross-site\r\n").status,
      403);
  EXPECT_EQ(api.get("/api/v1/collection")["documents"], 0);
}

TEST(Service, OnlyReadsWhenItIsToldTo) {
  Api api({.writable = false});
  EXPECT_EQ(api.ask("POST", "/api/v1/documents", R"({"id":"x","text":"y"})").status, 403);
  EXPECT_EQ(api.ask("DELETE", "/api/v1/documents/x").status, 403);
  EXPECT_EQ(api.post("/api/v1/search", {{"text", kReport}})["matches"].size(), 0U);
}

TEST(Service, AnswersManyAtOnceWhileDocumentsComeIn) {
  Api api;
  api.add_report();
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 15; ++i) {
        std::string id = std::to_string(t) + "-" + std::to_string(i);
        std::string text = kReport + " Number " + id + ".";
        unsigned status = t == 0 ? api.ask("PUT", "/api/v1/documents/" + id + "?judge=0",
                                           json{{"text", text}}.dump())
                                       .status
                                 : api.ask("POST", "/api/v1/search?limit=3",
                                           json{{"text", text}}.dump())
                                       .status;
        if (status != (t == 0 ? 201U : 200U)) ++failed;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(api.get("/health")["documents"], 17);
}

}  // namespace
}  // namespace unspin::server
