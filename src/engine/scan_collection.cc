// This file finds every copy and rewrite in a collection.
//
// Comparing all pairs is out of the question, so the scan narrows down: first who says
// exactly, or nearly, the same as another; then, among one of each, who shares shingles
// that few others have. What is left is aligned and judged as any two documents are, and
// families are built from what was verified, never from what merely looked alike.
//
// Documents have numbers that do not depend on the input's order (collection.h), every
// pass gives the same for any number of threads and any memory, and results are written
// in the order of ids: so the same collection gives the same bytes.
//
// Every stage leaves what it came to in the scratch folder, with checksums: the documents
// and what is known of them, who was collapsed, the join at its checkpoints, and the
// pairs that were judged, a chunk at a time. A scan that goes on with a stopped one runs
// through the same stages and finds them done, as far as they were; what is damaged is
// done again, or is an error.

#include <algorithm>
#include <initializer_list>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "engine/boilerplate.h"
#include "engine/first_error.h"
#include "engine/scan_manifest.h"
#include "engine/scan_parameters.h"
#include "engine/scanned.h"
#include "engine/stopping.h"
#include "family/families.h"
#include "join/feature_join.h"
#include "sketch/features.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;
using Pair = JudgedPairs::Pair;

// Rounds of asking back which pairs families need. Each halves what is open, as a rule.
constexpr int kMostRounds = 40;

// The stages' files in the scratch folder, each made from the ones before.
constexpr const char* kCollapsed = "collapsed";
constexpr const char* kJoin = "join";
constexpr const char* kMatches = "matches";
constexpr const char* kBoilerplate = "boilerplate";

// Documents between two checkpoints of adding to the join, at least.
constexpr uint32_t kLeastSlice = 100'000;

// Forgets stages that rest on one that is done anew.
void forget(const fs::path& folder, std::initializer_list<const char*> stages) {
  std::error_code ignored;
  for (const char* stage : stages) fs::remove_all(folder / stage, ignored);
}

// Whether what a stage left is to be made anew: it is not there, or damaged.
bool is_lost(const Error& error) {
  return error.code == Code::kNotFound || error.code == Code::kCorrupt;
}

Result<Collection> read_or_restore(const Inputs& inputs, const fs::path& folder,
                                   const ScanOptions& options,
                                   const ScanObserver& observer) {
  auto restored = Collection::restore(inputs, folder, observer);
  if (restored || !is_lost(restored.error())) return restored;
  forget(folder, {kCollapsed, kJoin, kMatches});
  return Collection::read(inputs, folder, options, observer);
}

Result<Collapsed> collapse_or_restore(const Collection& collection,
                                      const fs::path& folder, const ScanOptions& options,
                                      const ScanObserver& observer) {
  auto restored = restore_collapsed(collection, folder / kCollapsed);
  if (restored || !is_lost(restored.error())) return restored;
  forget(folder, {kJoin, kMatches});
  UNSPIN_TRY(Collapsed collapsed,
             collapse(collection, folder / "near", options, observer));
  if (auto saved = save(collapsed, folder / kCollapsed); !saved)
    return tl::unexpected<Error>(std::move(saved).error());
  return collapsed;
}

// Puts the shingles of all documents that stand for themselves into a join.
class ShingleJoin {
 public:
  ShingleJoin(const Collection& collection, const Collapsed& collapsed,
              const ScanParameters& parameters, unsigned threads,
              const ScanObserver& observer)
      : collection_(collection),
        collapsed_(collapsed),
        observer_(observer),
        parameters_(parameters),
        threads_(threads) {}

  // Begins or goes on, and comes to the end of joining.
  Result<FeatureJoin> join(const fs::path& folder, uint64_t memory_bytes) {
    JoinOptions options{.memory_bytes = memory_bytes,
                        .threads = threads_,
                        .weight_per_root_length = parameters_.weight_per_root_length,
                        .resumable = true};
    auto join = FeatureJoin::resume(folder, options);
    if (!join && is_lost(join.error())) {
      forget(folder, {""});
      join = FeatureJoin::create(folder, options);
    }
    if (!join) return join;
    if (join->stage() == JoinStage::kAdding)
      if (auto added = add_all(*join); !added)
        return tl::unexpected<Error>(std::move(added).error());
    auto go_on = [&](const JoinProgress& at) {
      if (observer_.on_progress)
        observer_.on_progress(ScanStage::kJoining, at.done + at.total, 2 * at.total);
      return !should_stop(observer_);
    };
    UNSPIN_TRY(bool whole, join->finish(go_on));
    if (!whole) return tl::unexpected<Error>(stopped_error());
    return join;
  }

 private:
  Result<void> add_all(FeatureJoin& join) {
    uint32_t slice = std::max(kLeastSlice, collection_.size() / 16 + 1);
    for (uint64_t begin = join.cookie(); begin < collection_.size(); begin += slice) {
      uint64_t end = std::min<uint64_t>(begin + slice, collection_.size());
      parallel_for(end - begin, threads_, 64, [&](size_t i, unsigned thread) {
        add(static_cast<uint32_t>(begin + i), join.appender(thread), thread);
      });
      if (auto first = error_.take()) return tl::unexpected<Error>(*std::move(first));
      if (auto saved = join.checkpoint(end); !saved) return saved;
    }
    return {};
  }

  void add(uint32_t number, FeatureAppender& appender, unsigned thread) {
    if (should_stop(observer_)) error_.keep(stopped_error());
    if (collapsed_.stands_for[number] != number || error_.any()) return;
    if (thread == 0 && observer_.on_progress)
      observer_.on_progress(ScanStage::kJoining, number,
                            2 * uint64_t{collection_.size()});
    auto document = collection_.document(number);
    if (!document) return error_.keep(std::move(document).error());
    thread_local WordHashes words;
    thread_local std::vector<uint64_t> features;
    hash_words(document->text, words);
    distinct_features(words.hash, parameters_.shingle_words, features);
    auto added = appender.add(number, static_cast<uint32_t>(words.size()), features);
    if (!added) error_.keep(std::move(added).error());
  }

  const Collection& collection_;
  const Collapsed& collapsed_;
  const ScanObserver& observer_;
  const ScanParameters& parameters_;
  unsigned threads_;
  FirstError error_;
};

// Aligns and judges pairs that are known from the start. Gives how many.
Result<uint64_t> judge_all(std::span<const Pair> pairs, bool filter, JudgedPairs& judged,
                           const ScanObserver& observer) {
  constexpr size_t kStep = 256;
  for (size_t i = 0; i < pairs.size(); i += kStep) {
    if (observer.on_progress)
      observer.on_progress(ScanStage::kVerifying, i, pairs.size());
    std::span<const Pair> some = pairs.subspan(i, std::min(kStep, pairs.size() - i));
    if (auto done = judged.judge(some, filter); !done)
      return tl::unexpected<Error>(std::move(done).error());
  }
  if (auto done = judged.settle(); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return pairs.size();
}

// Aligns and judges texts that are identical or nearly so, each with the one that stands
// for it. Gives how many.
Result<uint64_t> judge_copies(const Collapsed& collapsed, JudgedPairs& judged,
                              const ScanObserver& observer) {
  std::vector<Pair> copies;
  for (const auto* found : {&collapsed.identical, &collapsed.near})
    for (auto [document, first] : *found) copies.emplace_back(first, document);
  std::ranges::sort(copies);
  return judge_all(copies, false, judged, observer);
}

// Aligns and judges the candidates, as many at a time as fit.
Result<uint64_t> judge_candidates(FeatureJoin& join, const Collection& collection,
                                  JudgedPairs& judged, const ScanObserver& observer) {
  std::optional<Error> error;
  uint64_t candidates = 0;
  std::vector<Pair> pairs;
  auto sink = [&](std::span<const CandidatePair> found) {
    pairs.clear();
    for (const CandidatePair& pair : found) pairs.emplace_back(pair.a, pair.b);
    candidates += pairs.size();
    if (observer.on_progress && !pairs.empty())
      observer.on_progress(ScanStage::kComparing, pairs.front().first, collection.size());
    auto done = judged.judge(pairs, true);
    if (!done) error = std::move(done).error();
    return !error;
  };
  auto go_on = [&](const JoinProgress&) { return !should_stop(observer); };
  UNSPIN_TRY(bool whole, join.emit(sink, 0, go_on));
  if (!whole && !error) error = stopped_error();
  if (error) return tl::unexpected<Error>(*std::move(error));
  if (auto done = judged.settle(); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return candidates;
}

// Pairs of the nearly identical documents that `found` stands for with those that it, or
// who stands for it in turn, was found related to.
std::vector<Pair> pairs_stood_for(const Collapsed& collapsed,
                                  std::span<const FamilyEdge> edges, uint32_t most) {
  std::map<uint32_t, std::vector<uint32_t>> stood_for;
  for (auto [document, first] : collapsed.near) stood_for[first].push_back(document);
  std::erase_if(stood_for, [&](const auto& one) { return one.second.size() > most; });
  auto with_itself = [&](uint32_t document) {
    std::vector<uint32_t> all{document};
    if (auto at = stood_for.find(document); at != stood_for.end())
      all.insert(all.end(), at->second.begin(), at->second.end());
    return all;
  };
  std::vector<Pair> pairs;
  for (const FamilyEdge& edge : edges) {
    bool collapsed_themselves =
        collapsed.stands_for[edge.a] != edge.a || collapsed.stands_for[edge.b] != edge.b;
    if (collapsed_themselves) continue;
    for (uint32_t a : with_itself(edge.a))
      for (uint32_t b : with_itself(edge.b))
        if (a != edge.a || b != edge.b)
          pairs.emplace_back(std::min(a, b), std::max(a, b));
  }
  std::ranges::sort(pairs);
  return pairs;
}

// What families need to know of the documents in `edges`, who are renumbered: families
// know only documents that have something to do with another.
struct FamilyInput {
  std::vector<uint32_t> numbers;  // of the collection, ascending
  std::vector<FamilyDocument> documents;

  uint32_t index_of(uint32_t number) const {
    return static_cast<uint32_t>(std::ranges::lower_bound(numbers, number) -
                                 numbers.begin());
  }
};

Result<FamilyInput> describe_documents(const Collection& collection,
                                       std::span<const FamilyEdge> edges) {
  FamilyInput input;
  for (const FamilyEdge& edge : edges) {
    input.numbers.push_back(edge.a);
    input.numbers.push_back(edge.b);
  }
  std::ranges::sort(input.numbers);
  auto repeated = std::ranges::unique(input.numbers);
  input.numbers.erase(repeated.begin(), repeated.end());
  for (uint32_t number : input.numbers) {
    UNSPIN_TRY(Document document, collection.document(number));
    input.documents.push_back({.id = std::move(document.id),
                               .published = document.published.value_or(""),
                               .length = collection.words(number)});
  }
  return input;
}

// Builds families, judging on the way the pairs that they ask for.
Result<void> group(Scanned& scanned, SiteBoilerplate& boilerplate) {
  JudgedPairs& judged = *scanned.judged;
  UNSPIN_TRY(FamilyInput input, describe_documents(scanned.collection, judged.edges()));
  std::vector<Pair> identical;
  for (auto [document, first] : scanned.collapsed.identical)
    identical.emplace_back(input.index_of(document), input.index_of(first));
  for (int round = 0;; ++round) {
    std::vector<FamilyEdge> edges = judged.edges();
    for (FamilyEdge& edge : edges) {
      edge.a = input.index_of(edge.a);
      edge.b = input.index_of(edge.b);
    }
    FamilyResult result = build_families(input.documents, edges, identical);
    if (result.wanted_edges.empty() || round == kMostRounds) {
      scanned.families = std::move(result.families);
      scanned.family_documents = std::move(result.documents);
      for (std::vector<uint32_t>& documents : scanned.family_documents)
        for (uint32_t& document : documents) document = input.numbers[document];
      scanned.parent_of.resize(scanned.collection.size());
      std::iota(scanned.parent_of.begin(), scanned.parent_of.end(), 0U);
      for (uint32_t i = 0; i < input.numbers.size(); ++i)
        scanned.parent_of[input.numbers[i]] = input.numbers[result.parent_of[i]];
      return {};
    }
    std::vector<Pair> wanted;
    for (auto [a, b] : result.wanted_edges)
      wanted.emplace_back(input.numbers[a], input.numbers[b]);
    size_t before = judged.edges().size();
    if (auto done = judged.judge(wanted, false); !done) return done;
    if (auto done = judged.settle(); !done) return done;
    if (auto done = boilerplate.leave_out(judged, before); !done) return done;
  }
}

void count_families(const std::vector<Family>& families, ScanSummary& summary) {
  summary.families = families.size();
  for (const Family& family : families) {
    summary.copies += family.members.size();
    for (const FamilyMember& member : family.members)
      ++summary.relations[member.relation];
  }
  summary.independent = summary.read.documents - summary.copies;
}

}  // namespace

Result<std::unique_ptr<Scanned>> scan_collection(const std::vector<std::string>& inputs,
                                                 const fs::path& folder,
                                                 const ScanOptions& options,
                                                 const ScanObserver& observer) {
  UNSPIN_TRY(Comparer comparer, Comparer::open(options.comparing));

  // Is this what was begun in the folder, if anything was? From here on what lies there
  // is as good as what we would make, or is found to be damaged.
  Inputs named = find_inputs(inputs);
  if (auto agreed = agree_on_scan(folder, describe_scan(named, options, comparer));
      !agreed)
    return tl::unexpected<Error>(std::move(agreed).error());

  // Take all documents in, once; from here on they are numbers.
  UNSPIN_TRY(Collection read, read_or_restore(named, folder, options, observer));
  auto scanned = std::make_unique<Scanned>(std::move(comparer), std::move(read));
  const Collection& collection = scanned->collection;

  // Who says the same as another, or nearly? One of each goes on.
  UNSPIN_TRY(scanned->collapsed,
             collapse_or_restore(collection, folder, options, observer));
  const Collapsed& collapsed = scanned->collapsed;

  // Who of these shares shingles that few have? Candidates, no more.
  unsigned threads = count_threads(options.threads);
  ScanParameters parameters = parameters_of(options.preset, options.reach,
                                            collection.size(), collection.total_words());
  std::optional<FeatureJoin> join;
  if (options.reach != ScanReach::kIdentical) {
    ShingleJoin shingles(collection, collapsed, parameters, threads, observer);
    UNSPIN_TRY(join, shingles.join(folder / kJoin, options.memory_bytes / 2));
  }

  // Beyond this point only what was aligned and judged counts, copies included.
  UNSPIN_TRY(scanned->judged,
             JudgedPairs::open(folder / kMatches, collection, scanned->comparer,
                               parameters, threads, observer));
  JudgedPairs& judged = *scanned->judged;
  UNSPIN_TRY(uint64_t copies, judge_copies(collapsed, judged, observer));
  uint64_t candidates = 0;
  if (join) {
    UNSPIN_TRY(candidates, judge_candidates(*join, collection, judged, observer));
  }
  UNSPIN_TRY(uint64_t stood_for, judge_all(pairs_stood_for(collapsed, judged.edges(),
                                                           parameters.most_stood_for),
                                           true, judged, observer));
  scanned->candidates = copies + candidates + stood_for;

  // Which matches are only what a site puts around its articles?
  UNSPIN_TRY(SiteBoilerplate boilerplate,
             SiteBoilerplate::learn(collection, judged, folder / kBoilerplate, options,
                                    observer));
  if (auto done = boilerplate.leave_out(judged, 0); !done)
    return tl::unexpected<Error>(std::move(done).error());

  // Who descends from whom? Asks for the pairs it needs.
  if (auto grouped = group(*scanned, boilerplate); !grouped)
    return tl::unexpected<Error>(std::move(grouped).error());
  UNSPIN_TRY(scanned->boilerplate, boilerplate.texts());
  scanned->boilerplate_matches = boilerplate.left_out();
  return scanned;
}

ScanSummary summarize(const Scanned& scanned) {
  ScanSummary summary;
  summary.read = scanned.collection.stats();
  summary.candidates = scanned.candidates;
  summary.compared = scanned.judged->compared();
  summary.matches = scanned.judged->edges().size();
  summary.boilerplate_texts = scanned.boilerplate.size();
  summary.boilerplate_matches = scanned.boilerplate_matches;
  count_families(scanned.families, summary);
  return summary;
}

}  // namespace unspin
