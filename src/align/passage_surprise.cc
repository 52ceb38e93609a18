// This file tabulates the gain of a shared word.
//
// The gain depends on one number only, the expected count of the word in the range
// by chance, and is nearly a straight line in its logarithm. So the float's own
// bits are the index: exponent and the first six bits of the mantissa, 64 steps an
// octave, which is off by .01 nats at most and saves an exp and a log a word.

#include "align/passage_surprise.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace unspin {

namespace {
constexpr int kMantissaBits = 23, kExponentBias = 127, kStepBits = 6;
}

SurpriseTable::SurpriseTable(double survival, double most)
    : missing_(static_cast<float>(std::log(1 - survival))) {
  static_assert(kStepsPerOctave == 1 << kStepBits);
  const Chances& chances = chances_of_steps();
  for (size_t i = 0; i < chances.size(); ++i) {
    double gain = std::log((survival + (1 - survival) * chances[i]) / chances[i]);
    found_[i] = static_cast<float>(std::min(most, gain));
  }
}

// The chance of a word at the middle of each step, the same for every table.
const SurpriseTable::Chances& SurpriseTable::chances_of_steps() {
  static const Chances chances = [] {
    Chances result{};
    for (int i = 0; i <= kSteps; ++i) {
      int octave = kLowestOctave + i / kStepsPerOctave;
      double mantissa = 1 + (i % kStepsPerOctave + .5) / kStepsPerOctave;
      result[static_cast<size_t>(i)] = -std::expm1(-std::ldexp(mantissa, octave));
    }
    return result;
  }();
  return chances;
}

float SurpriseTable::found(float expected) const {
  auto bits = static_cast<int32_t>(std::bit_cast<uint32_t>(expected));
  int32_t step = (bits >> (kMantissaBits - kStepBits)) -
                 ((kExponentBias + kLowestOctave) << kStepBits);
  if (step < 0) step = 0;
  if (step > kSteps) step = kSteps;
  return found_[static_cast<size_t>(step)];
}

}  // namespace unspin
