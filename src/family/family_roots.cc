// This file chooses roots, so that every other text is verified against one.
//
// What we are given is a graph of pairs that alignment verified. Its connected parts are
// no families: a text that was changed a little a thousand times is connected from end
// to end, and the ends have nothing in common. So a family is a star: a root, and texts
// each of which has a verified pair with the root itself.
//
//   1. Texts are taken in the order of how likely they are an original: what the judged
//      directions say on balance, then the date, then length.
//   2. A text that is not linked to a root yet becomes a root itself. But first its
//      challengers are heard: a text that is said to be its original takes its place,
//      when that one is the original of others as well.
//   3. In the end each text joins the root it is closest to, among those it is linked to.
//
// So no two roots are linked, and each text that is not a root is linked to one: a
// maximal independent set, as a greedy pass finds it in linear time.
//
// Candidates come as stars and chains, not as cliques: a passage in a thousand documents
// links each to the next two only. So a root asks for the pairs that it lacks: with the
// texts that are connected to it by way of texts that it has not refused, nearest first.
// It asks for a few, and for three times as many as soon as they are granted: a copy of
// ten thousand is known after six rounds. The chain of small changes costs each of its
// families a few dozen refusals. Texts that a root asked for wait: they ask for nothing
// in the same round, so that rounds are few and little is asked in vain.

#include "family/family_roots.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace unspin {
namespace {

// How many pairs a challenger of a root may ask for.
constexpr size_t kChallenge = 8;

// What a challenger needs beside the vote against the root itself: two votes of half
// certainty, in millionths.
constexpr int64_t kLeastVotes = 1'000'000;
constexpr uint64_t kHalfVote = 500'000;

// Votes that say that a text is an original, and that it is not.
struct Votes {
  int64_t for_it = 0;
  int64_t against = 0;
};

class RootFinder {
 public:
  RootFinder(const FamilyGraph& graph, const FamilyOptions& options)
      : graph_(graph),
        options_(options),
        votes_(graph.size()),
        degree_(graph.size(), 0),
        settled_(graph.size(), false),
        waiting_(graph.size(), false),
        known_to_(graph.size(), kNoNode) {
    found_.root_of.assign(graph.size(), kNoNode);
    for (Node node = 0; node < graph_.size(); ++node) count_votes(node);
  }

  FamilyRoots find() {
    std::vector<Node> order(graph_.size());
    for (Node node = 0; node < order.size(); ++node) order[node] = node;
    std::ranges::sort(order, [&](Node x, Node y) { return key(x) < key(y); });
    for (Node node : order)
      while (!settled_[node]) settle(waiting_[node] ? node : climb(node));
    for (Node node = 0; node < graph_.size(); ++node)
      if (found_.root_of[node] != node) join_closest(node);
    return std::move(found_);
  }

 private:
  void count_votes(Node node) {
    for (const Link& link : graph_.links(node)) {
      if (!link.verified) continue;
      ++degree_[node];
      if (link.other_is_original > 0) votes_[node].against += link.other_is_original;
      if (link.other_is_original < 0) votes_[node].for_it -= link.other_is_original;
    }
  }

  // Likeliest originals first. Votes count in coarse steps: what is judged later must not
  // make another root of every text that gained one vote. Among texts that nothing tells
  // apart but their length, one that very many are already verified against need not be
  // judged with all of them.
  std::tuple<int, int, int64_t, int, Node> key(Node node) const {
    auto [for_it, against] = votes_[node];
    int standing = 1;
    if (for_it > 0 && for_it >= 3 * against) standing = 0;
    if (against > 0 && against >= 3 * for_it) standing = 2;
    int copies = std::bit_width(static_cast<uint64_t>(for_it) / kHalfVote);
    int tier = std::bit_width(degree_[node] / 8);
    return {standing, -copies, graph_.published(graph_.head(node)).seconds, -tier, node};
  }

  void settle(Node root) {
    settled_[root] = true;
    found_.root_of[root] = root;
    std::vector<Node> nearest;
    for (const Link& link : graph_.links(root)) {
      known_to_[link.other] = root;
      if (!link.verified || settled_[link.other]) continue;
      settled_[link.other] = true;
      nearest.push_back(link.other);
    }
    if (!waiting_[root]) ask(root, std::move(nearest));
  }

  // Goes out from the texts granted to `root`, breadth first, and asks for what is new.
  void ask(Node root, std::vector<Node> queue) {
    // A root that has been granted much will be granted more, of what others would ask
    // for in vain meanwhile: they wait.
    bool growing = queue.size() >= options_.first_wanted;
    size_t left = options_.first_wanted + 2 * queue.size();
    for (size_t i = 0; i < queue.size(); ++i) {
      for (const Link& link : graph_.links(queue[i])) {
        Node other = link.other;
        if (!link.verified || settled_[other] || waiting_[other]) continue;
        if (known_to_[other] == root) continue;
        if (left == 0 && !growing) return;
        waiting_[other] = true;
        queue.push_back(other);
        if (left == 0) continue;
        --left;
        want(root, other);
      }
    }
  }

  void want(Node a, Node b) {
    found_.wanted.emplace_back(std::min(a, b), std::max(a, b));
  }

  // The text that should be root where `node` would be.
  Node climb(Node node) {
    for (size_t step = 0; step < kChallenge; ++step) {
      const Link* challenger = find_challenger(node);
      if (!challenger) return node;
      Votes votes = votes_[challenger->other];
      votes.for_it -= challenger->other_is_original;
      if (votes.for_it < kLeastVotes || votes.for_it < 3 * votes.against) {
        if (votes.against == 0) challenge(challenger->other, node);
        return node;
      }
      node = challenger->other;
    }
    return node;
  }

  // Of the texts that are said to be the original of `node`, the likeliest.
  const Link* find_challenger(Node node) {
    const Link* best = nullptr;
    for (const Link& link : graph_.links(node)) {
      if (!link.verified || link.other_is_original <= 0) continue;
      if (settled_[link.other] || waiting_[link.other]) continue;
      if (!best || key(link.other) < key(best->other)) best = &link;
    }
    return best;
  }

  // Asks for pairs of `challenger` with texts linked to `node`: are they its copies too?
  void challenge(Node challenger, Node node) {
    auto judged = graph_.links(challenger);
    size_t left = kChallenge;
    for (const Link& link : graph_.links(node)) {
      if (!link.verified || link.other == challenger) continue;
      if (left-- == 0) return;
      if (std::ranges::binary_search(judged, link.other, {}, &Link::other)) continue;
      want(challenger, link.other);
    }
  }

  void join_closest(Node node) {
    const Link* best = nullptr;
    auto contradicts = [](const Link& link) { return link.other_is_original < 0; };
    for (const Link& link : graph_.links(node)) {
      if (!link.verified || found_.root_of[link.other] != link.other) continue;
      if (best && contradicts(link) && !contradicts(*best)) continue;
      bool better = best && contradicts(*best) && !contradicts(link);
      if (!best || better || is_closer(link, *best)) best = &link;
    }
    found_.root_of[node] = best->other;
  }

  const FamilyGraph& graph_;
  const FamilyOptions& options_;
  std::vector<Votes> votes_;
  std::vector<uint32_t> degree_;
  std::vector<bool> settled_;   // a root, or linked to one
  std::vector<bool> waiting_;   // some root asked for it in this round
  std::vector<Node> known_to_;  // the last root that was judged with it
  FamilyRoots found_;
};

}  // namespace

FamilyRoots find_roots(const FamilyGraph& graph, const FamilyOptions& options) {
  return RootFinder(graph, options).find();
}

}  // namespace unspin
