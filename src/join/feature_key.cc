#include "join/feature_join.h"
#include "join/records.h"

namespace unspin {

uint64_t feature_key(uint64_t feature) { return mix_bits(feature) >> (64 - kKeyBits); }

}  // namespace unspin
