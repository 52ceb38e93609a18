#include "family/family_graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace unspin {
namespace {

constexpr uint32_t kUnused = UINT32_MAX;

// Classes of documents with the same text. A document that occurs nowhere is kUnused.
class Classes {
 public:
  explicit Classes(size_t documents) : parent_(documents, kUnused) {}

  void use(uint32_t document) {
    if (parent_[document] == kUnused) parent_[document] = document;
  }

  void join(uint32_t a, uint32_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  uint32_t find(uint32_t document) {
    while (parent_[document] != document) {
      parent_[document] = parent_[parent_[document]];
      document = parent_[document];
    }
    return document;
  }

  std::vector<uint32_t> all() {
    std::vector<uint32_t> class_of(parent_.size(), kUnused);
    for (uint32_t d = 0; d < parent_.size(); ++d)
      if (parent_[d] != kUnused) class_of[d] = find(d);
    return class_of;
  }

 private:
  std::vector<uint32_t> parent_;
};

bool is_document_level(Relation relation) {
  return relation != Relation::kSharedPassages && relation != Relation::kUnrelated;
}

// A probability as a vote: none for a half, a million for certainty.
int64_t vote_of(const FamilyEdge& edge) {
  if (edge.original == Side::kUnknown) return 0;
  double confidence = std::clamp(edge.confidence, 0.5, 1.0);
  return std::llround((2 * confidence - 1) * 1e6);
}

Link link_to_b(const FamilyEdge& edge, Node b) {
  int64_t vote = vote_of(edge);
  return {.other = b,
          .relation = edge.relation,
          .verified = is_document_level(edge.relation),
          .other_is_original = edge.original == Side::kB ? vote : -vote,
          .coverage = edge.coverage.a,
          .other_coverage = edge.coverage.b,
          .score = edge.score};
}

Link turned(const Link& link, Node node) {
  Link other = link;
  other.other = node;
  other.other_is_original = -link.other_is_original;
  std::swap(other.coverage, other.other_coverage);
  return other;
}

// Everything that tells two judgements of one pair apart.
auto all_of(const Link& link) {
  return std::tuple(link.relation, -std::max(link.coverage, link.other_coverage),
                    -link.score, -link.coverage, -link.other_coverage,
                    link.other_is_original);
}

}  // namespace

bool is_closer(const Link& x, const Link& y) {
  auto key = [](const Link& link) {
    return std::tuple(link.relation, -std::max(link.coverage, link.other_coverage),
                      -link.score, link.other);
  };
  return key(x) < key(y);
}

FamilyGraph::FamilyGraph(std::span<const FamilyDocument> documents,
                         std::span<const FamilyEdge> edges,
                         std::span<const std::pair<uint32_t, uint32_t>> identical) {
  moments_.reserve(documents.size());
  for (const FamilyDocument& document : documents)
    moments_.push_back(parse_moment(document.published));

  Classes classes(documents.size());
  for (auto [document, first] : identical) {
    classes.use(document);
    classes.use(first);
    classes.join(document, first);
  }
  for (const FamilyEdge& edge : edges) {
    classes.use(edge.a);
    classes.use(edge.b);
    // The same words in the same order: here a chain glues no strangers together.
    if (edge.relation == Relation::kIdentical) classes.join(edge.a, edge.b);
  }
  number_nodes(documents, classes.all());
  add_links(edges);
}

void FamilyGraph::number_nodes(std::span<const FamilyDocument> documents,
                               const std::vector<uint32_t>& class_of) {
  std::vector<uint32_t> order;
  for (uint32_t d = 0; d < class_of.size(); ++d)
    if (class_of[d] != kUnused) order.push_back(d);
  std::ranges::sort(order, [&](uint32_t x, uint32_t y) {
    auto key = [&](uint32_t d) {
      return std::tuple(moments_[d].seconds, ~documents[d].length,
                        std::string_view(documents[d].id));
    };
    return key(x) < key(y);
  });

  // The first of each class gives it its number.
  node_of_.assign(class_of.size(), kNoNode);
  std::vector<Node> node_of_class(class_of.size(), kNoNode);
  for (uint32_t d : order) {
    Node& node = node_of_class[class_of[d]];
    if (node == kNoNode) {
      node = size();
      heads_.push_back(d);
    }
    node_of_[d] = node;
  }
  copy_starts_.assign(heads_.size() + 1, 0);
  for (uint32_t d : order)
    if (heads_[node_of_[d]] != d) ++copy_starts_[node_of_[d] + 1];
  std::partial_sum(copy_starts_.begin(), copy_starts_.end(), copy_starts_.begin());
  copies_.resize(copy_starts_.back());
  std::vector<size_t> next(copy_starts_.begin(), copy_starts_.end() - 1);
  for (uint32_t d : order)
    if (heads_[node_of_[d]] != d) copies_[next[node_of_[d]]++] = d;
}

void FamilyGraph::add_links(std::span<const FamilyEdge> edges) {
  std::vector<std::pair<Node, Link>> all;
  for (const FamilyEdge& edge : edges) {
    Node a = node_of_[edge.a];
    Node b = node_of_[edge.b];
    if (a == b) continue;
    Link link = link_to_b(edge, b);
    all.emplace_back(a, link);
    all.emplace_back(b, turned(link, a));
  }
  // The strongest judgement of a pair first, the same seen from both ends.
  std::ranges::sort(all, [](const auto& x, const auto& y) {
    if (x.first != y.first) return x.first < y.first;
    if (x.second.other != y.second.other) return x.second.other < y.second.other;
    bool lower = x.first < x.second.other;
    return lower ? all_of(x.second) < all_of(y.second)
                 : all_of(turned(x.second, x.first)) < all_of(turned(y.second, y.first));
  });
  link_starts_.assign(heads_.size() + 1, 0);
  for (size_t i = 0; i < all.size(); ++i) {
    const auto& [node, link] = all[i];
    if (i > 0 && all[i - 1].first == node && all[i - 1].second.other == link.other)
      continue;
    links_.push_back(link);
    ++link_starts_[node + 1];
  }
  std::partial_sum(link_starts_.begin(), link_starts_.end(), link_starts_.begin());
}

}  // namespace unspin
