// This file keeps out who has no business here.
//
// Three gates. The first is the name that the server is asked for by: a page from
// evil.example can have its name resolve to 127.0.0.1 and then read what it likes as its
// "own" server (DNS rebinding); its requests carry Host: evil.example. The second is for
// requests that a page of another site makes in a browser, which says so in Origin and
// Sec-Fetch-Site. The third are tokens. A browser sends none by itself, so a server that
// asks for one needs no first gate.

#include "server/access.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/file.h"

namespace unspin::server {
namespace {

constexpr size_t kMaxTokenFile = 1 << 20;
constexpr size_t kShortestToken = 16;

std::string_view trimmed(std::string_view line) {
  size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
  line.remove_prefix(begin);
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

bool is_token(std::string_view text) {
  return text.size() >= kShortestToken &&
         std::ranges::all_of(text, [](char byte) { return byte > ' ' && byte < 0x7f; });
}

// "Host: name:8080" without the port.
std::string_view without_port(std::string_view host) {
  size_t colon = host.rfind(':');
  if (colon == std::string_view::npos) return host;
  if (host.starts_with('[') && colon < host.rfind(']')) return host;
  std::string_view port = host.substr(colon + 1);
  bool digits = std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? host.substr(0, colon) : host;
}

bool equal_names(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](char a, char b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
    return lower(a) == lower(b);
  });
}

// Four numbers with points between, the first 127.
bool is_loopback_v4(std::string_view address) {
  int numbers = 0;
  while (true) {
    size_t end = std::min(address.find('.'), address.size());
    int number = -1;
    const char* first = address.data();
    const char* last = first + end;
    auto [rest, error] = std::from_chars(first, last, number);
    bool whole = error == std::errc() && rest == last;
    if (!whole || number < 0 || number > 255 || (numbers == 0 && number != 127))
      return false;
    ++numbers;
    if (end == address.size()) return numbers == 4;
    address.remove_prefix(end + 1);
  }
}

bool is_in(std::string_view given, const std::vector<std::string>& secrets) {
  bool found = false;
  for (const std::string& secret : secrets)
    found = equal_in_constant_time(given, secret) || found;
  return found;
}

Response unauthorized() {
  Response response =
      problem(401, "This needs a token: send the header 'Authorization: Bearer TOKEN'.");
  response.set("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace

Result<Tokens> read_tokens(const std::filesystem::path& file) {
  UNSPIN_TRY(std::string bytes, read_file(file, kMaxTokenFile));
  Tokens tokens;
  std::string_view rest = bytes;
  for (size_t number = 1; !rest.empty(); ++number) {
    size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.starts_with('#')) continue;
    size_t space = std::min(line.find_first_of(" \t"), line.size());
    std::string_view right = line.substr(0, space), token = trimmed(line.substr(space));
    if ((right != "read" && right != "write") || !is_token(token))
      return fail(Code::kBadArgument,
                  fmt::format("{}:{}: write 'read TOKEN' or 'write TOKEN', the token at "
                              "least {} characters without spaces",
                              file.string(), number, kShortestToken));
    (right == "read" ? tokens.read : tokens.write).emplace_back(token);
  }
  if (tokens.read.empty() && tokens.write.empty())
    return fail(Code::kBadArgument, fmt::format("{}: holds no token", file.string()));
  return tokens;
}

bool is_loopback(std::string_view address) {
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  return address == "::1" || is_loopback_v4(address);
}

bool equal_in_constant_time(std::string_view given, std::string_view secret) {
  unsigned differing = given.size() == secret.size() ? 0 : 1;
  for (size_t i = 0; i < given.size(); ++i) {
    auto mine =
        static_cast<unsigned char>(secret.empty() ? 0 : secret[i % secret.size()]);
    differing |= mine ^ static_cast<unsigned char>(given[i]);
  }
  return differing == 0;
}

Access::Access(bool loopback, std::vector<std::string> hosts,
               std::optional<Tokens> tokens)
    : loopback_(loopback), hosts_(std::move(hosts)), tokens_(std::move(tokens)) {}

std::optional<Response> Access::refuse(const Request& request, Need need) const {
  std::string_view host = request.header("host");
  if (loopback_ && !host.empty() && !knows_host(host))
    return problem(421,
                   "This server does not go by that name; see 'unspin serve "
                   "--allow-host'.");
  if (need == Need::kNothing) return std::nullopt;
  if (auto refused = refuse_page(request)) return refused;
  return refuse_token(request, need);
}

bool Access::knows_host(std::string_view host) const {
  std::string_view name = without_port(host);
  if (equal_names(name, "localhost") || is_loopback(name)) return true;
  return std::ranges::any_of(
      hosts_, [&](const std::string& known) { return equal_names(name, known); });
}

std::optional<Response> Access::refuse_page(const Request& request) const {
  std::string_view site = request.header("sec-fetch-site");
  bool foreign = site == "cross-site" || site == "same-site";
  if (std::string_view origin = request.header("origin"); !origin.empty()) {
    size_t scheme = origin.find("://");
    foreign = foreign || scheme == std::string_view::npos ||
              !equal_names(origin.substr(scheme + 3), request.header("host"));
  }
  if (!foreign) return std::nullopt;
  return problem(403, "Pages of other sites may not ask this server.");
}

std::optional<Response> Access::refuse_token(const Request& request, Need need) const {
  if (!tokens_) return std::nullopt;
  std::string_view given = request.header("authorization");
  constexpr std::string_view kScheme = "bearer ";
  if (given.size() <= kScheme.size() ||
      !equal_names(given.substr(0, kScheme.size()), kScheme))
    return unauthorized();
  given.remove_prefix(kScheme.size());
  bool may_read = is_in(given, tokens_->read), may_write = is_in(given, tokens_->write);
  if (!may_read && !may_write) return unauthorized();
  if (need == Need::kWrite && !may_write)
    return problem(403, "This token may read, and not write.");
  return std::nullopt;
}

}  // namespace unspin::server
