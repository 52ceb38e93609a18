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

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "engine/first_error.h"
#include "engine/scanned.h"
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

// Puts the shingles of all documents that stand for themselves into a join.
Result<FeatureJoin> join_shingles(const Collection& collection,
                                  const Collapsed& collapsed, const fs::path& folder,
                                  const ScanOptions& options,
                                  const ScanObserver& observer) {
  unsigned threads = count_threads(options.threads);
  JoinOptions join_options{.memory_bytes = options.memory_bytes / 2, .threads = threads};
  UNSPIN_TRY(FeatureJoin join, FeatureJoin::create(folder, join_options));
  unsigned n = shingle_length(collection.size(), collection.total_words());
  FirstError error;
  parallel_for(collection.size(), threads, 64, [&](size_t i, unsigned thread) {
    auto number = static_cast<uint32_t>(i);
    if (collapsed.stands_for[number] != number || error.any()) return;
    if (thread == 0 && observer.on_progress)
      observer.on_progress(ScanStage::kJoining, i, collection.size());
    auto document = collection.document(number);
    if (!document) return error.keep(std::move(document).error());
    thread_local WordHashes words;
    thread_local std::vector<uint64_t> features;
    hash_words(document->text, words);
    distinct_features(words.hash, n, features);
    if (auto added = join.appender(thread).add(
            number, static_cast<uint32_t>(words.size()), features);
        !added)
      error.keep(std::move(added).error());
  });
  if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
  UNSPIN_TRY([[maybe_unused]] bool whole, join.finish());
  return join;
}

// Aligns and judges the candidates, as many at a time as fit.
Result<uint64_t> judge_candidates(FeatureJoin& join, JudgedPairs& judged,
                                  const ScanObserver& observer) {
  std::optional<Error> error;
  uint64_t candidates = 0;
  std::vector<Pair> pairs;
  auto sink = [&](std::span<const CandidatePair> found) {
    pairs.clear();
    for (const CandidatePair& pair : found) pairs.emplace_back(pair.a, pair.b);
    candidates += pairs.size();
    auto done = judged.judge(pairs, true);
    if (!done) error = std::move(done).error();
    return !error;
  };
  auto progress = [&](const JoinProgress& at) {
    if (observer.on_progress)
      observer.on_progress(ScanStage::kComparing, at.done, at.total);
    return true;
  };
  UNSPIN_TRY([[maybe_unused]] bool whole, join.emit(sink, 0, progress));
  if (error) return tl::unexpected<Error>(*std::move(error));
  return candidates;
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
Result<void> group(Scanned& scanned) {
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
      scanned.parent_of.resize(scanned.collection.size());
      std::iota(scanned.parent_of.begin(), scanned.parent_of.end(), 0U);
      for (uint32_t i = 0; i < input.numbers.size(); ++i)
        scanned.parent_of[input.numbers[i]] = input.numbers[result.parent_of[i]];
      return {};
    }
    std::vector<Pair> wanted;
    for (auto [a, b] : result.wanted_edges)
      wanted.emplace_back(input.numbers[a], input.numbers[b]);
    if (auto done = judged.judge(wanted, false); !done) return done;
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

  // Take all documents in, once; from here on they are numbers.
  UNSPIN_TRY(Collection read,
             Collection::read(inputs, folder / "documents", options, observer));
  auto scanned = std::make_unique<Scanned>(std::move(comparer), std::move(read));
  const Collection& collection = scanned->collection;

  // Who says the same as another, or nearly? One of each goes on.
  UNSPIN_TRY(scanned->collapsed,
             collapse(collection, folder / "near", options, observer));
  const Collapsed& collapsed = scanned->collapsed;

  // Who of these shares shingles that few have? Candidates, no more.
  UNSPIN_TRY(FeatureJoin join,
             join_shingles(collection, collapsed, folder / "join", options, observer));

  // Beyond this point only what was aligned and judged counts, copies included.
  UNSPIN_TRY(scanned->judged,
             JudgedPairs::create(folder / "matches", collection, scanned->comparer,
                                 count_threads(options.threads)));
  JudgedPairs& judged = *scanned->judged;
  std::vector<Pair> copies;
  for (const auto* found : {&collapsed.identical, &collapsed.near})
    for (auto [document, first] : *found) copies.emplace_back(first, document);
  std::ranges::sort(copies);
  if (auto done = judged.judge(copies, false); !done)
    return tl::unexpected<Error>(std::move(done).error());
  UNSPIN_TRY(uint64_t candidates, judge_candidates(join, judged, observer));
  scanned->candidates = candidates + copies.size();

  // Who descends from whom? Asks for the pairs it needs.
  if (auto grouped = group(*scanned); !grouped)
    return tl::unexpected<Error>(std::move(grouped).error());
  return scanned;
}

ScanSummary summarize(const Scanned& scanned) {
  ScanSummary summary;
  summary.read = scanned.collection.stats();
  summary.candidates = scanned.candidates;
  summary.compared = scanned.judged->compared();
  summary.matches = scanned.judged->edges().size();
  count_families(scanned.families, summary);
  return summary;
}

}  // namespace unspin
