// Half-open ranges, with the unit in the type.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace unspin {

// Bytes [start, end) of a document's UTF-8 text.
struct ByteSpan {
  size_t start = 0;
  size_t end = 0;

  size_t size() const { return end - start; }
  bool empty() const { return end <= start; }
  bool contains(size_t byte) const { return start <= byte && byte < end; }
  bool overlaps(ByteSpan other) const { return start < other.end && other.start < end; }
  auto operator<=>(const ByteSpan&) const = default;
};

// Tokens [start, end) of a tokenised document.
struct TokenSpan {
  uint32_t start = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - start; }
  bool empty() const { return end <= start; }
  bool contains(uint32_t token) const { return start <= token && token < end; }
  bool contains(TokenSpan other) const {
    return start <= other.start && other.end <= end;
  }
  bool overlaps(TokenSpan other) const { return start < other.end && other.start < end; }
  auto operator<=>(const TokenSpan&) const = default;
};

}  // namespace unspin
