// The page of a scan, from what the scan found.
#pragma once

#include <string>

#include "engine/scanned.h"

namespace unspin {

// The whole page. Reads the documents of families, and compares again only pairs that it
// shows.
//
// Order:  the same for any number of threads, any memory, any order of inputs.
// Errors: as DocumentStore::read; kStopped.
Result<std::string> scan_page(const Scanned& scanned, const ScanSummary& summary,
                              unsigned threads, const ScanObserver& observer);

}  // namespace unspin
