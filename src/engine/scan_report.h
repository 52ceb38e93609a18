// The page of a scan, from what the scan found.
#pragma once

#include <string>

#include "engine/scanned.h"

namespace unspin {

// The whole page. Reads and compares again only documents that it shows.
//
// Order:  the same for any number of threads, any memory, any order of inputs.
// Errors: as DocumentStore::read.
Result<std::string> scan_page(const Scanned& scanned, const ScanSummary& summary,
                              unsigned threads);

}  // namespace unspin
