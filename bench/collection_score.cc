// This file compares families with the truth.
//
// Recall is asked of each planted document and its source; precision of each member and
// the first of its family, the pair that decides what is thrown away.

#include "collection_score.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <unordered_set>

namespace unspin::bench {
namespace {

bool is_of(const PlantedDocument* planted, const char* kind) {
  return planted && planted->kind == kind;
}

void score_recall(const CollectionTruth& truth, const FoundFamilies& found,
                  const KnownMatches* matches, CollectionScore& score) {
  for (const PlantedDocument& planted : truth.planted()) {
    bool asked = planted.source != Ids::kNone && planted.source != planted.document &&
                 planted.kind != "fold" && planted.kind != "drift";
    if (!asked) continue;
    std::string name = planted.kind;
    if (!planted.parameter.empty()) name += " " + planted.parameter;
    FoundShare& share = score.kinds[name];
    ++share.planted;
    share.together += found.together(planted.document, planted.source);
    if (matches)
      share.matched += matches->any_with_near(planted.document, planted.source);
  }
}

void score_precision(const CollectionTruth& truth, const FoundFamilies& found,
                     const KnownMatches* matches, CollectionScore& score) {
  score.families = found.families().size();
  for (const FoundFamily& family : found.families()) {
    uint64_t wrong = 0, pages = 0;
    for (uint32_t document : family) {
      pages += is_of(truth.find(document), "template");
      if (document == family[0]) continue;
      ++score.members;
      wrong += !truth.related(document, family[0]);
      if (matches && !matches->of_documents(document, family[0]))
        ++score.unverified_members;
    }
    score.true_members += family.size() - 1 - wrong;
    if (wrong > score.most_false_members) {
      score.most_false_members = wrong;
      score.size_of_falsest = family.size();
    }
    if (pages > 1) {
      score.template_pages += pages;
      score.template_most = std::max(score.template_most, pages);
    }
  }
}

void score_fold(const CollectionTruth& truth, const FoundFamilies& found,
                CollectionScore& score) {
  std::unordered_set<uint32_t> families;
  for (const PlantedDocument& planted : truth.planted()) {
    if (planted.kind != "fold") continue;
    ++score.fold_copies;
    uint32_t family = found.family_of(planted.document);
    if (family == Ids::kNone)
      ++score.fold_alone;
    else
      families.insert(family);
  }
  score.fold_families = families.size();
}

void score_drift(const CollectionTruth& truth, const FoundFamilies& found,
                 const KnownMatches* matches, CollectionScore& score) {
  std::set<uint32_t> families;
  for (const PlantedDocument& planted : truth.planted()) {
    if (planted.kind != "drift") continue;
    uint32_t family = found.family_of(planted.document);
    if (family == Ids::kNone) continue;
    families.insert(family);
    uint32_t root = found.families()[family][0];
    if (root == planted.document) continue;
    ++score.drift_members;
    score.drift_unrelated += !truth.related(planted.document, root);
    if (matches && !matches->of_documents(planted.document, root))
      ++score.drift_unverified;
    const PlantedDocument* of_root = truth.find(root);
    if (!is_of(of_root, "drift")) continue;
    auto apart = static_cast<uint64_t>(std::abs(std::atoi(planted.parameter.c_str()) -
                                                std::atoi(of_root->parameter.c_str())));
    score.drift_most_apart = std::max(score.drift_most_apart, apart);
  }
  score.drift_families = families.size();
}

}  // namespace

uint64_t KnownMatches::key_of(uint32_t a, uint32_t b) const {
  a = found_->stand_in(a);
  b = found_->stand_in(b);
  return uint64_t{std::min(a, b)} << 32 | std::max(a, b);
}

void KnownMatches::add(uint32_t a, uint32_t b, bool of_documents) {
  bool& known = pairs_[key_of(a, b)];
  known = known || of_documents;
}

bool KnownMatches::any(uint32_t a, uint32_t b) const {
  return found_->stand_in(a) == found_->stand_in(b) || pairs_.contains(key_of(a, b));
}

bool KnownMatches::any_with_near(uint32_t a, uint32_t b) const {
  return any(a, b) || any(a, found_->near_stand_in(b));
}

bool KnownMatches::of_documents(uint32_t a, uint32_t b) const {
  if (found_->stand_in(a) == found_->stand_in(b)) return true;
  auto known = pairs_.find(key_of(a, b));
  return known != pairs_.end() && known->second;
}

CollectionScore score_families(const CollectionTruth& truth, const FoundFamilies& found,
                               const KnownMatches* matches) {
  CollectionScore score;
  score_recall(truth, found, matches, score);
  score_precision(truth, found, matches, score);
  score_fold(truth, found, score);
  score_drift(truth, found, matches, score);
  return score;
}

}  // namespace unspin::bench
