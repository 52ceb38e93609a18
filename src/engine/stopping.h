// Ending a scan early because the caller wishes so.
#pragma once

#include "unspin/error.h"
#include "unspin/scan.h"

namespace unspin {

inline bool should_stop(const ScanObserver& observer) {
  return observer.should_stop && observer.should_stop();
}

inline Error stopped_error() { return {Code::kStopped, "stopped"}; }

}  // namespace unspin
