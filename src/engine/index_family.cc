// The family of one document of an index, found by asking around: who is related to it,
// and who to those, until nobody new turns up. Families are then built as a scan builds
// them, which asks for the pairs that it needs; so nobody is in one who was not compared
// with its root.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/index_search.h"
#include "family/families.h"

namespace unspin {
namespace {

// Rounds of asking back which pairs the family needs.
constexpr int kMostRounds = 20;

class FamilySearch {
 public:
  FamilySearch(const Index::State& index, size_t most)
      : index_(index), most_(std::max<size_t>(most, 1)) {}

  Result<DocumentFamily> run(Document document) {
    take(std::move(document));
    for (uint32_t next = 0; next < documents_.size(); ++next)
      if (auto done = ask(next); !done)
        return tl::unexpected<Error>(std::move(done).error());
    return family_of_first();
  }

 private:
  using Pair = std::pair<uint32_t, uint32_t>;

  void take(Document document) {
    numbers_.emplace(document.id, static_cast<uint32_t>(documents_.size()));
    documents_.push_back(std::move(document));
  }

  // Who is related to document number `from`?
  Result<void> ask(uint32_t from) {
    SearchOptions options{.most = 2 * most_,
                          .most_compared = 4 * most_,
                          .leads = 0,
                          .except_id = documents_[from].id};
    UNSPIN_TRY(SearchResult found, search_index(index_, documents_[from], options));
    for (Match& match : found.matches) {
      bool relative = match.relation < Relation::kSharedPassages;
      auto known = numbers_.find(match.b.id);
      if (known == numbers_.end() && relative) {
        if (documents_.size() >= most_) {
          cut_off_ = true;
          continue;
        }
        UNSPIN_TRY(std::optional<StoredId> id, index_.stored_id(match.b.id));
        if (!id) continue;
        UNSPIN_TRY(std::optional<Document> document, index_.document(id->number));
        if (document) complete(*document);
        if (!document) continue;
        take(*std::move(document));
        known = numbers_.find(match.b.id);
      }
      if (known != numbers_.end()) keep(from, known->second, std::move(match));
    }
    return {};
  }

  void keep(uint32_t a, uint32_t b, Match match) {
    if (a == b) return;
    if (a > b) {
      std::swap(a, b);
      match = mirror(std::move(match));
    }
    matches_.try_emplace({a, b}, std::move(match));
  }

  FamilyResult build() {
    std::vector<FamilyDocument> documents;
    for (const Document& document : documents_)
      documents.push_back({.id = document.id,
                           .published = document.published.value_or(""),
                           .length = document.text.size()});
    std::vector<FamilyEdge> edges;
    for (const auto& [pair, match] : matches_)
      edges.push_back(edge_of(pair.first, pair.second, match));
    return build_families(documents, edges);
  }

  void judge(const std::vector<Pair>& wanted) {
    for (auto [a, b] : wanted) {
      if (matches_.contains({a, b})) continue;
      Match match = index_.comparer.compare(documents_[a], documents_[b]);
      match.evalue *= static_cast<double>(index_.get_totals().documents);
      matches_.emplace(Pair{a, b}, std::move(match));
    }
  }

  DocumentFamily family_of_first() {
    FamilyResult built = build();
    for (int round = 0; round < kMostRounds && !built.wanted_edges.empty(); ++round) {
      judge(built.wanted_edges);
      built = build();
    }
    const std::string& id = documents_.front().id;
    for (Family& family : built.families) {
      bool in_it =
          family.root == id || std::ranges::find(family.members, id, &FamilyMember::id) !=
                                   family.members.end();
      if (in_it) return describe(std::move(family));
    }
    return describe({.family = id, .root = id, .size = 1, .members = {}});
  }

  DocumentFamily describe(Family family) {
    DocumentFamily found{.family = std::move(family)};
    std::map<uint32_t, uint32_t> places;  // in found.documents
    auto add = [&](const std::string& id) {
      uint32_t number = numbers_.at(id);
      places.emplace(number, static_cast<uint32_t>(found.documents.size()));
      found.documents.push_back(documents_[number]);
    };
    add(found.family.root);
    for (const FamilyMember& member : found.family.members) add(member.id);
    for (auto& [pair, match] : matches_) {
      auto a = places.find(pair.first), b = places.find(pair.second);
      if (a == places.end() || b == places.end()) continue;
      if (match.relation == Relation::kUnrelated) continue;
      found.matches.push_back(a->second < b->second ? std::move(match)
                                                    : mirror(std::move(match)));
    }
    found.cut_off = cut_off_;
    return found;
  }

  const Index::State& index_;
  size_t most_;
  std::vector<Document> documents_;
  std::unordered_map<std::string, uint32_t> numbers_;
  std::map<Pair, Match> matches_;  // first below second
  bool cut_off_ = false;
};

}  // namespace

Result<DocumentFamily> Index::family(std::string_view id, size_t most_members) const {
  UNSPIN_TRY(std::optional<Document> document, find(id));
  if (!document)
    return fail(Code::kNotFound,
                state_->path.string() + ": has no document of the id " + std::string(id));
  return FamilySearch(*state_, most_members).run(*std::move(document));
}

}  // namespace unspin
