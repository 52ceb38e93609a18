// This file accepts connections, and ends in good order.

#include "server/http_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "server/connection.h"
#include "server/workers.h"

namespace unspin::server {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
namespace {

constexpr std::chrono::milliseconds kTick{100};

// Connections over the limit that are told so; more are closed without a word.
constexpr size_t kTurnedAway = 64;

unsigned threads_of(const HttpLimits& limits) {
  if (limits.workers > 0) return limits.workers;
  return std::max(1U, std::thread::hardware_concurrency());
}

class BeastServer : public HttpServer {
 public:
  BeastServer(const HttpLimits& limits, Application application)
      : io_(1),
        acceptor_(io_),
        timer_(io_),
        retry_(io_),
        workers_(threads_of(limits), limits.max_waiting, limits.max_wait) {
    hall_.limits = limits;
    hall_.application = std::move(application);
    hall_.workers = &workers_;
  }

  Result<void> open(const std::string& address, uint16_t port) {
    error_code error;
    asio::ip::address ip = asio::ip::make_address(address, error);
    if (error)
      return fail(Code::kBadArgument,
                  fmt::format("{}: not an IP address; write 127.0.0.1 or ::1", address));
    tcp::endpoint endpoint(ip, port);
    std::ignore = acceptor_.open(endpoint.protocol(), error);
    if (!error)
      std::ignore = acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) std::ignore = acceptor_.bind(endpoint, error);
    if (!error) std::ignore = acceptor_.listen(4096, error);
    if (error)
      return fail(Code::kUnwritable, fmt::format("{}, port {}: cannot listen: {}",
                                                 address, port, error.message()));
    return {};
  }

  uint16_t port() const override {
    error_code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }

  void run(const std::function<bool()>& should_stop) override {
    accept();
    tick(should_stop);
    io_.run();
  }

  HttpState state() const override {
    return {.connections = hall_.connections,
            .bodies_bytes = hall_.bodies_bytes,
            .waiting = workers_.waiting(),
            .working = workers_.working(),
            .accepted = hall_.accepted,
            .refused = hall_.refused};
  }

 private:
  void accept() {
    acceptor_.async_accept([this](const error_code& error, tcp::socket socket) {
      if (hall_.stopping) return;
      if (error) return accept_later();
      welcome(std::move(socket));
      accept();
    });
  }

  // Out of descriptors: others will be closed.
  void accept_later() {
    retry_.expires_after(kTick);
    retry_.async_wait([this](const error_code& error) {
      if (!error && !hall_.stopping) accept();
    });
  }

  void welcome(tcp::socket socket) {
    size_t open = hall_.connections;
    ++hall_.accepted;
    bool full = open >= hall_.limits.max_connections;
    if (full) ++hall_.refused;
    if (open >= hall_.limits.max_connections + kTurnedAway) return;
    auto connection = std::make_shared<Connection>(std::move(socket), hall_);
    if (full) return connection->turn_away();
    remember(connection);
    connection->start();
  }

  void remember(const std::shared_ptr<Connection>& connection) {
    if (known_.size() > 2 * hall_.connections + 64)
      std::erase_if(known_, [](const auto& one) { return one.expired(); });
    known_.push_back(connection);
  }

  void tick(const std::function<bool()>& should_stop) {
    timer_.expires_after(kTick);
    timer_.async_wait([this, &should_stop](const error_code&) {
      if (!hall_.stopping && should_stop()) begin_to_stop();
      bool done = hall_.stopping && (hall_.connections == 0 || Clock::now() > give_up_);
      if (done) return io_.stop();
      tick(should_stop);
    });
  }

  void begin_to_stop() {
    hall_.stopping = true;
    give_up_ = Clock::now() + hall_.limits.stop_timeout;
    error_code ignored;
    std::ignore = acceptor_.close(ignored);
    for (const auto& known : known_)
      if (auto connection = known.lock()) connection->wind_up();
  }

  using Clock = std::chrono::steady_clock;

  // Connections may live as long as `io_`, and use `hall_`.
  Hall hall_;
  std::vector<std::weak_ptr<Connection>> known_;
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::steady_timer timer_;
  asio::steady_timer retry_;
  Clock::time_point give_up_;
  Workers workers_;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const std::string& address,
                                                       uint16_t port,
                                                       const HttpLimits& limits,
                                                       Application application) {
  auto server = std::make_unique<BeastServer>(limits, std::move(application));
  auto opened = server->open(address, port);
  if (!opened) return tl::unexpected<Error>(std::move(opened).error());
  return server;
}

}  // namespace unspin::server
