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

#include "unspin/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/parallel.h"
#include "engine/collapse.h"
#include "engine/collection.h"
#include "engine/first_error.h"
#include "engine/judged_pairs.h"
#include "family/families.h"
#include "join/feature_join.h"
#include "report/report.h"
#include "sketch/features.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;
using Pair = JudgedPairs::Pair;

// Rounds of asking back which pairs families need. Each halves what is open, as a rule.
constexpr int kMostRounds = 40;

// A folder of the scan's own, gone when this goes.
class ScratchFolder {
 public:
  static Result<ScratchFolder> make(const fs::path& out) {
    ScratchFolder scratch;
    std::error_code error;
    fs::create_directories(out / ".scratch", error);
    if (error)
      return fail(Code::kUnwritable,
                  fmt::format("{}: cannot make: {}", out.string(), error.message()));
    scratch.path_ = out / ".scratch";
    return scratch;
  }
  ScratchFolder(ScratchFolder&& other) noexcept { std::swap(path_, other.path_); }
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  const fs::path& path() const { return path_; }

 private:
  ScratchFolder() = default;
  fs::path path_;
};

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
Result<std::vector<Family>> group(const Collection& collection,
                                  const Collapsed& collapsed, JudgedPairs& judged) {
  UNSPIN_TRY(FamilyInput input, describe_documents(collection, judged.edges()));
  std::vector<Pair> identical;
  for (auto [document, first] : collapsed.identical)
    identical.emplace_back(input.index_of(document), input.index_of(first));
  for (int round = 0;; ++round) {
    std::vector<FamilyEdge> edges = judged.edges();
    for (FamilyEdge& edge : edges) {
      edge.a = input.index_of(edge.a);
      edge.b = input.index_of(edge.b);
    }
    FamilyResult result = build_families(input.documents, edges, identical);
    if (result.wanted_edges.empty() || round == kMostRounds)
      return std::move(result.families);
    std::vector<Pair> wanted;
    for (auto [a, b] : result.wanted_edges)
      wanted.emplace_back(input.numbers[a], input.numbers[b]);
    if (auto done = judged.judge(wanted, false); !done)
      return tl::unexpected<Error>(std::move(done).error());
  }
}

Result<void> write_families(const std::vector<Family>& families, const fs::path& path) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  for (const Family& family : families)
    if (auto written = file.write(to_json(family) + '\n'); !written) return written;
  return file.finish();
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

Result<ScanSummary> scan(const std::vector<std::string>& inputs, const fs::path& out,
                         const ScanOptions& options, const ScanObserver& observer) {
  UNSPIN_TRY(ScratchFolder scratch, ScratchFolder::make(out));
  UNSPIN_TRY(Comparer comparer, Comparer::open(options.comparing));

  // Take all documents in, once; from here on they are numbers.
  UNSPIN_TRY(Collection collection,
             Collection::read(inputs, scratch.path() / "documents", options, observer));

  // Who says the same as another, or nearly? One of each goes on.
  UNSPIN_TRY(Collapsed collapsed,
             collapse(collection, scratch.path() / "near", options, observer));

  // Who of these shares shingles that few have? Candidates, no more.
  UNSPIN_TRY(FeatureJoin join, join_shingles(collection, collapsed,
                                             scratch.path() / "join", options, observer));

  // Beyond this point only what was aligned and judged counts, copies included.
  UNSPIN_TRY(JudgedPairs judged,
             JudgedPairs::create(scratch.path() / "matches", collection, comparer,
                                 count_threads(options.threads)));
  std::vector<Pair> copies;
  for (const auto* found : {&collapsed.identical, &collapsed.near})
    for (auto [document, first] : *found) copies.emplace_back(first, document);
  std::ranges::sort(copies);
  if (auto done = judged.judge(copies, false); !done)
    return tl::unexpected<Error>(std::move(done).error());
  UNSPIN_TRY(uint64_t candidates, judge_candidates(join, judged, observer));

  // Who descends from whom? Asks for the pairs it needs.
  UNSPIN_TRY(std::vector<Family> families, group(collection, collapsed, judged));

  ScanSummary summary;
  summary.read = collection.stats();
  summary.candidates = candidates + copies.size();
  summary.compared = judged.compared();
  summary.matches = judged.edges().size();
  count_families(families, summary);
  if (auto done = judged.write(out / "matches.jsonl"); !done)
    return tl::unexpected<Error>(std::move(done).error());
  if (auto done = write_families(families, out / "families.jsonl"); !done)
    return tl::unexpected<Error>(std::move(done).error());
  if (auto done = write_file(out / "summary.json", to_json(summary) + '\n'); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return summary;
}

}  // namespace unspin
