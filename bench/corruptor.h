// Changes one fact in a true copy of an article, and says where and what.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "quick_random.h"
#include "unspin/span.h"

namespace unspin::bench {

enum class Corruption : uint8_t {
  kFigure,     // 24 -> 61
  kDate,       // Monday -> Thursday, March 3 -> June 3
  kUnit,       // million -> billion, miles -> kilometers
  kName,       // a name that no verb of saying stands beside
  kSpeaker,    // who said what was quoted
  kQuotation,  // a word inside quotation marks
  kNegation,   // "not" put in or taken out
  kHedge,      // will -> may, "allegedly" put in
  kTruncated,  // a quotation cut short
  kSpliced,    // two quotations made one
  kUnmarked,   // the marks of a quotation taken away
  kMarked,     // marks put around words that nobody is quoted with
  kUntouched,  // nothing: a quotation that stays
};
constexpr size_t kCorruptions = 13;
std::string_view name_of(Corruption corruption);

struct Corrupted {
  std::string text;
  ByteSpan place;  // of the original
  ByteSpan now;    // of `text`
};

// Nothing when the article has no place for such a change. The same for the same
// `random`. Knows nothing of how unspin reads texts: places are found by patterns of
// their own, and where in doubt left alone.
std::optional<Corrupted> corrupt(std::string_view article, Corruption corruption,
                                 QuickRandom random);

}  // namespace unspin::bench
