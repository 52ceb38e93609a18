// What each preset finds, and at what cost: on 100,000 composed documents
// (make_collection) matches with texts that had 60, 80 and 100 % of the words that a
// thesaurus knows replaced; on the 5,057 documents of PAN 2013's training part, as one
// collection (bench_scan.py --pan), matches of the labelled pairs of each obfuscation; on
// 20,000 articles of real news, pairs compared and seconds of one core.
//
//             composed                  PAN                        news
//             60    80   100   random transl. summary       pairs   s
//   verbatim  .999  .92  .45    .885   .766   .647        22,018   12
//   edited    .999  .94  .54    .954   .845   .840        29,144   17
//   spun      .999  .96  .63    .975   .964   .908       141,214   49
//
// A weight of .03 instead of .05 doubles the candidates of "spun" and adds .01 of the
// translated pairs. A least chain of 3 instead of none takes .03 of them away, and on
// composed news spares no comparison.
//
// A near copy has three of four words unchanged in six tenths of both texts at least
// (judge/relation.cc): were the changes scattered one by one, .4 of the 3-grams there
// would be left. But editors change words in runs, and a document of which less than .8
// is in another is removed by no default: kLeastSharedByNear lies between. On 10,000
// composed documents and 20,000 articles of news .2 and .35 find the same near copies,
// all but one, and .35 takes a quarter less time than .2.

#include "engine/scan_parameters.h"

#include "sketch/features.h"

namespace unspin {
namespace {

constexpr double kLeastSharedByNear = .3;

}  // namespace

ScanParameters parameters_of(ScanPreset preset, ScanReach reach, uint64_t n_documents,
                             uint64_t n_words) {
  ScanParameters parameters;
  parameters.shingle_words = shingle_length(n_documents, n_words);
  switch (preset) {
    case ScanPreset::kVerbatim:
      parameters.least_chain = 8;
      parameters.insists = false;
      break;
    case ScanPreset::kEdited:
      break;
    case ScanPreset::kSpun:
      parameters.weight_per_root_length = .05;
      parameters.least_chain = 0;
      break;
  }
  if (reach == ScanReach::kNear) parameters.least_shared = kLeastSharedByNear;
  return parameters;
}

}  // namespace unspin
