// The judged pairs as a graph whose nodes are texts: documents with the same text are
// one node.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "family/families.h"
#include "family/family_date.h"

namespace unspin {

// Nodes are numbered by the date of their head, then its length (longest first), then
// its id: a smaller number is a likelier original as far as these say, and the same
// whatever the order of documents.
using Node = uint32_t;

inline constexpr Node kNoNode = UINT32_MAX;

// A judged pair as one of its nodes sees it.
struct Link {
  Node other = 0;
  Relation relation = Relation::kUnrelated;

  // Whether a member of one may stand in the other's family.
  bool verified = false;

  // Log-odds-like vote in millionths that `other` is the original; below 0 that this
  // node is, 0 unknown.
  int64_t other_is_original = 0;

  double coverage = 0;        // share of this node's tokens
  double other_coverage = 0;  // share of the other's
  double score = 0;
};

// Whether a tie with x is closer kin than one with y: relation, then how much of the
// text, then score. Equal ties are told apart by their node.
bool is_closer(const Link& x, const Link& y);

class FamilyGraph {
 public:
  FamilyGraph(std::span<const FamilyDocument> documents,
              std::span<const FamilyEdge> edges,
              std::span<const std::pair<uint32_t, uint32_t>> identical);

  Node size() const { return static_cast<Node>(heads_.size()); }

  // The document that stands for a text: its earliest, and of those the least id.
  uint32_t head(Node node) const { return heads_[node]; }

  // The other documents with the same text, in no order.
  std::span<const uint32_t> copies(Node node) const {
    return std::span(copies_).subspan(copy_starts_[node],
                                      copy_starts_[node + 1] - copy_starts_[node]);
  }

  // Judged pairs, by the other's number; each node at most once.
  std::span<const Link> links(Node node) const {
    return std::span(links_).subspan(link_starts_[node],
                                     link_starts_[node + 1] - link_starts_[node]);
  }

  const Moment& published(uint32_t document) const { return moments_[document]; }

 private:
  void number_nodes(std::span<const FamilyDocument> documents,
                    const std::vector<uint32_t>& class_of);
  void add_links(std::span<const FamilyEdge> edges);

  std::vector<Moment> moments_;
  std::vector<Node> node_of_;  // kNoNode: in no pair
  std::vector<uint32_t> heads_;
  std::vector<uint32_t> copies_;
  std::vector<size_t> copy_starts_;
  std::vector<Link> links_;
  std::vector<size_t> link_starts_;
};

}  // namespace unspin
