// The server by itself: the protocol, its limits, and who must not stop whom.

#include "server/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "server/client.h"

namespace unspin::server {
namespace {

using namespace std::chrono_literals;
using testing::Answer;
using testing::Client;
using ::testing::HasSubstr;
using testing::request;

// Answers with what it was sent; "/slow" after a while.
class Echo {
 public:
  explicit Echo(HttpLimits limits = {}) {
    limits.workers = limits.workers ? limits.workers : 2;
    auto made = HttpServer::listen("127.0.0.1", 0, limits, application());
    EXPECT_TRUE(made.has_value());
    server_ = *std::move(made);
    thread_ = std::thread([this] { server_->run([this] { return stop_.load(); }); });
  }

  ~Echo() { stop(); }

  void stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }

  Client client() const { return Client(server_->port()); }
  HttpState state() const { return server_->state(); }

  std::atomic<int> answered = 0;
  std::atomic<bool> released = false;

 private:
  Application application() {
    return {.admit =
                [](const Request& asked) {
                  if (asked.target == "/now")
                    return Admission{.now = Response{.body = "now"}};
                  return Admission{.max_body_bytes = 1000};
                },
            .answer =
                [this](const Request& asked) {
                  if (asked.target == "/throw") throw std::runtime_error("no");
                  while (asked.target == "/slow" && !released)
                    std::this_thread::sleep_for(5ms);
                  ++answered;
                  return Response{
                      .type = "text/plain",
                      .body = asked.method + ' ' + asked.target + '|' + asked.body};
                },
            .on_answer = [](const Request&, const Response&, double) {},
            .finish = [](Response& response) { response.set("X-Ours", "yes"); }};
  }

  std::atomic<bool> stop_ = false;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

TEST(HttpServer, AnswersAndKeepsTheConnection) {
  Echo echo;
  Client client = echo.client();
  for (int i = 0; i < 3; ++i) {
    Answer answer = client.ask(request("POST", "/a?b", "body"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST /a?b|body");
    EXPECT_EQ(answer.headers["connection"], "keep-alive");
    EXPECT_EQ(answer.headers["x-ours"], "yes");
    EXPECT_THAT(answer.headers["date"], HasSubstr("GMT"));
  }
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  Echo echo;
  Client client = echo.client();
  client.send(request("GET", "/1") + request("POST", "/2", "x") + request("GET", "/now"));
  EXPECT_EQ(client.receive().body, "GET /1|");
  EXPECT_EQ(client.receive().body, "POST /2|x");
  EXPECT_EQ(client.receive().body, "now");
}

TEST(HttpServer, ReadsAPieceAtATime) {
  Echo echo;
  Client client = echo.client();
  for (char byte : request("POST", "/slowly", "letters")) {
    client.send(std::string(1, byte));
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(client.receive().body, "POST /slowly|letters");
}

TEST(HttpServer, ReadsChunks) {
  Echo echo;
  Client client = echo.client();
  Answer answer = client.ask(
      "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n");
  EXPECT_EQ(answer.body, "POST /c|abcdefg");
}

TEST(HttpServer, SendsNoBodyToHead) {
  Echo echo;
  Client client = echo.client();
  client.send(request("HEAD", "/h"));
  Answer answer = client.receive(true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers["content-length"], "8");
  EXPECT_EQ(client.ask(request("GET", "/next")).body, "GET /next|");
}

TEST(HttpServer, ClosesWhenAskedTo) {
  Echo echo;
  Client client = echo.client();
  Answer answer = client.ask(request("GET", "/", "", "Connection: close\r\n"));
  EXPECT_EQ(answer.headers["connection"], "close");
  EXPECT_TRUE(client.is_closed());
  Client old = echo.client();
  EXPECT_EQ(old.ask("GET / HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(old.is_closed());
}

TEST(HttpServer, InvitesABodyThatIsAnnounced) {
  Echo echo;
  Client client = echo.client();
  client.send(
      "POST /e HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  EXPECT_EQ(client.ask("ok").body, "POST /e|ok");
}

TEST(HttpServer, AnswersWhatTheApplicationThrows) {
  Echo echo;
  EXPECT_EQ(echo.client().ask(request("GET", "/throw")).status, 500);
}

TEST(HttpServer, RefusesBodiesOverTheLimitBeforeTheyCome) {
  Echo echo;
  Client client = echo.client();
  Answer answer = client.ask(
      "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: "
      "1001\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(echo.answered, 0);
}

TEST(HttpServer, AnswersThoseWhoSendTooMuchAllTheSame) {
  Echo echo;
  Client client = echo.client();
  EXPECT_EQ(client.ask(request("POST", "/", std::string(3'000'000, 'x'))).status, 413);
}

TEST(HttpServer, CountsChunksAgainstTheLimit) {
  Echo echo;
  Client client = echo.client();
  client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 3; ++i) client.send("190\r\n" + std::string(400, 'x') + "\r\n");
  EXPECT_EQ(client.receive().status, 413);
  EXPECT_EQ(echo.answered, 0);
}

TEST(HttpServer, RefusesLongHeads) {
  Echo echo;
  Client many = echo.client();
  std::string headers;
  for (int i = 0; i < 3000; ++i) headers += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(many.ask(request("GET", "/", "", headers)).status, 431);
  Client line = echo.client();
  EXPECT_EQ(line.ask(request("GET", "/" + std::string(100'000, 'a'))).status, 431);
  Client value = echo.client();
  value.send("GET / HTTP/1.1\r\nHost: h\r\nX: ");
  value.send(std::string(100'000, 'v'));
  EXPECT_EQ(value.receive().status, 431);
}

// What two readers could take for different requests, or for none.
class Smuggling : public ::testing::TestWithParam<std::string> {};

TEST_P(Smuggling, IsRefusedAndTheConnectionClosed) {
  Echo echo;
  Client client = echo.client();
  std::string hidden = request("GET", "/hidden");
  client.send(GetParam() + hidden);
  Answer answer = client.receive();
  EXPECT_GE(answer.status, 400) << GetParam();
  EXPECT_LT(answer.status, 600);
  EXPECT_TRUE(client.is_closed()) << GetParam();
  EXPECT_EQ(echo.answered, 0) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    HttpServer, Smuggling,
    ::testing::Values(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: "
        "4\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\nX: y\r\nContent-Length: "
        "1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 1\r\n\r\nx",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, "
        "identity\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
        "identity\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
        "chunked\r\n\r\nfffffffffffffffff\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
        "chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n",
        "GET / HTTP/1.1\nHost: h\n\n", "GET / HTTP/1.1\r\nHost: h\nX: y\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: h\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\n: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n",
        std::string("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n", 35),
        "GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\r\nAuthorization: Bearer "
        "b\r\n\r\n",
        "GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "CONNECT other:80 HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /\x01 HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET / HTTP/0.9\r\nHost: h\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\x16\x03\x01\x02hello from TLS\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nExpect: 200-ok\r\nContent-Length: 1\r\n\r\nx"));

TEST(HttpServer, SurvivesClientsThatLeaveInTheMiddle) {
  Echo echo;
  std::string whole = request("POST", "/", "0123456789");
  for (size_t cut = 0; cut <= whole.size(); ++cut) {
    Client client = echo.client();
    client.send(whole.substr(0, cut));
    if (cut % 2 == 0) client.finish_sending();
  }
  EXPECT_EQ(echo.client().ask(request("GET", "/after")).status, 200);
}

TEST(HttpServer, AnswersRandomBytesWithAnErrorOrNothing) {
  Echo echo;
  uint32_t state = 1;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = request("POST", "/x", "0123456789");
    for (int n = 0; n < 4; ++n) {
      state = state * 1664525U + 1013904223U;
      bytes[(state >> 8) % bytes.size()] = static_cast<char>(state >> 24);
    }
    Client client = echo.client();
    client.send(bytes);
    client.finish_sending();
    client.is_closed(2s);
  }
  EXPECT_EQ(echo.client().ask(request("GET", "/after")).status, 200);
}

// A thousand clients that each send a byte now and then.
TEST(HttpServer, LetsNobodyWaitForSlowClients) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  Echo echo;
  std::vector<Client> slow;
  for (int i = 0; i < 1000; ++i) {
    slow.push_back(echo.client());
    // Half of them in the head, half in the body.
    slow.back().send(i % 2 == 0
                         ? "GET / HTTP/1.1\r\nHost: h"
                         : "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n");
  }
  auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) {
    for (size_t n = 0; n < 1000; n += 20) slow[(n + i) % 1000].send("x");
    EXPECT_EQ(echo.client().ask(request("GET", "/quick")).status, 200);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  EXPECT_GE(echo.state().connections, 1000U);
}

TEST(HttpServer, ClosesOnWhoIsTooSlow) {
  HttpLimits limits;
  limits.head_timeout = 300ms;
  limits.idle_timeout = 300ms;
  limits.transfer_timeout = 300ms;
  Echo echo(limits);
  Client silent = echo.client();
  Client head = echo.client();
  head.send("GET / HTTP/1.1\r\n");
  Client body = echo.client();
  body.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n123");
  Client idle = echo.client();
  EXPECT_EQ(idle.ask(request("GET", "/")).status, 200);
  EXPECT_TRUE(silent.is_closed(5s));
  EXPECT_TRUE(head.is_closed(5s));
  EXPECT_TRUE(body.is_closed(5s));
  EXPECT_TRUE(idle.is_closed(5s));
  EXPECT_EQ(echo.answered, 1);
}

TEST(HttpServer, SaysWhenItHasMoreToDoThanItCan) {
  HttpLimits limits;
  limits.workers = 1;
  limits.max_waiting = 2;
  Echo echo(limits);
  std::vector<Client> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(echo.client());
    clients.back().send(request("GET", "/slow"));
    while (echo.state().waiting + echo.state().working < size_t(i + 1))
      std::this_thread::yield();
    // The one worker has the first, so that the others wait.
    while (echo.state().working == 0) std::this_thread::yield();
  }
  Client more = echo.client();
  Answer answer = more.ask(request("GET", "/slow"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_NE(answer.headers["retry-after"], "");
  // What needs no worker is answered all the same.
  EXPECT_EQ(more.ask(request("GET", "/now")).body, "now");
  echo.released = true;
  for (Client& client : clients) EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(more.ask(request("GET", "/slow")).status, 200);
}

TEST(HttpServer, DoesNotBeginWhatWaitedTooLong) {
  HttpLimits limits;
  limits.workers = 1;
  limits.max_wait = 50ms;
  Echo echo(limits);
  Client first = echo.client(), second = echo.client();
  first.send(request("GET", "/slow"));
  while (echo.state().working == 0) std::this_thread::yield();
  second.send(request("GET", "/late"));
  std::this_thread::sleep_for(200ms);
  echo.released = true;
  EXPECT_EQ(first.receive().status, 200);
  Answer late = second.receive();
  EXPECT_EQ(late.status, 503);
  EXPECT_EQ(late.headers["retry-after"], "2");
}

TEST(HttpServer, HoldsNoMoreBodiesThanItMay) {
  HttpLimits limits;
  limits.max_bodies_bytes = 1500;
  Echo echo(limits);
  Client first = echo.client(), second = echo.client();
  std::string head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n";
  first.send(head + std::string(890, 'x'));
  while (echo.state().bodies_bytes < 890) std::this_thread::yield();
  Answer refused = second.ask(head + std::string(900, 'x'));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(first.ask(std::string(10, 'x')).status, 200);
  EXPECT_EQ(echo.state().bodies_bytes, 0U);
}

TEST(HttpServer, GivesBackTheBodiesOfThoseWhoLeave) {
  Echo echo;
  {
    Client client = echo.client();
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900\r\n\r\n" +
                std::string(500, 'x'));
    while (echo.state().bodies_bytes < 500) std::this_thread::yield();
  }
  for (int i = 0; i < 400 && echo.state().bodies_bytes > 0; ++i)
    std::this_thread::sleep_for(5ms);
  EXPECT_EQ(echo.state().bodies_bytes, 0U);
}

TEST(HttpServer, TurnsAwayConnectionsOverTheLimit) {
  HttpLimits limits;
  limits.max_connections = 3;
  Echo echo(limits);
  std::vector<Client> kept;
  for (int i = 0; i < 3; ++i) kept.push_back(echo.client());
  while (echo.state().connections < 3) std::this_thread::yield();
  Client more = echo.client();
  Answer answer = more.receive();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.headers["retry-after"], "1");
  EXPECT_EQ(echo.state().refused, 1U);
  EXPECT_EQ(kept[0].ask(request("GET", "/")).status, 200);
}

TEST(HttpServer, FinishesWhatIsAtHandWhenItIsToStop) {
  Echo echo;
  Client busy = echo.client(), idle = echo.client();
  EXPECT_EQ(idle.ask(request("GET", "/")).status, 200);
  busy.send(request("GET", "/slow"));
  while (echo.state().working == 0) std::this_thread::yield();
  auto stopped = std::async(std::launch::async, [&] { echo.stop(); });
  EXPECT_TRUE(idle.is_closed(3s));
  echo.released = true;
  Answer answer = busy.receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers["connection"], "close");
  stopped.get();
}

TEST(HttpServer, StopsThoughAClientHangsOn) {
  HttpLimits limits;
  limits.stop_timeout = 300ms;
  Echo echo(limits);
  Client slow = echo.client();
  slow.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n123");
  std::this_thread::sleep_for(100ms);
  auto begin = std::chrono::steady_clock::now();
  echo.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
}

TEST(HttpServer, SaysWhenAnAddressIsTaken) {
  HttpLimits limits;
  auto first = HttpServer::listen("127.0.0.1", 0, limits, {});
  ASSERT_TRUE(first.has_value());
  auto second = HttpServer::listen("127.0.0.1", (*first)->port(), limits, {});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, Code::kUnwritable);
  EXPECT_FALSE(HttpServer::listen("localhost.", 0, limits, {}).has_value());
}

}  // namespace
}  // namespace unspin::server
