#include "align/passage_parameters.h"

#include <algorithm>
#include <cmath>

namespace unspin {

PassageModel::PassageModel(const PassageParameters& set)
    : parameters(set),
      rewrite(set.surprise.survival, set.surprise.most),
      digest(set.surprise.digest_survival, set.surprise.most) {
  by_tenths_.reserve(9);
  for (int tenths = 1; tenths <= 9; ++tenths)
    by_tenths_.emplace_back(tenths / 10.0, set.surprise.most);
}

const SurpriseTable& PassageModel::of_survival(double share) const {
  const double tenths = std::clamp(std::round(10 * share), 1.0, 9.0);
  return by_tenths_[static_cast<size_t>(tenths) - 1];
}

const PassageModel& usual_passage_model() {
  static const PassageModel model;
  return model;
}

}  // namespace unspin
