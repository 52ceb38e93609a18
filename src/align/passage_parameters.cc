#include "align/passage_parameters.h"

namespace unspin {

PassageModel::PassageModel(const PassageParameters& set)
    : parameters(set),
      rewrite(set.surprise.survival, set.surprise.most),
      digest(set.surprise.digest_survival, set.surprise.most) {}

const PassageModel& usual_passage_model() {
  static const PassageModel model;
  return model;
}

}  // namespace unspin
