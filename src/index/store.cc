#include "index/store.h"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <utility>

namespace unspin {
namespace {

namespace rocks = ROCKSDB_NAMESPACE;

// The tables' names in the store. They are in files: never change them.
constexpr std::array<const char*, kTables> kNames = {
    "default", "documents", "ids", "removed", "arrivals", "matches", "counts"};

// RocksDB would keep a diary in the folder.
class NoLog : public rocks::Logger {
 public:
  using rocks::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

rocks::DBOptions options_of(StoreAccess access) {
  rocks::DBOptions options;
  options.create_if_missing = access == StoreAccess::kCreate;
  options.error_if_exists = access == StoreAccess::kCreate;
  options.create_missing_column_families = access == StoreAccess::kCreate;
  options.info_log = std::make_shared<NoLog>();
  options.max_open_files = -1;  // what readers need
  options.max_total_wal_size = uint64_t{256} << 20;
  options.bytes_per_sync = options.wal_bytes_per_sync = uint64_t{1} << 20;
  options.max_background_jobs = 2;

  // What a kill cut off in the middle was not acknowledged; anything else is damage.
  options.wal_recovery_mode = rocks::WALRecoveryMode::kTolerateCorruptedTailRecords;

  // For check(): of whole files, so that no byte is left out.
  options.file_checksum_gen_factory = rocks::GetFileChecksumGenCrc32cFactory();
  return options;
}

rocks::ColumnFamilyOptions options_of(Table table) {
  rocks::ColumnFamilyOptions options;
  rocks::BlockBasedTableOptions blocks;
  options.compression = rocks::kNoCompression;
  switch (table) {
    case Table::kDocuments:
      options.write_buffer_size = size_t{64} << 20;
      blocks.block_size = 8 << 10;  // each holds some documents
      break;
    case Table::kIds:
      options.write_buffer_size = size_t{32} << 20;
      blocks.filter_policy.reset(rocks::NewBloomFilterPolicy(10));
      break;
    default:
      options.write_buffer_size = size_t{8} << 20;
  }
  options.table_factory.reset(rocks::NewBlockBasedTableFactory(blocks));
  return options;
}

rocks::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view view(rocks::Slice bytes) { return {bytes.data(), bytes.size()}; }

// An iterator that sees entries only if all is well.
rocks::ReadOptions checked() {
  rocks::ReadOptions options;
  options.verify_checksums = true;
  return options;
}

}  // namespace

std::string key_of_number(uint64_t number) {
  std::string key(8, '\0');
  for (size_t i = 8; i-- > 0; number >>= 8) key[i] = static_cast<char>(number & 255);
  return key;
}

uint64_t number_of_key(std::string_view key) {
  uint64_t number = 0;
  for (char c : key.substr(0, 8)) number = number << 8 | static_cast<uint8_t>(c);
  return number;
}

struct StoreBatch::State {
  // The columns are known to the store; here entries wait for it.
  struct Entry {
    Table table;
    bool removes;
    std::string key;
    std::string value;
  };
  std::vector<Entry> entries;
};

StoreBatch::StoreBatch() : state_(std::make_unique<State>()) {}
StoreBatch::StoreBatch(StoreBatch&&) noexcept = default;
StoreBatch& StoreBatch::operator=(StoreBatch&&) noexcept = default;
StoreBatch::~StoreBatch() = default;

void StoreBatch::put(Table table, std::string_view key, std::string_view value) {
  state_->entries.push_back({table, false, std::string(key), std::string(value)});
}

void StoreBatch::remove(Table table, std::string_view key) {
  state_->entries.push_back({table, true, std::string(key), {}});
}

bool StoreBatch::empty() const { return state_->entries.empty(); }

struct Store::State {
  std::string folder;
  StoreAccess access = StoreAccess::kRead;
  std::unique_ptr<rocks::DB> db;
  std::vector<rocks::ColumnFamilyHandle*> columns;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (!db) return;
    for (rocks::ColumnFamilyHandle* column : columns)
      db->DestroyColumnFamilyHandle(column);
    db->Close();
  }

  rocks::ColumnFamilyHandle* column(Table table) const {
    return columns[static_cast<size_t>(table)];
  }

  tl::unexpected<Error> error_of(const rocks::Status& status, Code otherwise) const {
    Code code = status.IsCorruption() ? Code::kCorrupt : otherwise;
    if (status.IsNoSpace() ||
        status.ToString().find("No space left") != std::string::npos)
      return fail(Code::kUnwritable,
                  folder + ": the disk is full; what was acknowledged is safe");
    return fail(code, fmt::format("{}: {}", folder, status.ToString()));
  }
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& folder, StoreAccess access) {
  auto state = std::make_unique<State>();
  state->folder = folder.string();
  state->access = access;
  std::vector<rocks::ColumnFamilyDescriptor> columns;
  for (size_t i = 0; i < kTables; ++i)
    columns.emplace_back(kNames[i], options_of(static_cast<Table>(i)));
  rocks::DBOptions options = options_of(access);
  rocks::DB* db = nullptr;
  rocks::Status status =
      access == StoreAccess::kRead
          ? rocks::DB::OpenAsSecondary(options, state->folder, state->folder, columns,
                                       &state->columns, &db)
          : rocks::DB::Open(options, state->folder, columns, &state->columns, &db);
  if (status.ok()) {
    state->db.reset(db);
    return Store(std::move(state));
  }
  if (status.IsIOError() && status.ToString().find("lock") != std::string::npos)
    return fail(Code::kUnwritable,
                state->folder + ": another process has it open for writing");
  return state->error_of(
      status, access == StoreAccess::kRead ? Code::kUnreadable : Code::kUnwritable);
}

Result<std::optional<std::string>> Store::get(Table table, std::string_view key) const {
  std::string value;
  rocks::Status status =
      state_->db->Get(checked(), state_->column(table), slice(key), &value);
  if (status.ok()) return value;
  if (status.IsNotFound()) return std::nullopt;
  return state_->error_of(status, Code::kUnreadable);
}

Result<void> Store::scan(
    Table table, std::string_view from,
    const std::function<bool(std::string_view, std::string_view)>& take) const {
  std::unique_ptr<rocks::Iterator> at(
      state_->db->NewIterator(checked(), state_->column(table)));
  for (at->Seek(slice(from)); at->Valid(); at->Next())
    if (!take(view(at->key()), view(at->value()))) return {};
  if (at->status().ok()) return {};
  return state_->error_of(at->status(), Code::kUnreadable);
}

Result<void> Store::scan_back(
    Table table, std::string_view below,
    const std::function<bool(std::string_view, std::string_view)>& take) const {
  std::unique_ptr<rocks::Iterator> at(
      state_->db->NewIterator(checked(), state_->column(table)));
  if (below.empty())
    at->SeekToLast();
  else
    at->SeekForPrev(slice(below));
  if (at->Valid() && !below.empty() && view(at->key()) == below) at->Prev();
  for (; at->Valid(); at->Prev())
    if (!take(view(at->key()), view(at->value()))) return {};
  if (at->status().ok()) return {};
  return state_->error_of(at->status(), Code::kUnreadable);
}

Result<void> Store::write(StoreBatch batch, bool synced) {
  rocks::WriteBatch writes;
  for (const StoreBatch::State::Entry& entry : batch.state_->entries) {
    rocks::ColumnFamilyHandle* column = state_->column(entry.table);
    rocks::Status put = entry.removes
                            ? writes.Delete(column, slice(entry.key))
                            : writes.Put(column, slice(entry.key), slice(entry.value));
    if (!put.ok()) return state_->error_of(put, Code::kUnwritable);
  }
  rocks::WriteOptions options;
  options.sync = synced;
  rocks::Status status = state_->db->Write(options, &writes);
  if (status.ok()) return {};
  return state_->error_of(status, Code::kUnwritable);
}

Result<void> Store::sync() {
  rocks::Status status = state_->db->FlushWAL(true);
  if (status.ok()) return {};
  return state_->error_of(status, Code::kUnwritable);
}

Result<void> Store::refresh() {
  if (state_->access != StoreAccess::kRead) return {};
  rocks::Status status = state_->db->TryCatchUpWithPrimary();
  if (status.ok()) return {};
  return state_->error_of(status, Code::kUnreadable);
}

Result<void> Store::flush() {
  rocks::Status status = state_->db->Flush(rocks::FlushOptions(), state_->columns);
  if (status.ok()) return {};
  return state_->error_of(status, Code::kUnwritable);
}

Result<void> Store::compact() {
  for (rocks::ColumnFamilyHandle* column : state_->columns) {
    rocks::Status status =
        state_->db->CompactRange(rocks::CompactRangeOptions(), column, nullptr, nullptr);
    if (!status.ok()) return state_->error_of(status, Code::kUnwritable);
  }
  return {};
}

Result<void> Store::check() const {
  rocks::Status status = state_->db->VerifyFileChecksums(rocks::ReadOptions());
  if (status.ok()) status = state_->db->VerifyChecksum();
  if (status.ok()) return {};
  return state_->error_of(status, Code::kUnreadable);
}

}  // namespace unspin
