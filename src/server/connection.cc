// This file talks HTTP/1.1 with one client.
//
// Nothing here waits: each step asks for the next piece and returns, so a client that
// sends a byte a minute costs some memory and a descriptor, and no thread. Each step has
// a deadline, after which the connection is closed.
//
// Whoever stands between us and the client (a proxy) must see the same requests in the
// bytes as we do, or one client can put words into another's mouth. So what two readers
// could take for different things is refused, and the connection closed: two lengths, a
// length and chunks, any transfer coding but "chunked", two hosts. Beast's parser refuses
// the rest: bare line feeds, spaces before colons, lengths that are no numbers.
//
// A request is admitted (or answered) when its head is there: nobody's body is read who
// may not send it, or too much of it. When we answer before the body has come, the rest
// of it is drained for a while, because closing on unread bytes resets the connection and
// may take the answer with it.

#include "server/connection.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <cctype>
#include <ctime>
#include <exception>
#include <tuple>
#include <utility>

namespace unspin::server {
namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace {

constexpr size_t kReadBytes = 16 << 10;

// How long, and how much, of a body that nobody wants is taken in.
constexpr std::chrono::seconds kLingerTime{3};
constexpr size_t kLingerBytes = size_t{32} << 20;

// Headers that mean something once.
constexpr std::array<std::string_view, 7> kSingle{
    "authorization", "content-encoding", "content-length",   "content-type",
    "host",          "origin",           "transfer-encoding"};

bool is_printable(std::string_view value) {
  return std::ranges::all_of(value, [](char byte) {
    auto code = static_cast<unsigned char>(byte);
    return code == '\t' || (code >= ' ' && code != 0x7f);
  });
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& byte : out)
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  return out;
}

std::string http_date() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::time(nullptr)));
}

// What to answer to bytes that are no request; nothing when nobody would hear it.
std::optional<Response> answer_to(const boost::system::error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return problem(431, "The request's headers are too long.");
  if (error == http::error::body_limit)
    return problem(413, "The body is longer than this server takes.");
  if (error == http::error::bad_version)
    return problem(505, "This server speaks HTTP/1.1.");
  if (error == http::error::end_of_stream || error == http::error::partial_message)
    return std::nullopt;
  if (error.category() == http::make_error_code(http::error::bad_field).category())
    return problem(400, fmt::format("This is no HTTP/1.1 request: {}.", error.message()));
  return std::nullopt;
}

}  // namespace

boost::system::error_code CountedBody::reader::take(size_t size) {
  if (size > body_.limit - body_.bytes.size()) return http::error::body_limit;
  size_t held = body_.hall->bodies_bytes.fetch_add(size) + size;
  if (held <= body_.hall->limits.max_bodies_bytes) return {};
  body_.hall->bodies_bytes -= size;
  body_.hall_is_full = true;
  return http::error::body_limit;
}

Connection::Connection(asio::ip::tcp::socket socket, Hall& hall)
    : stream_(std::move(socket)),
      hall_(hall),
      buffer_(hall.limits.max_head_bytes + kReadBytes) {
  ++hall_.connections;
  boost::system::error_code ignored;
  std::ignore = stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
}

Connection::~Connection() {
  release_body();
  --hall_.connections;
}

void Connection::start() { wait_for_request(hall_.limits.head_timeout); }

void Connection::turn_away() {
  closing_ = true;
  begin_ = Clock::now();
  Response response = problem(503, "Too many connections are open; try again soon.");
  response.set("Retry-After", "1");
  answer(std::move(response));
}

void Connection::wind_up() {
  closing_ = true;
  if (idle_) close();
}

void Connection::wait_for_request(HttpLimits::Time patience) {
  if (buffer_.size() > 0) return read_head();
  idle_ = true;
  // What a long request made it grow to is given back.
  buffer_.shrink_to_fit();
  stream_.expires_after(patience);
  stream_.async_read_some(buffer_.prepare(kReadBytes / 4),
                          [self = shared_from_this()](const Error& error, size_t bytes) {
                            if (error) return self->close();
                            self->buffer_.commit(bytes);
                            self->read_head();
                          });
}

void Connection::read_head() {
  idle_ = false;
  parser_.emplace();
  parser_->header_limit(static_cast<uint32_t>(hall_.limits.max_head_bytes));
  // Lengths are held against the limit of the route, which is not known yet.
  parser_->body_limit(boost::none);
  stream_.expires_after(hall_.limits.head_timeout);
  http::async_read_header(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](const Error& error, size_t) { self->on_head(error); });
}

void Connection::on_head(const Error& error) {
  begin_ = Clock::now();
  request_ = {};
  if (error) {
    auto response = answer_to(error);
    if (!response) return close();
    closing_ = true;
    return answer(*std::move(response));
  }
  request_ = request_of_head();
  if (auto fault = find_fault()) {
    closing_ = true;
    return answer(*std::move(fault));
  }
  if (!parser_->keep_alive()) closing_ = true;
  admit();
}

Request Connection::request_of_head() const {
  const auto& message = parser_->get();
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message)
    request.headers.emplace_back(lowered(field.name_string()), field.value());
  return request;
}

std::optional<Response> Connection::find_fault() const {
  unsigned version = parser_->get().version();
  if (version != 11 && version != 10) return problem(505, "This server speaks HTTP/1.1.");
  for (std::string_view name : kSingle)
    if (std::ranges::count(request_.headers, name,
                           &std::pair<std::string, std::string>::first) > 1)
      return problem(400, fmt::format("There is more than one header {}.", name));
  for (const auto& [name, value] : request_.headers)
    if (!is_printable(value))
      return problem(400, fmt::format("The header {} has control characters.", name));
  if (version == 11 && request_.header("host").empty())
    return problem(400, "The header Host is missing.");
  std::string coding = lowered(request_.header("transfer-encoding"));
  if (!coding.empty() && (coding != "chunked" || version == 10))
    return problem(501, "Of transfer codings, this server knows chunked alone.");
  if (!request_.target.starts_with('/') || !is_printable(request_.target))
    return problem(400, "The request's target is not a path.");
  std::string expected = lowered(request_.header("expect"));
  if (!expected.empty() && expected != "100-continue")
    return problem(417, "This server can do nothing of the kind.");
  return std::nullopt;
}

void Connection::admit() {
  Admission admission = hall_.application.admit(request_);
  if (admission.now) {
    if (!parser_->is_done()) closing_ = true;
    return answer(*std::move(admission.now));
  }
  max_body_bytes_ = admission.max_body_bytes;
  auto length = parser_->content_length();
  if (length && *length > max_body_bytes_) {
    closing_ = true;
    return answer(
        problem(413, fmt::format("The body is longer than {} bytes.", max_body_bytes_)));
  }
  if (parser_->is_done()) return hand_over();
  if (lowered(request_.header("expect")) == "100-continue") return invite_body();
  read_body();
}

void Connection::invite_body() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_.expires_after(hall_.limits.transfer_timeout);
  asio::async_write(stream_, asio::buffer(kContinue),
                    [self = shared_from_this()](const Error& error, size_t) {
                      if (error) return self->close();
                      self->read_body();
                    });
}

void Connection::read_body() {
  auto& body = parser_->get().body();
  body.limit = max_body_bytes_;
  body.hall = &hall_;
  stream_.expires_after(time_for(parser_->content_length().value_or(max_body_bytes_)));
  http::async_read(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](const Error& error, size_t) { self->on_body(error); });
}

void Connection::on_body(const Error& error) {
  auto& body = parser_->get().body();
  held_bytes_ = body.bytes.size();
  if (!error) {
    request_.body = std::move(body.bytes);
    return hand_over();
  }
  auto response = answer_to(error);
  body.bytes = {};
  if (!response) return close();
  if (body.hall_is_full) {
    response = problem(503, "Too much is being sent at once; try again soon.");
    response->set("Retry-After", "1");
  }
  closing_ = true;
  answer(*std::move(response));
}

void Connection::hand_over() {
  stream_.expires_never();
  auto job = [self = shared_from_this()](bool late) mutable {
    Response response;
    if (late) {
      response = problem(503, "This server has more to do than it can; try again soon.");
      response.set("Retry-After", "2");
    } else {
      try {
        response = self->hall_.application.answer(self->request_);
      } catch (const std::exception& error) {
        response = problem(500, "Something went wrong in the server.");
      }
    }
    // The last to hold a connection must be the network's thread.
    auto executor = self->stream_.get_executor();
    asio::post(executor,
               [self = std::move(self), response = std::move(response)]() mutable {
                 self->answer(std::move(response));
               });
  };
  if (hall_.workers->offer(std::move(job))) return;
  Response response =
      problem(503, "This server has more to do than it can; try again soon.");
  response.set("Retry-After", "1");
  answer(std::move(response));
}

void Connection::answer(Response response) {
  release_body();
  if (hall_.stopping) closing_ = true;
  // Where connections run short, nobody keeps one without need.
  if (hall_.connections * 10 > hall_.limits.max_connections * 9) closing_ = true;
  hall_.application.finish(response);
  response_ = std::move(response);
  std::chrono::duration<double> seconds = Clock::now() - begin_;
  hall_.application.on_answer(request_, response_, seconds.count());
  head_ = head_of(response_);
  write_answer();
}

std::string Connection::head_of(const Response& response) const {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                                 reason_of(response.status), http_date());
  auto add = [&](std::string_view name, std::string_view value) {
    head += fmt::format("{}: {}\r\n", name, is_printable(value) ? value : "");
  };
  for (const auto& [name, value] : response.headers) add(name, value);
  if (response.status != 204 && response.status != 304) {
    add("Content-Type", response.type);
    add("Content-Length", std::to_string(response.content().size()));
  }
  add("Connection", closing_ ? "close" : "keep-alive");
  return head += "\r\n";
}

void Connection::write_answer() {
  bool bare =
      request_.method == "HEAD" || response_.status == 204 || response_.status == 304;
  std::string_view content = bare ? std::string_view{} : response_.content();
  std::array<asio::const_buffer, 2> parts{asio::buffer(head_), asio::buffer(content)};
  stream_.expires_after(time_for(content.size()));
  asio::async_write(stream_, parts,
                    [self = shared_from_this()](const Error& error, size_t) {
                      if (error) return self->close();
                      self->after_answer();
                    });
}

void Connection::after_answer() {
  response_ = {};
  request_ = {};
  head_ = {};
  if (closing_ || hall_.stopping) return linger();
  parser_.reset();
  wait_for_request(hall_.limits.idle_timeout);
}

void Connection::linger() {
  boost::system::error_code ignored;
  std::ignore = stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  buffer_.clear();
  stream_.expires_after(kLingerTime);
  idle_ = true;
  drain(kLingerBytes);
}

void Connection::drain(size_t left) {
  stream_.async_read_some(
      buffer_.prepare(kReadBytes),
      [self = shared_from_this(), left](const Error& error, size_t bytes) {
        if (error || bytes >= left) return self->close();
        self->drain(left - bytes);
      });
}

void Connection::close() {
  boost::system::error_code ignored;
  std::ignore = stream_.socket().close(ignored);
}

HttpLimits::Time Connection::time_for(size_t bytes) const {
  const HttpLimits& limits = hall_.limits;
  return limits.transfer_timeout +
         HttpLimits::Time(bytes * 1000 /
                          std::max<size_t>(limits.min_bytes_per_second, 1));
}

void Connection::release_body() { hall_.bodies_bytes -= std::exchange(held_bytes_, 0); }

}  // namespace unspin::server
