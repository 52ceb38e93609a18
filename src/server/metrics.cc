#include "server/metrics.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace unspin::server {
namespace {

// Methods are the client's to make up; labels must be few.
std::string_view known_method(std::string_view method) {
  static constexpr std::array<std::string_view, 7> kMethods{
      "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"};
  const auto* found = std::ranges::find(kMethods, method);
  return found == kMethods.end() ? std::string_view("other") : *found;
}

// 0 where the system does not say.
uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  uint64_t pages = 0, resident = 0;
  if (!(file >> pages >> resident)) return 0;
  return resident * static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
}

void append_head(std::string& out, std::string_view name, std::string_view type,
                 std::string_view help) {
  out += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

void append(std::string& out, std::string_view name, std::string_view type,
            std::string_view help, uint64_t value) {
  append_head(out, name, type, help);
  out += fmt::format("{} {}\n", name, value);
}

}  // namespace

void Metrics::count(std::string_view method, std::string_view route, unsigned status,
                    double seconds, size_t bytes) {
  ++requests_[{known_method(method), route, status}];
  bytes_ += bytes;
  Histogram& histogram = seconds_[route];
  size_t bucket = std::ranges::lower_bound(kBounds, seconds) - kBounds.begin();
  ++histogram.counts[bucket];
  histogram.sum += seconds;
}

std::string Metrics::print(const HttpState& state, uint64_t documents) const {
  std::string out;
  append_head(out, "unspin_http_requests_total", "counter", "Requests answered.");
  for (const auto& [labels, count] : requests_) {
    const auto& [method, route, status] = labels;
    out += fmt::format(
        "unspin_http_requests_total{{method=\"{}\",route=\"{}\",code=\"{}\"}} {}\n",
        method, route, status, count);
  }
  constexpr std::string_view kSeconds = "unspin_http_request_duration_seconds";
  append_head(out, kSeconds, "histogram", "From a request's head to its answer.");
  for (const auto& [route, histogram] : seconds_) {
    uint64_t so_far = 0;
    for (size_t i = 0; i < histogram.counts.size(); ++i) {
      so_far += histogram.counts[i];
      std::string bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
      out += fmt::format("{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", kSeconds, route,
                         bound, so_far);
    }
    out += fmt::format("{0}_sum{{route=\"{1}\"}} {2}\n{0}_count{{route=\"{1}\"}} {3}\n",
                       kSeconds, route, histogram.sum, so_far);
  }
  append(out, "unspin_http_response_bytes_total", "counter", "Bytes of answers.", bytes_);
  append(out, "unspin_http_connections", "gauge", "Connections that are open.",
         state.connections);
  append(out, "unspin_http_connections_total", "counter", "Connections accepted.",
         state.accepted);
  append(out, "unspin_http_connections_refused_total", "counter",
         "Connections over the limit.", state.refused);
  append(out, "unspin_http_body_bytes", "gauge", "Bytes of bodies at hand.",
         state.bodies_bytes);
  append(out, "unspin_http_requests_waiting", "gauge", "Requests that wait for a worker.",
         state.waiting);
  append(out, "unspin_http_requests_working", "gauge", "Requests being worked on.",
         state.working);
  append(out, "unspin_index_documents", "gauge", "Documents in the index.", documents);
  append(out, "process_resident_memory_bytes", "gauge", "Memory in use.",
         resident_bytes());
  return out;
}

}  // namespace unspin::server
