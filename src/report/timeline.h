// When the documents of families were published, in periods that a page can show.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace unspin {

// A document of a family with a known date.
struct DatedDocument {
  int32_t day = 0;  // since 1970
  bool is_copy = false;
};

struct Period {
  std::string name;  // "2019-05-03", "2019-05" or "2019"
  uint64_t firsts = 0;
  uint64_t copies = 0;
};

struct Timeline {
  // One after the other, empty ones too; at most kMostPeriods. Empty without dates.
  std::vector<Period> periods;

  // Documents dated before the first period, after the last one.
  uint64_t before = 0;
  uint64_t after = 0;
};

inline constexpr size_t kMostPeriods = 120;

// Days, months or years, the shortest that come to few enough. What lies far off all
// others, at most one in 200 on either end, is left out and counted.
//
// Order: the same for any order of documents.
Timeline make_timeline(std::vector<DatedDocument> documents);

}  // namespace unspin
