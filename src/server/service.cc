// This file answers requests, each by a call or two of the library.

#include "server/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "report/json_writer.h"
#include "report/report.h"
#include "server/pages.h"

namespace unspin::server {
namespace {

constexpr size_t kMostListed = 1000;
constexpr size_t kMostDays = 3660;

// Pages get their style and scripts from us and nothing from anybody else; scripts may
// not make markup of strings.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'";
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";

bool has(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const auto& header) { return header.first == name; });
}

void add_security_headers(Response& response) {
  bool page = response.type.starts_with("text/html");
  response.set("Content-Security-Policy", page ? kPagePolicy : kDataPolicy);
  response.set("X-Content-Type-Options", "nosniff");
  response.set("X-Frame-Options", "DENY");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  if (!has(response, "Cache-Control")) response.set("Cache-Control", "no-store");
}

Response json(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

// The number that the query gives to `name`, from `least` to `most`; `otherwise` when it
// gives none.
Taken<uint64_t> number_of(const Target& target, std::string_view name, uint64_t least,
                          uint64_t most, uint64_t otherwise) {
  auto text = target.parameter(name);
  if (!text) return otherwise;
  uint64_t number = 0;
  const char* end = text->data() + text->size();
  auto [rest, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc() && rest == end && number >= least && number <= most)
    return number;
  return tl::unexpected<Response>(problem(
      422, fmt::format("'{}' is not a number from {} to {}.", name, least, most)));
}

// "a file.html", or a name for what has none.
std::string upload_name(const Target& target) {
  std::string name = target.parameter("name").value_or("");
  return name.empty() ? "upload" : name;
}

}  // namespace

Service::Service(Index index, Comparer comparer, Access access, ServiceOptions options)
    : index_(std::move(index)),
      comparer_(std::move(comparer)),
      access_(std::move(access)),
      options_(std::move(options)) {}

Application Service::application() {
  return {.admit = [this](const Request& request) { return admit(request); },
          .answer = [this](const Request& request) { return answer(request); },
          .on_answer =
              [this](const Request& request, const Response& response, double seconds) {
                metrics_.count(request.method, response.route, response.status, seconds,
                               response.content().size());
              },
          .finish = add_security_headers};
}

Result<void> Service::refresh() {
  std::lock_guard lock(writing_);
  return index_.refresh();
}

Result<void> Service::close() {
  std::lock_guard lock(writing_);
  return index_.close();
}

Response Service::answer_to(const Error& error) const {
  switch (error.code) {
    case Code::kNotFound:
      return problem(404, error.message);
    case Code::kBadArgument:
    case Code::kNotText:
    case Code::kTooLarge:
      return problem(422, error.message);
    default:
      break;
  }
  // Of the server's files, only who runs it should hear.
  if (options_.on_fault) options_.on_fault(error.message);
  if (error.code == Code::kUnwritable)
    return problem(507, "The index could not be written; the server's log says why.");
  return problem(500, "The index could not be read; the server's log says why.");
}

// What the server says of itself.

Response Service::health(const Call&) {
  Response response;
  JsonWriter writer(response.body);
  writer.open('{');
  writer.field("status", "ok");
  writer.field("version", options_.version);
  writer.key("documents");
  writer.number(size_t{index_.size()});
  response.body += fmt::format(",\"writable\":{}}}", options_.writable);
  return response;
}

Response Service::metrics(const Call&) {
  HttpState state = server_ ? server_->state() : HttpState{};
  Response response = json(metrics_.print(state, index_.size()));
  response.type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

Response Service::openapi(const Call&) {
  Response response;
  response.file = openapi_document();
  response.set("Cache-Control", "no-cache");
  return response;
}

// What is in the index.

Response Service::collection(const Call& call) {
  auto sites = number_of(call.target, "sites", 1, kMostListed, 100);
  auto days = number_of(call.target, "days", 1, kMostDays, 365);
  if (!sites) return sites.error();
  if (!days) return days.error();
  auto stats = index_.stats();
  if (!stats) return answer_to(stats.error());
  auto named = index_.sites(*sites);
  if (!named) return answer_to(named.error());
  auto copying = index_.copying(*sites);
  if (!copying) return answer_to(copying.error());
  auto counted = index_.days(*days);
  if (!counted) return answer_to(counted.error());
  return json(to_json(Overview{*std::move(stats), *std::move(named), *std::move(copying),
                               *std::move(counted)}));
}

Response Service::arrivals(const Call& call) {
  auto most = number_of(call.target, "limit", 1, kMostListed, 50);
  auto before = number_of(call.target, "before", 0, UINT64_MAX, UINT64_MAX);
  if (!most) return most.error();
  if (!before) return before.error();
  auto found = index_.recent(*most, *before);
  if (!found) return answer_to(found.error());
  return json(to_json(std::span<const Arrival>(*found), *most));
}

Response Service::recent_matches(const Call& call) {
  auto most = number_of(call.target, "limit", 1, kMostListed, 50);
  auto before = number_of(call.target, "before", 0, UINT64_MAX, UINT64_MAX);
  if (!most) return most.error();
  if (!before) return before.error();
  auto found = index_.recent_matches(*most, *before);
  if (!found) return answer_to(found.error());
  return json(to_json(std::span<const Arrival>(*found), *most));
}

Response Service::get_document(const Call& call) {
  auto found = index_.find(call.id);
  if (!found) return answer_to(found.error());
  if (!*found) return problem(404, "The index has no document of that id.");
  return json(unspin::to_json(**found));
}

Response Service::get_family(const Call& call) {
  auto most = number_of(call.target, "limit", 1, kMostListed, 100);
  if (!most) return most.error();
  auto family = index_.family(call.id, *most);
  if (!family) return answer_to(family.error());
  return json(to_json(*family));
}

// Questions about texts that are brought along.

// The document that was given, or the one in the index of the id that was.
Taken<Document> Service::resolve(DocumentGiven given, std::string_view name) const {
  if (!given.has_text && !given.has_html) {
    auto found = index_.find(given.document.id);
    if (!found) return tl::unexpected<Response>(answer_to(found.error()));
    if (*found) return **std::move(found);
    return tl::unexpected<Response>(
        problem(404, fmt::format("The index has no document '{}'.", given.document.id)));
  }
  if (given.document.id.empty()) given.document.id = name;
  return understand_given(std::move(given));
}

Response Service::extract(const Call& call) {
  auto document = read_upload(call.request.body, upload_name(call.target),
                              4 * options_.max_body_bytes);
  if (!document) return document.error();
  return json(unspin::to_json(*document));
}

Response Service::compare(const Call& call) {
  auto pair = read_pair_body(call.request.body);
  if (!pair) return pair.error();
  auto a = resolve(std::move(pair->a), "a");
  if (!a) return a.error();
  auto b = resolve(std::move(pair->b), "b");
  if (!b) return b.error();
  return json(unspin::to_json(comparer_.compare(*std::move(a), *std::move(b))));
}

Response Service::search(const Call& call) {
  SearchOptions options{.most = 100, .most_compared = 200};  // an answer has an end
  auto most = number_of(call.target, "limit", 1, kMostListed, options.most);
  auto leads = number_of(call.target, "leads", 0, kMostListed, options.leads);
  if (!most) return most.error();
  if (!leads) return leads.error();
  options.most = *most;
  options.leads = *leads;
  auto given = read_document_body(call.request.body);
  if (!given) return given.error();
  options.except_id = given->document.id;
  auto document = resolve(*std::move(given), "query");
  if (!document) return document.error();
  auto found = index_.search(*document, options);
  if (!found) return answer_to(found.error());
  return json(to_json(*found));
}

// Changes.

Response Service::add_documents(const Call& call) {
  auto given = read_documents_body(call.request.body);
  if (!given) return given.error();
  return add_given(*std::move(given), call);
}

Response Service::put_document(const Call& call) {
  auto given = read_document_body(call.request.body);
  if (!given) return given.error();
  if (!given->document.id.empty() && given->document.id != call.id)
    return problem(422, "The body has another id than the path.");
  given->document.id = call.id;
  std::vector<DocumentGiven> one;
  one.push_back(*std::move(given));
  return add_given(std::move(one), call);
}

Response Service::add_given(std::vector<DocumentGiven> given, const Call& call) {
  auto judge = number_of(call.target, "judge", 0, 1, 1);
  if (!judge) return judge.error();
  std::vector<Document> documents;
  for (DocumentGiven& one : given) {
    if (!one.has_text && !one.has_html)
      return problem(422, "A document to add needs 'text' or 'html'.");
    if (one.document.id.empty()) one.document.id = one.document.url.value_or("");
    if (one.document.id.empty())
      return problem(422, "A document to add needs an 'id', or a 'url'.");
    auto document = understand_given(std::move(one));
    if (!document) return document.error();
    documents.push_back(*std::move(document));
  }
  auto added = add(documents, *judge == 1);
  if (!added) return added.error();
  bool created = std::ranges::any_of(
      *added, [](const Added& one) { return one.outcome == AddOutcome::kAdded; });
  Response response = json(to_json(std::span<const Added>(*added)));
  if (created) response.status = 201;
  return response;
}

Taken<std::vector<Added>> Service::add(std::span<const Document> documents, bool judge) {
  std::vector<Added> all;
  auto note = [&](std::span<const Document> part,
                  std::span<const Verdict> verdicts) -> std::optional<Response> {
    std::unique_lock lock(writing_);
    auto outcomes = index_.add(part, verdicts);
    lock.unlock();
    if (!outcomes) return answer_to(outcomes.error());
    for (size_t i = 0; i < part.size(); ++i) {
      all.push_back({.id = part[i].id, .outcome = (*outcomes)[i]});
      if (!verdicts.empty()) all.back().verdict = verdicts[i];
    }
    return std::nullopt;
  };
  if (!judge) {
    if (auto refused = note(documents, {}))
      return tl::unexpected<Response>(*std::move(refused));
    return all;
  }
  for (const Document& document : documents) {
    auto found = index_.search(document, {.except_id = document.id});
    if (!found) return tl::unexpected<Response>(answer_to(found.error()));
    Verdict verdict = verdict_of(*found);
    if (auto refused = note({&document, 1}, {&verdict, 1}))
      return tl::unexpected<Response>(*std::move(refused));
  }
  return all;
}

Response Service::remove_document(const Call& call) {
  std::unique_lock lock(writing_);
  auto removed = index_.remove(call.id);
  lock.unlock();
  if (!removed) return answer_to(removed.error());
  if (!*removed) return problem(404, "The index has no document of that id.");
  return {.status = 204};
}

}  // namespace unspin::server
