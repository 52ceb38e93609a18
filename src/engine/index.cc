// An index as a folder:
//
//   unspin-index   one line, the format's name; written last, so it is whole or none
//   store/         RocksDB: documents, ids, counts, and which postings files count
//   postings/      features of ranges of documents, immutable
//
// The store is the truth. One atomic write to it moves the index from one state to the
// next; postings follow from the documents and are made again where a kill took them.

#include "unspin/index.h"

#include <cstring>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/parallel.h"
#include "engine/document_store.h"
#include "engine/index_features.h"
#include "engine/index_state.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

Result<DocumentFeatures> describe_stored(std::string_view stored) {
  auto document = unpack(stored);
  if (!document)
    return fail(Code::kCorrupt, "a document is damaged; see 'unspin index verify'");
  return describe_text(document->text);
}

// Errors of rooms below that do not know where they are.
Error at(const fs::path& path, Error error) {
  if (error.message.find(path.string()) == std::string::npos)
    error.message = path.string() + ": " + error.message;
  return error;
}

Result<void> check_stamp(const Index::State& index) {
  UNSPIN_TRY(std::optional<std::string> stamp, index.store.get(Table::kState, kStampKey));
  if (stamp && unpack_count(*stamp) == features_stamp()) return {};
  return fail(Code::kCorrupt,
              "its features are those of another version of unspin; make the index anew");
}

Result<void> open_features(Index::State& index) {
  LiveFeaturesOptions options;
  options.folder = index.path / kIndexPostings;
  options.writable = index.access == IndexAccess::kWrite;
  options.threads = count_threads(index.options.threads);
  options.memory_bytes = index.options.memory_bytes;
  options.describe = describe_stored;
  auto features = LiveFeatures::open(index.store, std::move(options));
  if (!features) return tl::unexpected<Error>(std::move(features).error());
  index.features.emplace(*std::move(features));
  return {};
}

Result<void> write_first_state(const fs::path& path) {
  UNSPIN_TRY(Store store, Store::open(path / kIndexStore, StoreAccess::kCreate));
  StoreBatch batch;
  batch.put(Table::kState, kTotalsKey, pack_totals({}));
  batch.put(Table::kState, kStampKey, pack_count(features_stamp()));
  if (auto written = store.write(std::move(batch), true); !written) return written;
  return store.flush();
}

}  // namespace

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() {
  if (state_) (void)close();
}

Result<void> Index::create(const fs::path& path) {
  std::error_code error;
  if (fs::exists(path / kIndexFormatFile, error))
    return fail(Code::kBadArgument, path.string() + ": there is an index already");
  if (fs::exists(path, error) && !fs::is_empty(path, error))
    return fail(Code::kBadArgument,
                path.string() + ": something else is there; name a new folder");
  if (auto made = make_folder(path / kIndexPostings); !made) return made;
  if (auto made = write_first_state(path); !made) return made;
  return write_file(path / kIndexFormatFile, std::string(kIndexFormat) + '\n');
}

Result<Index> Index::open(const fs::path& path, IndexAccess access,
                          const IndexOptions& options) {
  // E-values are multiplied by the index's size as it is when they are asked for.
  CompareOptions comparing = options.comparing;
  comparing.collection_size = 1;
  bool writes = access == IndexAccess::kWrite;
  UNSPIN_TRY(Store store,
             open_index_store(path, writes ? StoreAccess::kWrite : StoreAccess::kRead));
  UNSPIN_TRY(Comparer comparer, Comparer::open(comparing));
  auto state = std::make_unique<State>(path, access, options, std::move(store),
                                       std::move(comparer));
  auto ready = check_stamp(*state);
  if (ready) ready = state->load_totals();
  if (ready) ready = open_features(*state);
  if (!ready) return tl::unexpected<Error>(at(path, std::move(ready).error()));
  return Index(std::move(state));
}

Result<void> Index::close() {
  std::unique_ptr<State> state = std::move(state_);
  if (!state || state->access != IndexAccess::kWrite) return {};
  if (auto done = state->features->flush(); !done) return done;
  return state->store.flush();
}

Result<void> Index::refresh() {
  if (auto done = state_->store.refresh(); !done) return done;
  if (state_->access == IndexAccess::kWrite) return {};
  if (auto done = state_->load_totals(); !done) return done;
  if (auto done = state_->features->refresh(); !done)
    return tl::unexpected<Error>(at(state_->path, std::move(done).error()));
  return {};
}

Result<void> Index::compact() {
  if (state_->access != IndexAccess::kWrite)
    return fail(Code::kBadArgument, state_->path.string() + ": open for reading only");
  if (auto done = state_->features->compact(); !done) return done;
  return state_->store.compact();
}

Result<std::optional<Document>> Index::find(std::string_view id) const {
  UNSPIN_TRY(std::optional<StoredId> stored, state_->stored_id(id));
  if (!stored) return std::nullopt;
  UNSPIN_TRY(std::optional<Document> document, state_->document(stored->number));
  if (document) complete(*document);
  return document;
}

uint64_t Index::size() const { return state_->get_totals().documents; }

}  // namespace unspin
