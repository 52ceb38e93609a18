#include "judge/judge.h"

namespace unspin {

RelationVerdict judge_relation(const Case& pair, double) {
  RelationVerdict verdict;
  verdict.kinds.resize(pair.passages.size());
  return verdict;
}

}  // namespace unspin
