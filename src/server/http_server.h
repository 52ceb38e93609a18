// HTTP/1.1 over TCP: one thread talks to all connections, workers answer, and every
// resource that a client can use up has a limit.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/message.h"
#include "unspin/error.h"

namespace unspin::server {

struct HttpLimits {
  using Time = std::chrono::milliseconds;

  // More are answered 503 and closed. Each needs a file descriptor and, when it waits, a
  // few kilobytes.
  size_t max_connections = 8192;

  // Request line and headers together; more is answered 431.
  size_t max_head_bytes = size_t{16} << 10;

  // Of all bodies that are being read or worked on at one time; more is answered 503.
  size_t max_bodies_bytes = size_t{256} << 20;

  // Requests that wait for a worker; more are answered 503. One that waited longer than
  // `max_wait` is answered 503 as well.
  size_t max_waiting = 256;
  Time max_wait{3000};

  // Threads that answer; 0: one for each core.
  unsigned workers = 0;

  // For a request's head to come, from its first byte; then 408.
  Time head_timeout{10'000};

  // For the first byte of the next request on an open connection.
  Time idle_timeout{60'000};

  // For a body or an answer to pass, beside what it takes at `min_bytes_per_second`.
  Time transfer_timeout{15'000};
  size_t min_bytes_per_second = size_t{16} << 10;

  // For requests at hand when the server is to stop.
  Time stop_timeout{10'000};
};

// What answers requests.
struct Application {
  // Called on the network's thread with a request without body: must not take long.
  std::function<Admission(const Request&)> admit;

  // Called on a worker. What it throws is answered 500.
  std::function<Response(const Request&)> answer;

  // Called on the network's thread when an answer to `request` goes out, `seconds` after
  // its head was there.
  std::function<void(const Request& request, const Response&, double seconds)> on_answer;

  // Adds the headers that every answer has, errors of the protocol included.
  std::function<void(Response&)> finish;
};

// What a server has to do at the moment, and what it has turned away.
struct HttpState {
  size_t connections = 0;
  size_t bodies_bytes = 0;
  size_t waiting = 0;
  size_t working = 0;
  uint64_t accepted = 0;
  uint64_t refused = 0;  // connections over the limit
};

class HttpServer {
 public:
  // Begins to listen at a numeric address; port 0 takes any that is free.
  // Errors: kBadArgument when it is no address, kUnwritable when it cannot be had.
  static Result<std::unique_ptr<HttpServer>> listen(const std::string& address,
                                                    uint16_t port,
                                                    const HttpLimits& limits,
                                                    Application application);
  virtual ~HttpServer() = default;

  virtual uint16_t port() const = 0;

  // Serves until `should_stop`, asked ten times a second on this thread, says so; then
  // finishes the requests at hand, within HttpLimits::stop_timeout.
  virtual void run(const std::function<bool()>& should_stop) = 0;

  // Threads: any.
  virtual HttpState state() const = 0;
};

}  // namespace unspin::server
