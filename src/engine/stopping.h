// Ending a scan early because the caller wishes so.
#pragma once

#include <functional>

#include "unspin/error.h"
#include "unspin/scan.h"

namespace unspin {

inline bool should_stop(const std::function<bool()>& asked) { return asked && asked(); }

inline bool should_stop(const ScanObserver& observer) {
  return should_stop(observer.should_stop);
}

inline Error stopped_error() { return {Code::kStopped, "stopped"}; }

}  // namespace unspin
