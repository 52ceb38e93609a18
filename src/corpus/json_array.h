// Splits files that are one JSON value.
#pragma once

#include "corpus/split_reader.h"

namespace unspin {

// Each element of an array is a document, its bytes and no more; what stands around them
// (brackets, commas, white space) is pieces that are none. A file that is an object, or
// several one behind the other, has each as a document.
//
// Elements are only found, by their brackets and strings; whether they are JSON is for
// the parser to say.
class JsonArraySplitter : public Splitter {
 public:
  std::optional<Piece> next(std::string_view bytes, bool at_end) override;
  void drop() override { scan_.seen = 0; }
  const char* fault_at_end() const override;

 private:
  enum class Place : uint8_t { kStart, kInArray, kInElement, kOutside, kGarbage };

  std::optional<Piece> between(std::string_view bytes, bool at_end);
  std::optional<Piece> element(std::string_view bytes, bool at_end);
  size_t find_end(std::string_view bytes);
  size_t pass_string(std::string_view bytes, size_t at);
  bool ends_at(char c);

  Place place_ = Place::kStart;
  bool had_array_ = false;
  bool had_value_ = false;

  // The file ends inside an element.
  bool is_cut_ = false;

  // Of the element under way: how much has been looked at, and the state behind that.
  struct Scan {
    size_t seen = 0;
    size_t depth = 0;
    bool begun = false;
    bool in_string = false;
    bool escaped = false;
  };
  Scan scan_;
};

}  // namespace unspin
