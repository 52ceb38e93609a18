// What the page of a scan says of the whole collection, counted.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/scanned.h"
#include "report/scan_overview.h"

namespace unspin {

inline constexpr int32_t kUnknownDay = INT32_MIN;

// The days, since 1970, on which documents of families were published; kUnknownDay for
// all others. Reads each document of a family once.
//
// Errors: as DocumentStore::read; kStopped.
Result<std::vector<int32_t>> read_days(const Scanned& scanned, unsigned threads,
                                       const ScanObserver& observer);

// Requires: `days` of read_days().
// Order:    the same for any order of inputs.
// Errors:   as DocumentStore::read.
Result<ScanOverview> make_overview(const Scanned& scanned,
                                   const std::vector<int32_t>& days);

}  // namespace unspin
