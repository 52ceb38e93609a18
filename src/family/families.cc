// This file turns judged pairs into families: stars of verified pairs around roots
// (family_roots.cc chooses them), each member with the parent it most likely came from.
//
// A copy of a copy is closer to the copy than to the root. So a member's parent is the
// closest text of its family that is itself closer to the root: parents come before
// their children in that order, and no circle can arise. The pair with the root is
// verified all the same.

#include "family/families.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "family/family_graph.h"
#include "family/family_roots.h"

namespace unspin {
namespace {

// The probability that of two documents with the same text the earlier came first in
// truth as well: dates of pages are wrong at times.
constexpr double kDateConfidence = 0.9;

// A family with the documents that its ids stand for.
struct PlacedFamily {
  Family family;
  uint32_t root = 0;
  std::vector<std::pair<FamilyMember, uint32_t>> members;
};

// A node of a family and its link to the root.
struct Kin {
  Node node = 0;
  const Link* to_root = nullptr;
};

class FamilyWriter {
 public:
  FamilyWriter(std::span<const FamilyDocument> documents, const FamilyGraph& graph,
               const FamilyRoots& roots)
      : documents_(documents),
        graph_(graph),
        roots_(roots),
        rank_(graph.size(), kNoNode),
        parent_of_(documents.size()) {
    std::iota(parent_of_.begin(), parent_of_.end(), 0U);
  }

  void write(FamilyResult& result) {
    for (PlacedFamily& placed : families()) {
      std::vector<uint32_t>& documents = result.documents.emplace_back();
      documents.push_back(placed.root);
      for (auto& [member, document] : placed.members) {
        placed.family.members.push_back(std::move(member));
        documents.push_back(document);
      }
      result.families.push_back(std::move(placed.family));
    }
    result.parent_of = std::move(parent_of_);
  }

 private:
  std::vector<PlacedFamily> families() {
    std::vector<std::vector<Node>> members(graph_.size());
    for (Node node = 0; node < graph_.size(); ++node)
      if (roots_.root_of[node] != node) members[roots_.root_of[node]].push_back(node);
    std::vector<PlacedFamily> families;
    for (Node root = 0; root < graph_.size(); ++root) {
      if (roots_.root_of[root] != root) continue;
      if (members[root].empty() && graph_.copies(root).empty()) continue;
      families.push_back(family_of(root, members[root]));
    }
    std::ranges::sort(families, {}, [](const PlacedFamily& placed) {
      return std::tie(placed.family.family, placed.root);
    });
    return families;
  }

  const std::string& id(Node node) const { return documents_[graph_.head(node)].id; }

  PlacedFamily family_of(Node root, const std::vector<Node>& members) {
    PlacedFamily placed{.family = {.family = id(root), .root = id(root)},
                        .root = graph_.head(root)};
    add_copies(root, placed);
    std::vector<Kin> kin = by_closeness(root, members);
    for (size_t i = 0; i < kin.size(); ++i) rank_[kin[i].node] = static_cast<Node>(i);
    for (const Kin& member : kin) {
      placed.members.emplace_back(member_of(root, member), graph_.head(member.node));
      add_copies(member.node, placed);
    }
    placed.family.size = placed.members.size() + 1;
    std::ranges::sort(placed.members, {}, [](const auto& member) {
      return std::tie(member.first.id, member.second);
    });
    return placed;
  }

  std::vector<Kin> by_closeness(Node root, const std::vector<Node>& members) const {
    std::vector<Kin> kin;
    for (Node node : members) {
      auto links = graph_.links(node);
      auto link = std::ranges::lower_bound(links, root, {}, &Link::other);
      kin.push_back({node, &*link});
    }
    std::ranges::sort(kin, [](const Kin& x, const Kin& y) {
      bool x_against = x.to_root->other_is_original < 0;
      bool y_against = y.to_root->other_is_original < 0;
      if (x_against != y_against) return y_against;
      if (is_closer(*x.to_root, *y.to_root)) return true;
      if (is_closer(*y.to_root, *x.to_root)) return false;
      return x.node < y.node;
    });
    return kin;
  }

  // Documents with the same text as the node's head.
  void add_copies(Node node, PlacedFamily& placed) {
    uint32_t head = graph_.head(node);
    for (uint32_t copy : graph_.copies(node)) {
      parent_of_[copy] = head;
      bool later = is_before(graph_.published(head), graph_.published(copy));
      FamilyMember member{.id = documents_[copy].id,
                          .parent = id(node),
                          .relation = Relation::kIdentical,
                          .coverage = 1,
                          .confidence = later ? kDateConfidence : 0.5};
      placed.members.emplace_back(std::move(member), copy);
    }
  }

  FamilyMember member_of(Node root, const Kin& member) {
    const Link* parent = member.to_root;
    for (const Link& link : graph_.links(member.node)) {
      if (!link.verified || link.other_is_original < 0) continue;
      if (roots_.root_of[link.other] != root || link.other == root) continue;
      if (rank_[link.other] > rank_[member.node]) continue;
      if (is_closer(link, *parent)) parent = &link;
    }
    parent_of_[graph_.head(member.node)] = graph_.head(parent->other);
    // A vote of a million is certainty that the parent came first.
    double confidence = 0.5 + static_cast<double>(parent->other_is_original) / 2e6;
    return {.id = id(member.node),
            .parent = id(parent->other),
            .relation = parent->relation,
            .coverage = parent->coverage,
            .confidence = std::clamp(confidence, 0.0, 1.0)};
  }

  std::span<const FamilyDocument> documents_;
  const FamilyGraph& graph_;
  const FamilyRoots& roots_;
  std::vector<Node> rank_;  // in its family, closest first
  std::vector<uint32_t> parent_of_;
};

}  // namespace

FamilyResult build_families(std::span<const FamilyDocument> documents,
                            std::span<const FamilyEdge> edges,
                            std::span<const std::pair<uint32_t, uint32_t>> identical,
                            const FamilyOptions& options) {
  // Documents with the same text become one node, with the best judgement of each pair.
  FamilyGraph graph(documents, edges, identical);

  // Beyond this point nothing depends on the order in which things were given.
  FamilyRoots roots = find_roots(graph, options);

  FamilyResult result;
  FamilyWriter(documents, graph, roots).write(result);
  for (auto [x, y] : roots.wanted) {
    uint32_t a = graph.head(x);
    uint32_t b = graph.head(y);
    result.wanted_edges.emplace_back(std::min(a, b), std::max(a, b));
  }
  std::ranges::sort(result.wanted_edges);
  auto repeated = std::ranges::unique(result.wanted_edges);
  result.wanted_edges.erase(repeated.begin(), repeated.end());
  return result;
}

}  // namespace unspin
