// This file finds the handler for a request.

#include "server/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "server/compress.h"
#include "server/pages.h"

namespace unspin::server {
namespace {

constexpr std::string_view kId = "{id}";

// The rest of the path that "{id}" stands for, or an empty string; nothing when `target`
// has another path.
std::optional<std::string> matched(std::string_view pattern, const Target& target) {
  pattern.remove_prefix(1);
  for (size_t i = 0; i < target.segments.size(); ++i) {
    size_t end = std::min(pattern.find('/'), pattern.size());
    std::string_view wanted = pattern.substr(0, end);
    if (wanted == kId) {
      std::string id = target.segments[i];
      for (++i; i < target.segments.size(); ++i) id += '/' + target.segments[i];
      if (id.empty()) return std::nullopt;
      return id;
    }
    if (wanted != target.segments[i]) return std::nullopt;
    bool last = i + 1 == target.segments.size();
    if (end == pattern.size())
      return last ? std::optional<std::string>("") : std::nullopt;
    pattern.remove_prefix(end + 1);
  }
  return std::nullopt;
}

bool is_type(std::string_view header, std::string_view type) {
  std::string_view given = header.substr(0, std::min(header.find(';'), header.size()));
  while (given.ends_with(' ')) given.remove_suffix(1);
  return std::ranges::equal(given, type, [](char one, char other) {
    return (one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one) == other;
  });
}

Response method_response(const std::string& method, const std::string& allowed) {
  Response response = method == "OPTIONS"
                          ? Response{.status = 204}
                          : problem(405, "This path knows other methods.");
  response.set("Allow", allowed);
  return response;
}

}  // namespace

const std::vector<Service::Route>& Service::routes() {
  using S = Service;
  constexpr auto kJson = BodyKind::kJson;
  static const std::vector<Route> kRoutes{
      {"GET", "/health", Need::kNothing, BodyKind::kNone, &S::health, true},
      {"GET", "/metrics", Need::kRead, BodyKind::kNone, &S::metrics, true},
      {"GET", "/openapi.json", Need::kNothing, BodyKind::kNone, &S::openapi, true},
      {"GET", "/api/v1/collection", Need::kRead, BodyKind::kNone, &S::collection},
      {"GET", "/api/v1/arrivals", Need::kRead, BodyKind::kNone, &S::arrivals},
      {"GET", "/api/v1/matches/recent", Need::kRead, BodyKind::kNone, &S::recent_matches},
      {"POST", "/api/v1/extract", Need::kRead, BodyKind::kFile, &S::extract},
      {"POST", "/api/v1/compare", Need::kRead, kJson, &S::compare},
      {"POST", "/api/v1/search", Need::kRead, kJson, &S::search},
      {"POST", "/api/v1/documents", Need::kWrite, kJson, &S::add_documents},
      {"GET", "/api/v1/documents/{id}", Need::kRead, BodyKind::kNone, &S::get_document},
      {"PUT", "/api/v1/documents/{id}", Need::kWrite, kJson, &S::put_document},
      {"DELETE", "/api/v1/documents/{id}", Need::kWrite, BodyKind::kNone,
       &S::remove_document},
      {"GET", "/api/v1/families/{id}", Need::kRead, BodyKind::kNone, &S::get_family},
  };
  return kRoutes;
}

std::vector<std::string> Service::route_names() {
  std::vector<std::string> names;
  for (const Route& route : routes())
    names.push_back(fmt::format("{} {}", route.method, route.path));
  return names;
}

// Errors: the answer to a request that no route takes.
tl::expected<Service::Found, Response> Service::find_route(const Request& request) const {
  auto refuse = [](Response response) {
    return tl::unexpected<Response>(std::move(response));
  };
  auto target = parse_target(request.target);
  if (!target) return refuse(problem(400, "The path has a broken escape."));
  std::string_view method = request.method;
  if (method == "HEAD") method = "GET";
  std::string allowed;
  for (const Route& route : routes()) {
    auto id = matched(route.path, *target);
    if (!id) continue;
    if (route.method == method)
      return Found{&route, {request, *std::move(target), *std::move(id)}};
    if (!allowed.empty()) allowed += ", ";
    allowed += route.method == "GET" ? "GET, HEAD" : route.method;
  }
  if (!allowed.empty()) return refuse(method_response(request.method, allowed));
  std::string_view path = request.target;
  path = path.substr(0, std::min(path.find('?'), path.size()));
  if (auto file = answer_with_file(request, path)) {
    if (method == "GET") return refuse(*std::move(file));
    return refuse(method_response(request.method, "GET, HEAD"));
  }
  return refuse(problem(404, "There is nothing here; /openapi.json says what there is."));
}

Admission Service::admit(const Request& request) {
  auto found = find_route(request);
  const Route* route = found ? found->route : nullptr;
  Need need = route ? route->need : Need::kNothing;
  Admission admission;
  if (auto refused = access_.refuse(request, need))
    admission.now = std::move(refused);
  else if (!route)
    admission.now = std::move(found).error();
  else
    admission = admit_to(*found);
  if (admission.now && route) admission.now->route = route->path;
  return admission;
}

Admission Service::admit_to(const Found& found) {
  const Route& route = *found.route;
  const Request& request = found.call.request;
  if (route.need == Need::kWrite && !options_.writable)
    return {.now =
                problem(403, "This server only reads; documents are added elsewhere.")};
  if (route.quick) return {.now = (this->*route.handler)(found.call)};
  if (route.body == BodyKind::kNone) return {.max_body_bytes = 0};
  if (route.body == BodyKind::kJson &&
      !is_type(request.header("content-type"), "application/json"))
    return {.now = problem(415, "Send the header 'Content-Type: application/json'.")};
  if (!request.header("content-encoding").empty())
    return {.now = problem(415, "Send the body without a content coding.")};
  if (request.header("content-length").empty() &&
      request.header("transfer-encoding").empty())
    return {.now = problem(411, "There is no body, and no Content-Length.")};
  return {.max_body_bytes = options_.max_body_bytes};
}

Response Service::answer(const Request& request) {
  auto found = find_route(request);
  if (!found) return std::move(found).error();
  Response response = (this->*found->route->handler)(found->call);
  response.route = found->route->path;
  compress(request, response);
  return response;
}

}  // namespace unspin::server
