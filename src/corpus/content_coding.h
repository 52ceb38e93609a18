// Bytes as they were before a server compressed them.
#pragma once

#include <string>
#include <string_view>

#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

enum class ContentCoding { kGzip, kDeflate, kBrotli, kZstd };

// Uncompresses all of `bytes`. What breaks off gives what there is of it; bytes behind
// the end are ignored.
//
// Errors: kCorrupt, kTooLarge (over limits.max_record_bytes; past some megabytes, over
//         limits.max_ratio).
// Cost:   linear; a few hundred kilobytes of scratch memory.
Result<std::string> take_off(ContentCoding coding, std::string_view bytes,
                             const ReadLimits& limits);

}  // namespace unspin
