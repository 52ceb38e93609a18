// One client's connection, from its first byte to its end.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "server/http_server.h"
#include "server/workers.h"

namespace unspin::server {

class Connection;

// What all connections of a server have in common.
//
// Threads: the network's, but for the atomics.
struct Hall {
  HttpLimits limits;
  Application application;
  Workers* workers = nullptr;

  std::atomic<size_t> connections = 0;
  std::atomic<size_t> bodies_bytes = 0;
  std::atomic<uint64_t> accepted = 0;
  std::atomic<uint64_t> refused = 0;
  std::atomic<bool> stopping = false;
};

// A body that counts what it takes from a limit of its own and from one for all.
struct CountedBody {
  struct value_type {
    std::string bytes;
    size_t limit = 0;
    Hall* hall = nullptr;
    bool hall_is_full = false;
  };

  class reader {
   public:
    template <bool kIsRequest, class Fields>
    reader(boost::beast::http::header<kIsRequest, Fields>&, value_type& body)
        : body_(body) {}

    void init(const boost::optional<uint64_t>&, boost::system::error_code& error) {
      error = {};
    }

    template <class Buffers>
    size_t put(const Buffers& buffers, boost::system::error_code& error) {
      size_t size = boost::beast::buffer_bytes(buffers);
      error = take(size);
      if (error) return 0;
      for (auto part : boost::beast::buffers_range_ref(buffers))
        body_.bytes.append(static_cast<const char*>(part.data()), part.size());
      return size;
    }

    void finish(boost::system::error_code& error) { error = {}; }

   private:
    boost::system::error_code take(size_t size);

    value_type& body_;
  };
};

// Owned by what it waits for. Everything happens on the network's thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, Hall& hall);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();

  // Answers 503 to whatever comes, and closes.
  void turn_away();

  // Closes at once when nothing is being asked, else after the answer.
  void wind_up();

 private:
  using Error = boost::system::error_code;
  using Clock = std::chrono::steady_clock;

  void wait_for_request(HttpLimits::Time patience);
  void read_head();
  void on_head(const Error& error);
  void admit();
  void invite_body();
  void read_body();
  void on_body(const Error& error);
  void hand_over();
  void answer(Response response);
  void write_answer();
  void after_answer();
  void linger();
  void drain(size_t left);
  void close();

  std::optional<Response> find_fault() const;
  Request request_of_head() const;
  std::string head_of(const Response& response) const;
  HttpLimits::Time time_for(size_t bytes) const;
  void release_body();

  boost::beast::tcp_stream stream_;
  Hall& hall_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<CountedBody>> parser_;
  Request request_;
  size_t max_body_bytes_ = 0;
  size_t held_bytes_ = 0;  // of Hall::bodies_bytes
  Clock::time_point begin_;
  Response response_;
  std::string head_;
  bool idle_ = false;
  bool closing_ = false;
};

}  // namespace unspin::server
