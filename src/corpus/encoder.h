// The compressed formats, for writing: decoder.h the other way round.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "corpus/kind.h"

namespace unspin {

class Encoder {
 public:
  struct Step {
    size_t taken = 0;
    size_t given = 0;
    bool done = false;    // with `finish`: the member is complete
    bool failed = false;  // no memory
  };

  virtual ~Encoder() = default;

  // Begins a member. False: no memory.
  virtual bool begin() = 0;

  // Encodes from `in` to `out`; with `finish`, `in` is the last of the member.
  virtual Step step(std::string_view in, std::span<char> out, bool finish) = 0;
};

// For `compression`, which is not kNone.
std::unique_ptr<Encoder> make_encoder(Compression compression);

}  // namespace unspin
