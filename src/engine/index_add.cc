// The way into an index: documents read by many threads, which work out all that can be
// without knowing the others; then lot by lot into the store, in order. A lot is a
// megabyte or so of text. Of many lots none waits for the disk: a kill takes away only
// what was not acknowledged, a power cut the last moments, and all that is left is whole.

#include "engine/index_add.h"

#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/batches.h"
#include "engine/index_search.h"
#include "engine/stopping.h"

namespace unspin {
namespace {

constexpr size_t kLotBytes = size_t{2} << 20;

Error read_only(const Index::State& index) {
  return {Code::kBadArgument, index.path.string() + ": open for reading only"};
}

// What the threads worked out, until its batch is delivered: a batch carries a ticket.
class Cloakroom {
 public:
  std::string leave(std::vector<Newcomer> newcomers) {
    std::lock_guard lock(mutex_);
    std::string ticket = std::to_string(next_++);
    kept_.emplace(ticket, std::move(newcomers));
    return ticket;
  }

  std::vector<Newcomer> fetch(const std::string& ticket) {
    std::lock_guard lock(mutex_);
    auto found = kept_.extract(ticket);
    return found ? std::move(found.mapped()) : std::vector<Newcomer>();
  }

 private:
  std::mutex mutex_;
  uint64_t next_ = 0;
  std::unordered_map<std::string, std::vector<Newcomer>> kept_;
};

// Adds what is read, lot by lot.
class Intake {
 public:
  Intake(Index::State& index, const AddOptions& options, const IndexObserver& observer)
      : index_(index), options_(options), observer_(observer) {}

  Result<AddSummary> run(const std::vector<std::string>& inputs) {
    BatchSteps steps;
    if (!options_.report)
      steps.work = [&](DocumentBatch& batch) {
        auto common = index_.features->common();
        std::vector<Newcomer> newcomers;
        newcomers.reserve(batch.documents.size());
        for (const Document& document : batch.documents)
          newcomers.push_back(newcomer_of(document, *common));
        batch.output = cloakroom_.leave(std::move(newcomers));
      };
    steps.deliver = [&](DocumentBatch&& batch) { return take(std::move(batch)); };
    ReadOptions reading = options_.reading;
    if (reading.threads == 0) reading.threads = index_.options.threads;
    // Whoever asks for a document has these found, and comparing does, for the few it
    // meets.
    reading.find_furniture = false;
    reading.detect_language = false;
    ReadSink sink{.on_skip = observer_.on_skip, .on_progress = observer_.on_progress};
    summary_.read = read_inputs(find_inputs(inputs), sink, reading, steps);
    if (!error_) commit_lot();
    if (auto synced = index_.store.sync(); !synced) keep(std::move(synced).error());
    if (error_) return tl::unexpected<Error>(*std::move(error_));
    return summary_;
  }

 private:
  struct Pending {
    Document document;
    Newcomer newcomer;
  };

  bool take(DocumentBatch&& batch) {
    std::vector<Newcomer> newcomers = cloakroom_.fetch(batch.output);
    for (size_t i = 0; i < batch.documents.size(); ++i) {
      Document& document = batch.documents[i];
      if (should_stop(observer_.should_stop)) {
        commit_lot();
        if (!error_) error_ = stopped_error();
      } else if (options_.report) {
        add_one(document);
      } else {
        lot_bytes_ += document.text.size();
        if (!observer_.on_added) document = {};
        lot_.push_back({std::move(document), std::move(newcomers[i])});
      }
      if (error_) return false;
    }
    if (lot_bytes_ >= kLotBytes) commit_lot();
    return !error_;
  }

  void commit_lot() {
    IndexChange change(index_);
    std::vector<AddOutcome> outcomes;
    for (const Pending& pending : lot_) {
      auto outcome = change.add(pending.newcomer, nullptr);
      if (!outcome) return keep(std::move(outcome).error());
      outcomes.push_back(*outcome);
    }
    if (auto done = change.commit(false); !done) return keep(std::move(done).error());
    for (size_t i = 0; i < lot_.size(); ++i)
      report(lot_[i].document, outcomes[i], nullptr);
    lot_.clear();
    lot_bytes_ = 0;
  }

  // Searches first, so that nobody is found to be a copy of itself.
  void add_one(const Document& document) {
    SearchOptions searching = options_.searching;
    searching.except_id = document.id;
    auto found = search_index(index_, document, searching);
    if (!found) return keep(std::move(found).error());
    Verdict verdict = verdict_of(*found);
    if (auto known = add_match_site(index_, verdict); !known)
      return keep(std::move(known).error());
    Newcomer newcomer = newcomer_of(document, *index_.features->common());
    IndexChange change(index_);
    auto outcome = change.add(newcomer, &verdict);
    if (!outcome) return keep(std::move(outcome).error());
    if (auto done = change.commit(false); !done) return keep(std::move(done).error());
    report(document, *outcome, &*found);
  }

  void report(const Document& document, AddOutcome outcome, const SearchResult* found) {
    summary_.added += outcome == AddOutcome::kAdded;
    summary_.replaced += outcome == AddOutcome::kReplaced;
    summary_.unchanged += outcome == AddOutcome::kUnchanged;
    if (observer_.on_added) observer_.on_added(document, outcome, found);
  }

  void keep(Error error) {
    if (!error_) error_ = std::move(error);
  }

  Index::State& index_;
  Cloakroom cloakroom_;
  const AddOptions& options_;
  const IndexObserver& observer_;
  AddSummary summary_;
  std::vector<Pending> lot_;
  size_t lot_bytes_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<void> add_match_site(const Index::State& index, Verdict& verdict) {
  if (verdict.match_id.empty() || !verdict.match_site.empty()) return {};
  UNSPIN_TRY(std::optional<StoredId> id, index.stored_id(verdict.match_id));
  if (!id) return {};
  UNSPIN_TRY(std::optional<Document> document, index.document(id->number));
  if (document) verdict.match_site = publication_of(*document);
  return {};
}

Verdict verdict_of(const SearchResult& found) {
  Verdict verdict;
  verdict.matches = found.matches.size() - found.leads;
  if (verdict.matches == 0) return verdict;
  const Match& best = found.matches.front();
  verdict.relation = best.relation;
  verdict.match_id = best.b.id;
  verdict.evalue = best.evalue;
  verdict.score = best.score;
  verdict.original = best.original.side;
  verdict.confidence = best.original.confidence;
  verdict.coverage = best.coverage.a;
  for (const Change& change : best.changes) verdict.facts_changed += changes_fact(change);
  return verdict;
}

Result<std::vector<AddOutcome>> Index::add(std::span<const Document> documents,
                                           std::span<const Verdict> verdicts) {
  if (state_->access != IndexAccess::kWrite)
    return tl::unexpected<Error>(read_only(*state_));
  if (!verdicts.empty() && verdicts.size() != documents.size())
    return fail(Code::kBadArgument, "one verdict is needed for each document");
  std::vector<Newcomer> newcomers;
  std::vector<Verdict> known(verdicts.begin(), verdicts.end());
  for (Verdict& verdict : known)
    if (auto done = add_match_site(*state_, verdict); !done)
      return tl::unexpected<Error>(std::move(done).error());
  newcomers.reserve(documents.size());
  auto common = state_->features->common();
  for (const Document& document : documents)
    newcomers.push_back(newcomer_of(document, *common));
  IndexChange change(*state_);
  std::vector<AddOutcome> outcomes;
  for (size_t i = 0; i < newcomers.size(); ++i) {
    UNSPIN_TRY(AddOutcome outcome,
               change.add(newcomers[i], known.empty() ? nullptr : &known[i]));
    outcomes.push_back(outcome);
  }
  if (auto done = change.commit(true); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return outcomes;
}

Result<AddOutcome> Index::add(const Document& document) {
  UNSPIN_TRY(std::vector<AddOutcome> outcomes, add(std::span(&document, 1)));
  return outcomes.front();
}

Result<AddOutcome> Index::add_and_judge(const Document& document, SearchResult& found,
                                        const SearchOptions& options) {
  SearchOptions searching = options;
  searching.except_id = document.id;
  UNSPIN_TRY(found, search(document, searching));
  Verdict verdict = verdict_of(found);
  UNSPIN_TRY(std::vector<AddOutcome> outcomes,
             add(std::span(&document, 1), std::span(&verdict, 1)));
  return outcomes.front();
}

Result<AddSummary> Index::add_inputs(const std::vector<std::string>& inputs,
                                     const AddOptions& options,
                                     const IndexObserver& observer) {
  if (state_->access != IndexAccess::kWrite)
    return tl::unexpected<Error>(read_only(*state_));
  return Intake(*state_, options, observer).run(inputs);
}

Result<bool> Index::remove(std::string_view id) {
  if (state_->access != IndexAccess::kWrite)
    return tl::unexpected<Error>(read_only(*state_));
  IndexChange change(*state_);
  UNSPIN_TRY(bool found, change.remove(id));
  if (auto done = change.commit(true); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return found;
}

}  // namespace unspin
