// Who may ask for what.
//
// On this machine alone (loopback) everybody may do everything, unless there are tokens;
// but a web page that a user happens to visit is somebody else, though its requests come
// from this machine. Such requests are told by what browsers say of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/message.h"
#include "unspin/error.h"

namespace unspin::server {

enum class Need : uint8_t {
  kNothing,  // for everybody
  kRead,
  kWrite,
};

struct Tokens {
  std::vector<std::string> read;   // may read
  std::vector<std::string> write;  // may read and write
};

// Reads a file of lines "read TOKEN" and "write TOKEN"; empty lines and those that begin
// with # are for people.
// Errors: as read_file; kBadArgument, naming the line, for anything else, for tokens of
//         less than 16 characters, and for a file without any.
Result<Tokens> read_tokens(const std::filesystem::path& file);

// Whether `address` is this machine talking to itself.
bool is_loopback(std::string_view address);

// Takes time by the length of `given` alone, wherever the two differ.
bool equal_in_constant_time(std::string_view given, std::string_view secret);

class Access {
 public:
  // `hosts`: by which names, beside those of loopback, this server may be asked for. Of a
  // server that does not listen at loopback, any name will do: there are tokens.
  Access(bool loopback, std::vector<std::string> hosts, std::optional<Tokens> tokens);

  // Why `request` is not to be answered; nothing when it is.
  std::optional<Response> refuse(const Request& request, Need need) const;

 private:
  bool knows_host(std::string_view host) const;
  std::optional<Response> refuse_page(const Request& request) const;
  std::optional<Response> refuse_token(const Request& request, Need need) const;

  bool loopback_;
  std::vector<std::string> hosts_;
  std::optional<Tokens> tokens_;
};

}  // namespace unspin::server
