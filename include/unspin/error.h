// What can go wrong outside the program, as a value.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

namespace unspin {

enum class Code : uint8_t {
  kNotFound,     // no such file
  kUnreadable,   // there, but cannot be read: a folder, no permission, an I/O error
  kNotText,      // bytes that are no text in an encoding we know
  kTooLarge,     // over a documented limit
  kCorrupt,      // a file of ours that is damaged or of another version
  kBadArgument,  // an option or argument that makes no sense
  kUnwritable,   // output could not be written
  kStopped,      // the caller asked to stop
};

struct Error {
  Code code = Code::kBadArgument;

  // One line for people: what is wrong, where, and what to do about it.
  // No trailing full stop or newline.
  std::string message;
};

// A value, or the Error that kept us from it.
template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Code code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace unspin

// Binds the value of `expr` (a Result) to `decl`, or returns its error.
#define UNSPIN_TRY(decl, expr) \
  UNSPIN_TRY_IMPL_(UNSPIN_JOIN_(unspin_result_, __LINE__), decl, expr)
#define UNSPIN_JOIN_(a, b) UNSPIN_JOIN_IMPL_(a, b)
#define UNSPIN_JOIN_IMPL_(a, b) a##b
#define UNSPIN_TRY_IMPL_(result, decl, expr)                                    \
  auto result = (expr);                                                         \
  if (!result) return tl::unexpected<unspin::Error>(std::move(result).error()); \
  decl = *std::move(result)
