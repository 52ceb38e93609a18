// Documents that descend from one text: what a scan makes of its matches.
//
// The JSON object "unspin.family/1" is this struct, field by field; docs/json.md
// describes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "unspin/match.h"

namespace unspin {

// A document of a family other than its root.
struct FamilyMember {
  std::string id;

  // The family's document that it was most likely taken from: the root or another member.
  std::string parent;

  // How it is related to its parent: never kSharedPassages, kUnrelated.
  Relation relation = Relation::kIdentical;

  // Share of the member's tokens that it has in common with its parent, in [0, 1].
  double coverage = 0;

  // Probability that the member was taken from its parent, or from what the parent was
  // taken from, and not the other way round, in [0, 1]; .5 says nothing is known.
  double confidence = 0.5;
};

// Each member is verified against the root itself, not only against its parent: no
// chain of small changes makes a family.
struct Family {
  // The id of its root.
  std::string family;

  // The document that the evidence says the others descend from; without evidence the
  // earliest, then the longest.
  std::string root;

  // How many documents, the root included.
  uint64_t size = 0;

  // All but the root, by id.
  std::vector<FamilyMember> members;
};

}  // namespace unspin
