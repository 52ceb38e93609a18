// What a server did, for Prometheus.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "server/http_server.h"

namespace unspin::server {

// Threads: one, the network's.
class Metrics {
 public:
  // `route` is one of few names of our own.
  void count(std::string_view method, std::string_view route, unsigned status,
             double seconds, size_t bytes);

  // All of it, and `state`, in Prometheus' text format, version 0.0.4. `documents` are
  // those in the index.
  std::string print(const HttpState& state, uint64_t documents) const;

 private:
  static constexpr std::array kBounds{.001, .0025, .005, .01, .025, .05, .1,
                                      .25,  .5,    1.,   2.5, 5.,   10.};
  struct Histogram {
    std::array<uint64_t, kBounds.size() + 1> counts{};
    double sum = 0;
  };

  std::map<std::tuple<std::string_view, std::string_view, unsigned>, uint64_t> requests_;
  std::map<std::string_view, Histogram> seconds_;
  uint64_t bytes_ = 0;
};

}  // namespace unspin::server
