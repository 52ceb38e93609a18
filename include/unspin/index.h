// An index on disk: documents come and go, and each is answered at once. Seen before?
// Whose is it? What did they change?
//
//   auto made = unspin::Index::create("news");
//   auto index = unspin::Index::open("news", unspin::IndexAccess::kWrite);
//   auto added = index->add({.id = "a", .text = ...});
//   auto found = index->search({.id = "query", .text = ...});
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/compare.h"
#include "unspin/document.h"
#include "unspin/error.h"
#include "unspin/family.h"
#include "unspin/match.h"
#include "unspin/read.h"
#include "unspin/scan.h"

namespace unspin {

enum class IndexAccess : uint8_t {
  kRead,   // any number of processes at once, beside a writer
  kWrite,  // one process alone; it may search as well
};

struct IndexOptions {
  // What search compares with. The index is the same for any; collection_size means
  // nothing here: E-values are for the documents that the index holds.
  CompareOptions comparing;

  // How many threads add_inputs() and compact() work with; 0: one for each core. Never
  // other results.
  unsigned threads = 0;

  // Memory that new documents' features may take before they are written, in bytes.
  // More makes fewer, larger files and loads faster.
  uint64_t memory_bytes = uint64_t{512} << 20;
};

enum class AddOutcome : uint8_t {
  kAdded,
  kReplaced,   // its id was there with another text
  kUnchanged,  // its id was there with this text: nothing was written
};

struct SearchOptions {
  // Most matches to return, the best; 0: all. Fewer answer no faster: the best are known
  // only when all are judged.
  size_t most = 0;

  // Most documents to align with the text, likeliest first: what a text that shares a
  // passage with thousands costs is bounded by this. 0: all candidates, as scan does.
  size_t most_compared = 0;

  // What to look for: at least what a scan of this preset finds.
  ScanPreset preset = ScanPreset::kEdited;

  // Most leads to add behind the matches: documents whose words and word pairs agree
  // with the text's beyond chance, and in which comparing found no passage, as it may be
  // with a sentence or two in other words. 0: none.
  size_t leads = 3;

  // A document to leave out of the results; as a rule the one that is searched for.
  std::string except_id;
};

// What a search found.
struct SearchResult {
  // Best first: by score, then by id. Side a is the text searched for, b is in the index.
  // What `scan` over the same documents would report of the text is among them (within
  // SearchOptions::most, most_compared), compared as Comparer does. Match::evalue is how
  // many documents of an index of this size would match as well by chance.
  //
  // Behind them at most SearchOptions::leads leads: relation kUnrelated, no passages;
  // their evalue is an estimate from the words alone.
  std::vector<Match> matches;

  // How many of `matches` are leads.
  size_t leads = 0;

  uint64_t documents = 0;   // in the index
  uint64_t candidates = 0;  // looked at
  uint64_t compared = 0;    // aligned
};

// What a newcomer was when it came.
struct Verdict {
  // What it is to its best match; kUnrelated: nothing like it was there.
  Relation relation = Relation::kUnrelated;

  std::string match_id;  // the best match; empty when there is none
  std::string match_site;
  double evalue = 0;
  double score = 0;

  // Which of the two is the original: kA the newcomer, kB its match.
  Side original = Side::kUnknown;
  double confidence = 0;

  // Share of the newcomer's tokens that it has in common with its best match.
  double coverage = 0;

  // How many documents matched, and facts that the newcomer says otherwise than the best.
  uint64_t matches = 0;
  uint64_t facts_changed = 0;
};

// A document as it came in.
struct Arrival {
  uint64_t number = 0;  // counts documents as they come; never used twice
  DocumentInfo document;
  std::string site;      // see publication_of()
  int64_t added_at = 0;  // seconds since 1970, UTC

  // Absent when the document was added without being searched for.
  std::optional<Verdict> verdict;
};

// Where a document stands: the host of its URL, else of its canonical one, without
// "www."; else its publisher; empty when none is known.
std::string publication_of(const Document& document);

struct SiteCount {
  std::string site;
  uint64_t documents = 0;
};

// How many documents of site `copier` were, when they came, taken from one of `source`:
// nearly all of their best match was theirs (no shared passages), and `source` was the
// original, or was there first where nothing else is known.
struct SiteCopies {
  std::string copier;
  std::string source;
  uint64_t documents = 0;
};

struct DayCount {
  std::string day;  // "2024-06-18", of Document::published
  uint64_t documents = 0;
  uint64_t copies = 0;  // of these, how many were taken from another when they came
};

struct IndexStats {
  uint64_t documents = 0;
  uint64_t words = 0;
  uint64_t text_bytes = 0;
  uint64_t disk_bytes = 0;  // of all files of the index
  uint64_t removed = 0;     // documents whose traces compact() will free
  uint64_t judged = 0;      // documents that were searched for when they came
  std::map<Relation, uint64_t> verdicts;  // of these
  std::string format;                     // "unspin.index/1"
};

// Documents that descend from one text, and how each pair of them was judged.
struct DocumentFamily {
  // `family.members` without the root; only the document itself when it has no family.
  Family family;

  // The members' documents, the root first, then as in `family`.
  std::vector<Document> documents;

  // Between members; a, b as in `documents`, each pair at most once.
  std::vector<Match> matches;

  // There were more members than asked for.
  bool cut_off = false;
};

struct IndexObserver {
  // What was left out of the inputs, in their order.
  std::function<void(const Skip&)> on_skip;

  // Each document of the inputs in their order, when it is in the index: a kill from now
  // on does not lose it, and once add_inputs() returns, nor does a power cut. `matches`
  // only with AddOptions::report, else null.
  std::function<void(const Document&, AddOutcome, const SearchResult* matches)> on_added;

  std::function<void(const ReadProgress&)> on_progress;

  // Asked often: true ends the work with kStopped; what was added stays.
  std::function<bool()> should_stop;
};

struct AddOptions {
  ReadOptions reading;

  // Search for each newcomer before the next comes in, and keep its verdict. Costs a
  // search a document.
  bool report = false;
  SearchOptions searching;
};

struct AddSummary {
  ReadStats read;
  uint64_t added = 0;
  uint64_t replaced = 0;
  uint64_t unchanged = 0;
};

// Something that verify() found.
struct IndexFault {
  std::string where;  // a file of the index, or what kind of entry
  std::string what;   // what is wrong, and what is lost by it
};

struct VerifyReport {
  uint64_t documents = 0;          // that can be read whole
  uint64_t lost = 0;               // documents that are there in name only
  uint64_t bytes = 0;              // looked at
  std::vector<IndexFault> faults;  // none: all is sound
};

// An index. Where it is, nothing else should be kept: it is a folder of its own.
//
// Threads: const member functions may run at once from any number of threads, beside one
//          thread that calls others.
// Errors:  besides those named, kCorrupt where files are damaged, naming the index, and
//          kUnreadable.
class Index {
 public:
  // A new, empty index in the folder `path`, which is made.
  // Errors: kBadArgument when something is there already, kUnwritable.
  static Result<void> create(const std::filesystem::path& path);

  // Errors: kNotFound when there is no index; kCorrupt when it is of a format that this
  //         version does not know, by its name; kUnwritable when another process has it
  //         open for writing, or it lies where nothing can be written.
  // Cost:   what was added since features were last written is read again, at most some
  //         thousands of documents.
  static Result<Index> open(const std::filesystem::path& path, IndexAccess access,
                            const IndexOptions& options = {});

  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;

  // Writes what is better written at the end. Whatever was added is safe without it.
  ~Index();

  // Documents that `query` has something in common with. Its id need not be in the index;
  // see SearchOptions::except_id.
  //
  // Cost: some milliseconds for a page of news among a million, a millisecond or so more
  //       for each document it is aligned with.
  Result<SearchResult> search(const Document& query,
                              const SearchOptions& options = {}) const;

  // The document of that id; nothing when there is none.
  Result<std::optional<Document>> find(std::string_view id) const;

  // The family that the document is in as the index is now, found by searching for it,
  // for what was found, and so on, until nobody new turns up or there are `most_members`.
  // Errors: kNotFound when the index has no such document.
  Result<DocumentFamily> family(std::string_view id, size_t most_members = 100) const;

  // The latest arrivals, latest first: at most `most`, of numbers below `before`.
  Result<std::vector<Arrival>> recent(size_t most, uint64_t before = UINT64_MAX) const;

  // The latest arrivals that were judged to be related to something, likewise.
  Result<std::vector<Arrival>> recent_matches(size_t most,
                                              uint64_t before = UINT64_MAX) const;

  uint64_t size() const;  // documents
  Result<IndexStats> stats() const;

  // Most documents first, then by name; at most `most`. Of documents as they came:
  // removed ones are not subtracted from copies.
  Result<std::vector<SiteCount>> sites(size_t most) const;
  Result<std::vector<SiteCopies>> copying(size_t most) const;

  // Days in order, the latest `most`.
  Result<std::vector<DayCount>> days(size_t most) const;

  // Looks at what a writer has written since open() or the last refresh(). A writer sees
  // its own work at once.
  Result<void> refresh();

  // Adds documents, all or none. When it returns they are on disk, and search() finds
  // them. A document of an id that is there replaces it, when its text differs. The last
  // of several with one id counts.
  //
  // `verdicts`, if any, are kept with them: one for each document, see verdict_of().
  // Errors: kUnwritable (a full disk): nothing was added; kBadArgument for an index open
  //         for reading, and for an empty id.
  Result<std::vector<AddOutcome>> add(std::span<const Document> documents,
                                      std::span<const Verdict> verdicts = {});
  Result<AddOutcome> add(const Document& document);

  // Searches for the document, then adds it with its verdict.
  Result<AddOutcome> add_and_judge(const Document& document, SearchResult& found,
                                   const SearchOptions& options = {});

  // Adds all documents of `inputs`, some hundreds at a time: each lot all or none.
  Result<AddSummary> add_inputs(const std::vector<std::string>& inputs,
                                const AddOptions& options,
                                const IndexObserver& observer = {});

  // Whether there was such a document.
  Result<bool> remove(std::string_view id);

  // Rewrites all files without what was removed or replaced, features as one.
  // Errors: kUnwritable; the index is as it was.
  Result<void> compact();

  // Writes out everything, and ends. Errors: kUnwritable; what was added is safe.
  Result<void> close();

  // Reads every byte, and looks whether features and documents say the same. Of an index
  // that somebody writes to, it looks at what was there when it began.
  // Errors: as open() for reading. What it finds is no error.
  static Result<VerifyReport> verify(const std::filesystem::path& path,
                                     unsigned threads = 0);

  struct State;  // the library's own

 private:
  explicit Index(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The verdict that a search for a document comes to.
Verdict verdict_of(const SearchResult& found);

}  // namespace unspin
