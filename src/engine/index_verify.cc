// Is all of an index there, and does it make sense?
//
// Three questions. Are the bytes those that were written: every file of the store and of
// postings has checksums, which cover all of it. Is every document that an id names there
// and whole. Do postings and documents say the same: of each document some features are
// looked up, which would show a file that is whole and wrong.

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "base/parallel.h"
#include "engine/document_store.h"
#include "engine/index_features.h"
#include "engine/index_state.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

// One feature of so many is looked up.
constexpr size_t kOneIn = 64;

// Of documents that are lost, so many are named.
constexpr uint64_t kMostNamed = 20;

class Verification {
 public:
  Verification(const fs::path& path, Index::State& index, unsigned threads)
      : path_(path), index_(index), threads_(count_threads(threads)) {}

  Result<VerifyReport> run() {
    if (auto good = index_.store.check(); !good)
      fault(path_ / kIndexStore, good.error().message);
    check_postings();
    read_ids();
    check_documents();
    check_totals();
    name_lost();
    return std::move(report_);
  }

 private:
  struct NamedId {
    std::string id;
    StoredId stored;
  };

  void fault(const fs::path& where, std::string what) {
    std::lock_guard lock(mutex_);
    report_.faults.push_back({where.string(), std::move(what)});
  }

  void check_postings() {
    view_ = index_.features->view();
    for (const auto& file : view_.files) {
      report_.bytes += file->bytes();
      if (auto good = file->check(); !good)
        fault(path_ / kIndexPostings,
              good.error().message + fmt::format("; documents {} to {} may not be found",
                                                 file->first_document(),
                                                 file->end_document() - 1));
    }
  }

  void read_ids() {
    auto take = [&](std::string_view id, std::string_view value) {
      std::optional<StoredId> stored = unpack_id(value);
      if (stored)
        ids_.push_back({std::string(id), *stored});
      else
        fault("ids", fmt::format("the entry of {} makes no sense", id));
      return true;
    };
    if (auto read = index_.store.scan(Table::kIds, "", take); !read)
      fault("ids", read.error().message + "; what comes behind cannot be looked at");
    std::ranges::sort(ids_, {}, [](const NamedId& id) { return id.stored.number; });
  }

  void check_documents() {
    parallel_for(ids_.size(), threads_, 64,
                 [&](size_t i, unsigned) { check_document(ids_[i]); });
  }

  void check_document(const NamedId& id) {
    auto packed = index_.store.get(Table::kDocuments, key_of_number(id.stored.number));
    if (!packed || !*packed) return lose(id.id);
    auto document = unpack(**packed);
    if (!document || document->id != id.id ||
        !id_of_text(0, document->text).same_text(id.stored))
      return lose(id.id);
    DocumentFeatures features = describe_text(document->text);
    if (view_.length(id.stored.number) != features.words + 1 ||
        !has_features(id.stored.number, features.keys)) {
      std::lock_guard lock(mutex_);
      if (++unfound_ <= kMostNamed) unfound_names_.push_back(id.id);
    }
    std::lock_guard lock(mutex_);
    ++report_.documents;
    report_.bytes += (*packed)->size();
    words_ += features.words;
    text_bytes_ += document->text.size();
  }

  bool has_features(uint64_t number, const std::vector<uint64_t>& keys) const {
    std::vector<uint64_t> some;
    for (size_t i = number % kOneIn; i < keys.size(); i += kOneIn)
      some.push_back(keys[i]);
    FeatureHits hits = view_.find(some);
    std::vector<char> found(some.size());
    for (const FeatureHits::Hit& hit : hits.hits)
      if (hit.document == number) found[hit.feature] = 1;
    for (size_t i = 0; i < some.size(); ++i)
      if (!found[i] && !hits.cut[i] && hits.count[i] <= most_documents(some[i]))
        return false;
    return true;
  }

  void lose(const std::string& id) {
    std::lock_guard lock(mutex_);
    ++report_.lost;
    if (report_.lost <= kMostNamed) lost_.push_back(id);
  }

  void check_totals() {
    IndexTotals totals = index_.get_totals();
    if (report_.lost == 0 && report_.faults.empty() &&
        (totals.documents != report_.documents || totals.words != words_ ||
         totals.text_bytes != text_bytes_))
      fault("totals", fmt::format("{} documents are counted, and {} are there",
                                  totals.documents, report_.documents));
  }

  void name_lost() {
    std::ranges::sort(lost_);
    for (const std::string& id : lost_) fault("documents", id + ": lost; add it again");
    if (report_.lost > lost_.size())
      fault("documents", fmt::format("and {} more", report_.lost - lost_.size()));
  }

  const fs::path& path_;
  Index::State& index_;
  unsigned threads_;
  FeatureView view_;
  std::vector<NamedId> ids_;
  std::mutex mutex_;
  VerifyReport report_;
  std::vector<std::string> lost_;
  std::vector<std::string> unfound_names_;
  uint64_t unfound_ = 0;
  uint64_t words_ = 0;
  uint64_t text_bytes_ = 0;
};

}  // namespace

Result<VerifyReport> Index::verify(const fs::path& path, unsigned threads) {
  IndexOptions options;
  options.comparing.lexicon = "none";
  auto index = Index::open(path, IndexAccess::kRead, options);
  if (index) return Verification(path, *index->state_, threads).run();
  if (index.error().code != Code::kCorrupt) return tl::unexpected<Error>(index.error());
  VerifyReport report;
  report.faults.push_back(
      {path.string(), index.error().message + "; nothing in it can be reached"});
  return report;
}

}  // namespace unspin
