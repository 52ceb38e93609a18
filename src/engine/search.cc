// This file searches an index for what one text has in common with its documents.
//
// Features say who may have anything (search_candidates.cc); what is said in the end was
// aligned and judged as any two documents are. Candidates that share runs of words go
// first, past the filter that a scan has; then the likeliest by topic. With a short text
// in other words it may be that no passage is found that chance could not have made, and
// still all its rare words lead to one document: that is a lead, and is given as one,
// behind all matches.

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/compare_parts.h"
#include "engine/index_search.h"
#include "engine/scan_parameters.h"
#include "engine/search_candidates.h"
#include "sketch/diagonal_filter.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

// Candidates by topic alone that the filter looks at.
constexpr size_t kMostTopicLooks = 16;

// Of them, so many are aligned unfiltered as have this many words together with the text.
constexpr uint64_t kTopicWords = 2000;
constexpr size_t kMostTopicCompared = 5;

// A text shares its site's footer with thousands. Where so many documents had a chain
// with one stretch of it and came to nothing, for the next that has no other the whole is
// not compared when the parts come to nothing too.
constexpr uint32_t kMostFailures = 16;
constexpr size_t kMostPlaces = 64;  // that are kept count of

// Chains of the same words begin and end a word or two apart.
constexpr uint32_t kSlack = 4;

struct Failures {
  DiagonalFilter::Stretch words;  // of the text
  uint32_t count = 0;

  bool covers(DiagonalFilter::Stretch other) const {
    return other.begin + kSlack >= words.begin && other.end <= words.end + kSlack;
  }
};

class Search {
 public:
  Search(const Index::State& index, const Document& query, const SearchOptions& options)
      : index_(index),
        query_(query),
        options_(options),
        totals_(index.get_totals()),
        parameters_(parameters_of(options.preset, ScanReach::kAll, totals_.documents,
                                  totals_.words)) {}

  Result<SearchResult> run() {
    result_.documents = totals_.documents;
    hash_words(query_.text, words_);
    if (result_.documents == 0 || words_.empty()) return std::move(result_);
    if (!options_.except_id.empty()) {
      UNSPIN_TRY(std::optional<StoredId> id, index_.stored_id(options_.except_id));
      if (id) except_ = id->number;
    }
    SearchCandidates found =
        find_candidates(words_, index_.features->view(),
                        {.documents = result_.documents,
                         .query_is_in = except_.has_value(),
                         .weight_per_root_length = parameters_.weight_per_root_length});
    drop_removed(found.copied);
    drop_removed(found.topic);
    result_.candidates = found.copied.size() + found.topic.size();
    filter_.set_first(words_.hash);
    if (auto done = judge_copied(found.copied); !done)
      return tl::unexpected<Error>(std::move(done).error());
    if (auto done = judge_topic(found.topic); !done)
      return tl::unexpected<Error>(std::move(done).error());
    finish();
    return std::move(result_);
  }

 private:
  void drop_removed(std::vector<SearchCandidate>& candidates) const {
    std::erase_if(candidates, [&](const SearchCandidate& candidate) {
      return candidate.number == except_ || index_.features->is_removed(candidate.number);
    });
  }

  Result<void> judge_copied(const std::vector<SearchCandidate>& candidates) {
    for (const SearchCandidate& candidate : candidates) {
      if (options_.most_compared && result_.compared >= options_.most_compared) return {};
      UNSPIN_TRY(std::optional<Document> document, index_.document(candidate.number));
      if (!document) continue;
      bool filtered = !candidate.whole;
      if ((filtered && chain_with(*document) < parameters_.least_chain) ||
          !compare(*std::move(document), filtered))
        unaligned_.push_back(candidate);
    }
    return {};
  }

  Result<void> judge_topic(const std::vector<SearchCandidate>& candidates) {
    unaligned_.insert(unaligned_.end(), candidates.begin(), candidates.end());
    std::ranges::sort(unaligned_, {}, [](const SearchCandidate& c) {
      return std::pair(-c.topic, c.number);
    });
    std::vector<SearchCandidate> leads;
    uint64_t budget = kTopicWords;
    for (size_t i = 0; i < std::min(unaligned_.size(), kMostTopicLooks); ++i) {
      const SearchCandidate& candidate = unaligned_[i];
      if (options_.most_compared && result_.compared >= options_.most_compared) break;
      UNSPIN_TRY(std::optional<Document> document, index_.document(candidate.number));
      if (!document) continue;
      uint64_t cost = uint64_t{candidate.words} + words_.size();
      bool likely = i < kMostTopicCompared && cost <= budget;
      if (likely) budget -= cost;
      DocumentInfo info = info_of(*document);
      if ((!likely &&
           (candidate.copied || chain_with(*document) < parameters_.least_chain)) ||
          !compare(*std::move(document), !likely))
        add_lead(i, std::move(info));
    }
    return {};
  }

  uint32_t chain_with(const Document& document) {
    hash_words(document.text, other_words_);
    return filter_.longest_chain(other_words_.hash);
  }

  // Whether the two are related; then the match is kept. `filtered`: chain_with() was
  // asked of it last, so parts may do.
  bool compare(Document document, bool filtered) {
    ++result_.compared;
    std::optional<Match> match;
    if (filtered) {
      ScanParameters parameters = parameters_;
      if (is_worn(filter_.places())) parameters.insists = false;
      match = compare_parts(index_.comparer, {query_, words_}, {document, other_words_},
                            filter_.places(), parameters);
    }
    if (!match) {
      if (!prepared_) prepared_ = index_.comparer.prepare(query_);
      match = index_.comparer.compare(*prepared_,
                                      index_.comparer.prepare(std::move(document)));
    }
    if (match->relation == Relation::kUnrelated) {
      if (filtered) note_failure(filter_.places());
      return false;
    }
    match->evalue *= static_cast<double>(result_.documents);
    result_.matches.push_back(*std::move(match));
    return true;
  }

  // Whether the chains lie only where others lay that came to nothing, time and again.
  bool is_worn(std::span<const DiagonalFilter::Place> places) const {
    return std::ranges::all_of(places, [&](const DiagonalFilter::Place& place) {
      return std::ranges::any_of(failures_, [&](const Failures& failures) {
        return failures.count >= kMostFailures && failures.covers(place.first);
      });
    });
  }

  void note_failure(std::span<const DiagonalFilter::Place> places) {
    for (const DiagonalFilter::Place& place : places) {
      auto known = std::ranges::find_if(failures_, [&](const Failures& failures) {
        return failures.covers(place.first);
      });
      if (known != failures_.end())
        ++known->count;
      else if (failures_.size() < kMostPlaces)
        failures_.push_back({place.first, 1});
    }
  }

  void add_lead(size_t rank, DocumentInfo document) {
    if (leads_.size() >= options_.leads) return;
    Match lead;
    lead.a = info_of(query_);
    lead.b = std::move(document);
    lead.relation = Relation::kUnrelated;
    lead.evalue = chance_of(unaligned_[rank]);
    leads_.push_back(std::move(lead));
  }

  static DocumentInfo info_of(const Document& document) {
    return {document.id,    document.text.size(), document.language,
            document.title, document.published,   document.url};
  }

  // How many documents would share as much by chance. Two estimates, and the larger: how
  // often words as rare as these meet, were they independent, which they are not (hence
  // the factor, as for scores of passages); and how the scores of the other candidates
  // fall off from rank to rank, if there are enough of them.
  double chance_of(const SearchCandidate& candidate) const {
    constexpr double kDecay = .4;
    constexpr size_t kFromRank = 10;
    double expected =
        static_cast<double>(result_.documents) * std::exp(-kDecay * candidate.nats);
    size_t to_rank = std::min<size_t>(unaligned_.size(), 100);
    if (to_rank < 2 * kFromRank) return expected;
    double high = unaligned_[kFromRank - 1].topic, low = unaligned_[to_rank - 1].topic;
    double slope = (high - low) / std::log(static_cast<double>(to_rank) / kFromRank);
    if (slope <= 0) return expected;
    return std::max(expected, kFromRank * std::exp((high - candidate.topic) / slope));
  }

  void finish() {
    std::ranges::sort(result_.matches, [](const Match& one, const Match& other) {
      return std::tuple(-one.score, std::string_view(one.b.id)) <
             std::tuple(-other.score, std::string_view(other.b.id));
    });
    if (options_.most && result_.matches.size() > options_.most)
      result_.matches.resize(options_.most);
    result_.leads = leads_.size();
    for (Match& lead : leads_) result_.matches.push_back(std::move(lead));
  }

  const Index::State& index_;
  const Document& query_;
  const SearchOptions& options_;
  const IndexTotals totals_;
  const ScanParameters parameters_;
  std::optional<uint64_t> except_;
  WordHashes words_;
  WordHashes other_words_;
  DiagonalFilter filter_;
  std::optional<Prepared> prepared_;
  std::vector<SearchCandidate> unaligned_;  // by topic
  std::vector<Match> leads_;
  std::vector<Failures> failures_;
  SearchResult result_;
};

}  // namespace

Result<SearchResult> search_index(const Index::State& index, const Document& query,
                                  const SearchOptions& options) {
  return Search(index, query, options).run();
}

Result<SearchResult> Index::search(const Document& query,
                                   const SearchOptions& options) const {
  return search_index(*state_, query, options);
}

}  // namespace unspin
