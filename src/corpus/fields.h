// Which part of a Document a named field of a record is, and how its value is written
// there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/kind.h"
#include "corpus/record.h"

namespace unspin {

enum class Role : uint8_t {
  kText,
  kId,
  kTitle,
  kAuthor,
  kDate,
  kPublisher,
  kUrl,
  kLanguage,
};
inline constexpr size_t kRoles = 8;

// FieldNames made ready for looking names up.
class FieldTable {
 public:
  explicit FieldTable(const FieldNames& names);

  // What a field is wanted for. Of a record's fields for one role that are present, the
  // one with the lowest rank is the one.
  struct Use {
    Role role = Role::kText;
    uint32_t rank = 0;
  };

  // Calls use(Use) for each role that the field `name` may fill. Names that differ from
  // `name` in ASCII case alone count too, after the one that does not.
  template <typename F>
  void for_each_use(std::string_view name, F&& use) const {
    if (name.size() >= buckets_.size()) return;
    for (const Entry& entry : buckets_[name.size()])
      if (equal_but_for_case(entry.name, name))
        use(Use{entry.role, entry.index * 2 + (entry.name == name ? 0 : 1)});
  }

  // Whether some field is looked for inside the object `name`.
  bool looks_inside(std::string_view name) const;

 private:
  struct Entry {
    std::string name;
    Role role;
    uint32_t index;
  };

  static bool equal_but_for_case(std::string_view a, std::string_view b);
  void add(Role role, const std::vector<std::string>& names);

  // By the length of the name.
  std::vector<std::vector<Entry>> buckets_;
  std::vector<std::string> insides_;
};

// Where a document was found.
struct RecordPlace {
  std::string_view path;
  Kind kind = Kind::kText;
  uint64_t line = 0;
  uint64_t bytes = 0;
};

// The values of a record's fields by role; absent ones have none. A date may be in any
// form; a text that is absent is empty.
using FieldValues = std::array<std::optional<std::string>, kRoles>;

// The document that they make: an id that is absent is the URL, else "path:line"; a date
// that to_iso_date does not know and values that are empty are absent.
Document make_document(FieldValues values, const RecordPlace& place);

// "2019-04-25" or "2019-04-25T12:57:54Z" for a date written in ISO 8601, with a space for
// the T, without separators ("20190425", "20190425125754"), as in HTTP and mail ("Thu, 25
// Apr 2019 12:57:54 GMT"), with the month in English ("April 25, 2019"), or as seconds or
// milliseconds since 1970. None for what could be read in two ways ("04/05/2019").
std::optional<std::string> to_iso_date(std::string_view written);

}  // namespace unspin
