// bench/: fits what the engine has learned of digests.
#pragma once

#include <span>

#include "bench_quality_finder.h"

namespace unspin::bench {

// `parameters` with those odds by which a logistic regression, a little ridged, tells the
// right examples.
DigestParameters fit_digests(std::span<const DigestExample> examples,
                             DigestParameters parameters);

}  // namespace unspin::bench
