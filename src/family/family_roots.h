// Here are texts and how they are linked, say which are roots, whose member each other
// text is, and which pairs would have to be judged to be sure.
#pragma once

#include <utility>
#include <vector>

#include "family/family_graph.h"

namespace unspin {

struct FamilyRoots {
  // For each node its root; itself for a root, with or without members.
  std::vector<Node> root_of;

  // Pairs of nodes, none judged.
  std::vector<std::pair<Node, Node>> wanted;
};

FamilyRoots find_roots(const FamilyGraph& graph, const FamilyOptions& options);

}  // namespace unspin
