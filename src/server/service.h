// The HTTP API over one index: which requests there are, and what answers them.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/access.h"
#include "server/body.h"
#include "server/http_server.h"
#include "server/index_json.h"
#include "server/message.h"
#include "server/metrics.h"
#include "unspin/compare.h"
#include "unspin/index.h"

namespace unspin::server {

struct ServiceOptions {
  std::string version;  // of the program

  // Longest body that is read, in bytes.
  size_t max_body_bytes = size_t{8} << 20;

  // Whether documents may be added and removed.
  bool writable = true;

  // Told what went wrong with the index itself, in a line for whoever runs the server.
  // Threads: called from any, many at a time.
  std::function<void(const std::string&)> on_fault;
};

class Service {
 public:
  // Requires: `index` is open for writing when `options` say writable.
  Service(Index index, Comparer comparer, Access access, ServiceOptions options);

  // What to give to a HttpServer. `this` must outlive it.
  Application application();

  // Where /metrics finds out about the server itself.
  void observe(const HttpServer* server) { server_ = server; }

  // Sees what other processes have written. Threads: any.
  Result<void> refresh();

  // Finishes the index. Requires: nothing else is being called.
  Result<void> close();

  struct Route;

  // Methods and paths: "POST /api/v1/search".
  static std::vector<std::string> route_names();

 private:
  // A request on its way to the handler of its route.
  struct Call {
    const Request& request;
    Target target;
    std::string id;  // what stands for {id}
  };

  struct Found {
    const Route* route = nullptr;
    Call call;
  };

  static const std::vector<Route>& routes();
  tl::expected<Found, Response> find_route(const Request& request) const;
  Admission admit(const Request& request);
  Admission admit_to(const Found& found);
  Response answer(const Request& request);

  Response health(const Call& call);
  Response metrics(const Call& call);
  Response openapi(const Call& call);
  Response collection(const Call& call);
  Response arrivals(const Call& call);
  Response recent_matches(const Call& call);
  Response extract(const Call& call);
  Response compare(const Call& call);
  Response search(const Call& call);
  Response get_document(const Call& call);
  Response put_document(const Call& call);
  Response add_documents(const Call& call);
  Response remove_document(const Call& call);
  Response get_family(const Call& call);

  Taken<Document> resolve(DocumentGiven given, std::string_view name) const;
  Taken<std::vector<Added>> add(std::span<const Document> documents, bool judge);
  Response add_given(std::vector<DocumentGiven> given, const Call& call);
  Response answer_to(const Error& error) const;

  Index index_;
  Comparer comparer_;
  Access access_;
  ServiceOptions options_;
  Metrics metrics_;
  const HttpServer* server_ = nullptr;

  // Held by whoever changes the index.
  std::mutex writing_;
};

}  // namespace unspin::server
