// Numbers and texts one after the other in a string, for scratch files.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace unspin {

inline void put_number(std::string& out, uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof bytes);
}

// As its length + 1 and its bytes; 0 when absent.
inline void put_field(std::string& out, const std::optional<std::string>& field) {
  put_number(out, field ? field->size() + 1 : 0);
  if (field) out += *field;
}

// Reads them back; what runs over the end makes `good` false and the rest empty.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}

  uint64_t number() {
    uint64_t number = 0;
    if (rest_.size() < sizeof number) {
      good_ = false;
      return 0;
    }
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
    return number;
  }

  std::optional<std::string> field() {
    uint64_t size = number();
    if (size == 0) return std::nullopt;
    if (--size > rest_.size()) {
      good_ = false;
      rest_ = {};
      return std::nullopt;
    }
    std::string found(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return found;
  }

  // Whether all that was asked for was there.
  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace unspin
