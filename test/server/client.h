// A client that sends what it is told, byte for byte, however wrong.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace unspin::server::testing {

struct Answer {
  unsigned status = 0;                         // 0: none came
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class Client {
 public:
  explicit Client(uint16_t port);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  // False once the other end has closed.
  bool send(std::string_view bytes);

  // The next answer, or one of status 0 when the connection is closed or nothing comes.
  // `bare`: to a HEAD, without a body.
  Answer receive(bool bare = false,
                 std::chrono::milliseconds patience = std::chrono::seconds(10));

  Answer ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }

  // Whether the other end closes within `patience`; throws away what comes before.
  bool is_closed(std::chrono::milliseconds patience = std::chrono::seconds(10));

  // Says that nothing more will be sent.
  void finish_sending();

 private:
  bool fill(std::chrono::steady_clock::time_point until);

  int socket_ = -1;
  std::string buffer_;
};

// "GET /x HTTP/1.1" with Host and `more` headers, each ended by "\r\n".
std::string request(std::string_view method, std::string_view target,
                    std::string_view body = {}, std::string_view more = {});

}  // namespace unspin::server::testing
