#include "judge/judge.h"

namespace unspin {

Original judge_original(const Case&, const RelationVerdict&,
                        const std::vector<QuotationMatch>&) {
  return {};
}

}  // namespace unspin
