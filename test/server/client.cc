#include "server/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <utility>

namespace unspin::server::testing {

Client::Client(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

bool Client::fill(std::chrono::steady_clock::time_point until) {
  auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      until - std::chrono::steady_clock::now());
  pollfd waiting{socket_, POLLIN, 0};
  if (left.count() < 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
    return false;
  std::array<char, 65536> bytes{};
  ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (got <= 0) return false;
  buffer_.append(bytes.data(), static_cast<size_t>(got));
  return true;
}

Answer Client::receive(bool bare, std::chrono::milliseconds patience) {
  auto until = std::chrono::steady_clock::now() + patience;
  size_t end = std::string::npos;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill(until)) return {};
  Answer answer;
  std::string head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  answer.status = static_cast<unsigned>(std::stoul(head.substr(9, 3)));
  for (size_t at = head.find("\r\n") + 2; at < head.size();) {
    size_t stop = head.find("\r\n", at), colon = head.find(": ", at);
    std::string name = head.substr(at, colon - at);
    for (char& letter : name) letter = static_cast<char>(std::tolower(letter));
    answer.headers[name] = head.substr(colon + 2, stop - colon - 2);
    at = stop + 2;
  }
  auto length = answer.headers.find("content-length");
  if (bare || length == answer.headers.end()) return answer;
  size_t wanted = std::stoul(length->second);
  while (buffer_.size() < wanted)
    if (!fill(until)) return {};
  answer.body = buffer_.substr(0, wanted);
  buffer_.erase(0, wanted);
  return answer;
}

bool Client::is_closed(std::chrono::milliseconds patience) {
  auto until = std::chrono::steady_clock::now() + patience;
  while (fill(until)) buffer_.clear();
  return std::chrono::steady_clock::now() < until;
}

void Client::finish_sending() { ::shutdown(socket_, SHUT_WR); }

std::string request(std::string_view method, std::string_view target,
                    std::string_view body, std::string_view more) {
  std::string text = std::string(method) + ' ' + std::string(target) +
                     " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more);
  if (!body.empty()) {
    if (more.find("Content-Type") == std::string_view::npos)
      text += "Content-Type: application/json\r\n";
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return text + "\r\n" + std::string(body);
}

}  // namespace unspin::server::testing
