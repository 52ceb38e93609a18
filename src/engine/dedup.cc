// This file writes a collection back without its copies.
//
// A scan says what is related to what. The rest is care that nothing is lost: a document
// goes only when one that stays says the same, which the two were compared for (see
// dedup_choice.cc on who stays) or those with the same words were, when nearly all of it
// is in that one, when no fact differs, and when the file of that one is written in full.
// Before a document is gone for good, it is aligned with the one that stays once more,
// for the line that accounts for it: should the two then not say the same after all, it
// stays.

#include "unspin/dedup.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/file.h"
#include "base/parallel.h"
#include "corpus/copy_records.h"
#include "engine/dedup_choice.h"
#include "engine/dedup_paths.h"
#include "engine/dedup_rules.h"
#include "engine/first_error.h"
#include "engine/scanned.h"
#include "family/family_date.h"
#include "report/report.h"

namespace unspin {
namespace {

using Pair = std::pair<uint32_t, uint32_t>;

// Lines made before they are written: bounds the memory.
constexpr size_t kChunk = 2048;

// The documents that have something to do with another, and how preferred each is.
// Beyond ranking they are indices. The most preferred of those with the same words, their
// head, stands for them all.
struct Candidates {
  std::vector<uint32_t> numbers;  // of the collection, ascending
  std::vector<uint32_t> rank;     // as choose_documents has it
  std::vector<uint32_t> head;     // itself for those that stand for themselves

  uint32_t index_of(uint32_t number) const {
    return static_cast<uint32_t>(std::ranges::lower_bound(numbers, number) -
                                 numbers.begin());
  }
};

// Which documents have the same words.
class SameWords {
 public:
  // `identical`: (document, first), sorted.
  explicit SameWords(std::span<const Pair> identical) : identical_(identical) {}

  // The document that all of them are identical to.
  uint32_t first(uint32_t number) const {
    auto found = std::ranges::lower_bound(identical_, number, {}, &Pair::first);
    return found != identical_.end() && found->first == number ? found->second : number;
  }

 private:
  std::span<const Pair> identical_;
};

// What a document's preference depends on; the least is preferred.
struct Preference {
  uint32_t generation = 0;  // in its family; 0: its root
  int64_t published = kUnknownMoment;
  uint32_t words = 0;
  uint32_t place = 0;
  uint32_t number = 0;

  auto key(DedupKeep keep) const {
    uint32_t longest = UINT32_MAX - words;
    switch (keep) {
      case DedupKeep::kFirst:
        return std::tuple(place, 0U, int64_t{0}, 0U, 0U);
      case DedupKeep::kLast:
        return std::tuple(UINT32_MAX - place, 0U, int64_t{0}, 0U, 0U);
      case DedupKeep::kLongest:
        return std::tuple(longest, generation, published, 0U, number);
      case DedupKeep::kOriginal:
        break;
    }
    return std::tuple(0U, generation, published, longest, number);
  }
};

std::vector<uint32_t> indices(size_t n) {
  std::vector<uint32_t> all(n);
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

// As far as a scan has to look for what the level asks.
ScanReach reach_of(DedupLevel level) {
  switch (level) {
    case DedupLevel::kIdentical:
      return ScanReach::kIdentical;
    case DedupLevel::kNear:
      return ScanReach::kNear;
    case DedupLevel::kSpun:
    case DedupLevel::kParaphrase:
      break;
  }
  return ScanReach::kAll;
}

class Deduplication {
 public:
  Deduplication(const DedupOptions& options, const ScanObserver& observer,
                DedupPaths paths)
      : options_(options),
        observer_(observer),
        paths_(std::move(paths)),
        threads_(count_threads(options.scan.threads)) {}

  Result<DedupSummary> run(const std::vector<std::string>& inputs) {
    // Find all that is related, as for `scan`.
    if (auto done = scan(inputs); !done) return failed(done);

    // Decide who stays, comparing on the way what was not compared before.
    UNSPIN_TRY(Candidates candidates, find_candidates());
    UNSPIN_TRY(DedupChoice choice, choose(candidates));

    // Account for each that goes, and for each that stays for a fact alone. Beyond this
    // point it is settled who goes.
    if (auto done = account_for(candidates, choice); !done) return failed(done);

    // Copy what stays; then let it all appear at once.
    if (auto done = copy_files(); !done) return failed(done);
    auto was_read = [&](size_t file) { return !left_out_.contains(file); };
    if (auto done = paths_.publish(was_read); !done) return failed(done);
    return summary_;
  }

 private:
  static tl::unexpected<Error> failed(Result<void>& done) {
    return tl::unexpected<Error>(std::move(done).error());
  }

  const Collection& collection() const { return scanned_->collection; }

  void tell(ScanStage stage, uint64_t done, uint64_t total) const {
    if (observer_.on_progress) observer_.on_progress(stage, done, total);
  }

  Result<void> scan(const std::vector<std::string>& inputs) {
    std::set<std::string> broken;
    ScanObserver watching = observer_;
    watching.on_skip = [&](const Skip& skip) {
      if (skip.whole_file) broken.insert(skip.path);
      if (observer_.on_skip) observer_.on_skip(skip);
    };
    ScanOptions scanning = options_.scan;
    scanning.reach = reach_of(options_.level);
    UNSPIN_TRY(scanned_, scan_collection(inputs, paths_.scratch(), scanning, watching));
    const std::vector<InputFile>& files = collection().files();
    if (!std::ranges::equal(files, paths_.files(), {}, &InputFile::path,
                            &DedupFile::from))
      return fail(Code::kUnreadable,
                  "files came or went while the inputs were read; run again");
    for (size_t i = 0; i < files.size(); ++i)
      if (broken.contains(files[i].path)) left_out_.insert(i);
    if (paths_.is_single() && !left_out_.empty())
      return fail(Code::kUnreadable,
                  fmt::format("{}: cannot be read to its end, so nothing is written",
                              files[0].path));
    count_documents();
    return {};
  }

  void count_documents() {
    summary_.read = collection().stats();
    if (!left_out_.empty())
      for (uint32_t number = 0; number < collection().size(); ++number)
        summary_.left_out += !is_usable(number);
    summary_.kept = collection().size() - summary_.left_out;
    going_.resize(collection().files().size());
  }

  // Whether the document's file is written in full.
  bool is_usable(uint32_t number) const {
    return left_out_.empty() || !left_out_.contains(collection().origin(number).file);
  }

  // All that are usable and were found to say the same as another.
  Result<Candidates> find_candidates() const {
    Candidates found;
    for (const FamilyEdge& edge : scanned_->judged->edges())
      if (duplicate_of_edge(edge, options_))
        for (uint32_t number : {edge.a, edge.b})
          if (is_usable(number)) found.numbers.push_back(number);
    std::ranges::sort(found.numbers);
    auto repeated = std::ranges::unique(found.numbers);
    found.numbers.erase(repeated.begin(), repeated.end());
    if (auto ranked = rank(found); !ranked) return failed(ranked);
    find_heads(found);
    return found;
  }

  void find_heads(Candidates& candidates) const {
    SameWords same(scanned_->collapsed.identical);
    auto by_class = [&](uint32_t i) {
      return Pair(same.first(candidates.numbers[i]), candidates.rank[i]);
    };
    std::vector<uint32_t> order = indices(candidates.numbers.size());
    std::ranges::sort(order, {}, by_class);
    candidates.head.resize(order.size());
    for (size_t i = 0, head = 0; i < order.size(); ++i) {
      if (by_class(order[i]).first != by_class(order[head]).first) head = i;
      candidates.head[order[i]] = order[head];
    }
  }

  // What is known of heads: a pair of documents speaks for all with the same words.
  std::vector<DuplicatePair> known_pairs(const Candidates& candidates) const {
    SameWords same(scanned_->collapsed.identical);
    std::map<uint32_t, uint32_t> head_of;  // by the first of its class
    for (uint32_t i = 0; i < candidates.numbers.size(); ++i)
      head_of[same.first(candidates.numbers[i])] = candidates.head[i];
    std::vector<DuplicatePair> pairs;
    for (const FamilyEdge& edge : scanned_->judged->edges()) {
      auto pair = duplicate_of_edge(edge, options_);
      if (!pair) continue;
      auto a = head_of.find(same.first(pair->a));
      auto b = head_of.find(same.first(pair->b));
      if (a == head_of.end() || b == head_of.end() || a == b) continue;
      pair->a = a->second;
      pair->b = b->second;
      pairs.push_back(*pair);
    }
    return pairs;
  }

  Result<void> rank(Candidates& candidates) const {
    std::vector<Preference> preferences(candidates.numbers.size());
    FirstError error;
    parallel_for(preferences.size(), threads_, 64, [&](size_t i, unsigned) {
      uint32_t number = candidates.numbers[i];
      auto document = collection().document(number);
      if (!document) return error.keep(std::move(document).error());
      preferences[i] = {
          .generation = generation_of(number),
          .published = parse_moment(document->published.value_or("")).seconds,
          .words = collection().words(number),
          .place = collection().place(number),
          .number = number};
    });
    if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
    std::vector<uint32_t> order = indices(preferences.size());
    std::ranges::sort(order, {},
                      [&](uint32_t i) { return preferences[i].key(options_.keep); });
    candidates.rank.resize(order.size());
    for (uint32_t i = 0; i < order.size(); ++i) candidates.rank[order[i]] = i;
    return {};
  }

  // How many steps a document is from its family's root.
  uint32_t generation_of(uint32_t number) const {
    uint32_t steps = 0;
    for (; scanned_->parent_of[number] != number && steps < collection().size(); ++steps)
      number = scanned_->parent_of[number];
    return steps;
  }

  Result<DedupChoice> choose(const Candidates& candidates) {
    auto ask = [&](std::span<const Pair> asked) -> Result<std::vector<DuplicatePair>> {
      tell(ScanStage::kComparing, 0, 0);
      std::vector<Pair> pairs;
      for (auto [document, keeper] : asked)
        pairs.emplace_back(candidates.numbers[keeper], candidates.numbers[document]);
      std::ranges::sort(pairs);
      JudgedPairs& judged = *scanned_->judged;
      size_t before = judged.edges().size();
      if (auto done = judged.judge(pairs, false); !done) return failed(done);
      if (auto done = judged.settle(); !done) return failed(done);
      std::vector<DuplicatePair> answers;
      for (const FamilyEdge& edge : std::span(judged.edges()).subspan(before))
        if (auto pair = duplicate_of_edge(edge, options_)) {
          pair->a = candidates.index_of(pair->a);
          pair->b = candidates.index_of(pair->b);
          answers.push_back(*pair);
        }
      return answers;
    };
    UNSPIN_TRY(DedupChoice choice,
               choose_documents(candidates.rank, known_pairs(candidates), ask));
    for (uint32_t i = 0; i < candidates.head.size(); ++i)
      if (uint32_t head = candidates.head[i]; head != i)
        choice.duplicate_of[i] = choice.duplicate_of[head];
    return choice;
  }

  // A pair to account for, as documents of the collection.
  struct Account {
    uint32_t document = 0;
    uint32_t keeper = 0;
    std::string line;
    std::optional<Relation> relation;  // none: it is no duplicate after all
    bool fact_changed = false;
  };

  Result<void> account_for(const Candidates& candidates, const DedupChoice& choice) {
    std::vector<Account> going;
    for (uint32_t i = 0; i < choice.duplicate_of.size(); ++i)
      if (choice.duplicate_of[i] != i)
        going.push_back({.document = candidates.numbers[i],
                         .keeper = candidates.numbers[choice.duplicate_of[i]]});
    auto write_removed = [&](const Account& account) {
      ++summary_.removed;
      --summary_.kept;
      ++summary_.relations[*account.relation];
      summary_.merged_fact_changes += account.fact_changed;
      Origin origin = collection().origin(account.document);
      going_[origin.file].push_back(origin.ordinal);
    };
    if (auto done =
            write_lines(paths_.removed(), DuplicateFate::kRemoved, going, write_removed);
        !done)
      return done;

    std::vector<Account> staying;
    for (auto [document, keeper] : choice.kept_for_facts)
      staying.push_back({.document = candidates.numbers[document],
                         .keeper = candidates.numbers[keeper]});
    auto count = [&](const Account&) { ++summary_.kept_for_facts; };
    return write_lines(paths_.kept(), DuplicateFate::kKept, staying, count);
  }

  // Writes a line for each account, in the order of the inputs.
  template <typename Each>
  Result<void> write_lines(const DedupFile& file, DuplicateFate fate,
                           std::vector<Account>& accounts, const Each& each) {
    std::ranges::sort(accounts, {}, [&](const Account& account) {
      return collection().place(account.document);
    });
    UNSPIN_TRY(AtomicFile out, AtomicFile::create(file.staged));
    for (size_t begin = 0; begin < accounts.size(); begin += kChunk) {
      tell(ScanStage::kWriting, begin, accounts.size());
      std::span<Account> chunk =
          std::span(accounts).subspan(begin, std::min(kChunk, accounts.size() - begin));
      if (auto made = make_lines(chunk, fate); !made) return made;
      for (Account& account : chunk) {
        if (!account.relation) continue;
        if (auto written = out.write(account.line); !written) return written;
        account.line = {};
        each(account);
      }
    }
    return out.finish();
  }

  Result<void> make_lines(std::span<Account> accounts, DuplicateFate fate) const {
    // Those with one keeper next to each other, so that it is prepared once.
    std::vector<uint32_t> order = indices(accounts.size());
    std::ranges::sort(order, {}, [&](uint32_t i) {
      return Pair(accounts[i].keeper, accounts[i].document);
    });
    FirstError error;
    std::vector<std::optional<std::pair<uint32_t, Prepared>>> last(threads_);
    parallel_for(order.size(), threads_, 8, [&](size_t i, unsigned thread) {
      if (error.any()) return;
      if (auto made = make_line(accounts[order[i]], fate, last[thread]); !made)
        error.keep(std::move(made).error());
    });
    if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
    return {};
  }

  // `keeper`: the last one that this thread prepared.
  Result<void> make_line(Account& account, DuplicateFate fate,
                         std::optional<std::pair<uint32_t, Prepared>>& keeper) const {
    const Comparer& comparer = scanned_->comparer;
    if (!keeper || keeper->first != account.keeper) {
      UNSPIN_TRY(Document document, collection().document(account.keeper));
      keeper.emplace(account.keeper, comparer.prepare(std::move(document)));
    }
    UNSPIN_TRY(Document document, collection().document(account.document));
    Prepared prepared = comparer.prepare(std::move(document));
    Duplicate duplicate{
        .document = name_of(account.document, prepared.document()),
        .duplicate_of = name_of(account.keeper, keeper->second.document()),
        .match = comparer.compare(prepared, keeper->second)};
    FamilyEdge edge = edge_of(0, 1, duplicate.match);
    auto pair = duplicate_of_edge(edge, options_);
    bool is_so =
        pair && pair->a_may_go && pair->fact_changed == (fate == DuplicateFate::kKept);
    if (!is_so) return {};
    account.relation = duplicate.match.relation;
    account.fact_changed = edge.facts_changed > 0;
    account.line = to_json(duplicate, fate, prepared.document().text);
    account.line += '\n';
    return {};
  }

  RecordName name_of(uint32_t number, const Document& document) const {
    Origin origin = collection().origin(number);
    return {document.id, collection().files()[origin.file].path, origin.ordinal};
  }

  Result<void> copy_files() {
    std::vector<size_t> order;
    for (size_t i = 0; i < paths_.files().size(); ++i)
      if (!left_out_.contains(i)) order.push_back(i);
    FirstError error;
    parallel_for(order.size(), threads_, 1, [&](size_t i, unsigned thread) {
      if (error.any()) return;
      if (thread == 0) tell(ScanStage::kWriting, i, order.size());
      if (auto copied = copy_file(order[i]); !copied)
        error.keep(std::move(copied).error());
    });
    if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
    return {};
  }

  Result<void> copy_file(size_t file) {
    std::vector<uint64_t>& going = going_[file];
    std::ranges::sort(going);
    const DedupFile& paths = paths_.files()[file];
    if (auto same = DedupPaths::check_unchanged(paths); !same) return same;
    auto keep = [&](uint64_t ordinal) {
      return !std::ranges::binary_search(going, ordinal);
    };
    UNSPIN_TRY(CopyCounts counts, copy_records(collection().files()[file], paths.staged,
                                               keep, options_.scan.reading.limits));
    if (auto same = DedupPaths::check_unchanged(paths); !same) return same;
    if (counts.removed == going.size()) return {};
    return fail(Code::kUnreadable,
                fmt::format("{}: was changed while it was read; run again", paths.from));
  }

  const DedupOptions& options_;
  const ScanObserver& observer_;
  DedupPaths paths_;
  unsigned threads_;

  std::unique_ptr<Scanned> scanned_;
  std::set<size_t> left_out_;                 // files that cannot be written in full
  std::vector<std::vector<uint64_t>> going_;  // for each file the records that go
  DedupSummary summary_;
};

}  // namespace

Result<DedupSummary> dedup(const std::vector<std::string>& inputs,
                           const std::filesystem::path& out, const DedupOptions& options,
                           const ScanObserver& observer) {
  UNSPIN_TRY(DedupPaths paths, DedupPaths::plan(inputs, out));
  return Deduplication(options, observer, std::move(paths)).run(inputs);
}

}  // namespace unspin
