#include "index/store.h"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <fstream>
#include <mutex>
#include <shared_mutex>
#include <system_error>
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
  options.max_open_files = -1;  // a reader goes on with what a writer has removed
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

// Compares a table file with the checksum that the store keeps of all of it.
Result<void> check_table_file(const rocks::LiveFileMetaData& file) {
  const std::string path = file.db_path + file.name;
  rocks::FileChecksumGenContext context;
  context.file_name = path;
  auto sum =
      rocks::GetFileChecksumGenCrc32cFactory()->CreateFileChecksumGenerator(context);
  std::ifstream in(path, std::ios::binary);
  std::string block(size_t{1} << 20, '\0');
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    sum->Update(block.data(), static_cast<size_t>(in.gcount()));
  }
  sum->Finalize();
  if (in.eof() && sum->GetChecksum() == file.file_checksum) return {};
  return fail(Code::kCorrupt, fmt::format("{}: damaged, a part of the {}", path,
                                          file.column_family_name));
}

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

namespace {

// An open database. Readers open it anew to see what was written since, while others may
// still read the one before.
struct Opened {
  std::unique_ptr<rocks::DB> db;
  std::vector<rocks::ColumnFamilyHandle*> columns;

  Opened() = default;
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() { close(); }

  void close() {
    if (!db) return;
    for (rocks::ColumnFamilyHandle* column : columns)
      db->DestroyColumnFamilyHandle(column);
    columns.clear();
    db->Close();
    db.reset();
  }

  rocks::ColumnFamilyHandle* column(Table table) const {
    return columns[static_cast<size_t>(table)];
  }
};

rocks::Status open_database(const std::string& folder, StoreAccess access,
                            Opened& opened) {
  std::vector<rocks::ColumnFamilyDescriptor> columns;
  for (size_t i = 0; i < kTables; ++i)
    columns.emplace_back(kNames[i], options_of(static_cast<Table>(i)));
  rocks::DBOptions options = options_of(access);
  rocks::DB* db = nullptr;
  rocks::Status status =
      access == StoreAccess::kRead
          ? rocks::DB::OpenForReadOnly(options, folder, columns, &opened.columns, &db)
          : rocks::DB::Open(options, folder, columns, &opened.columns, &db);
  if (status.ok()) opened.db.reset(db);
  return status;
}

// What changes whenever a writer writes out tables, and before it removes anything: the
// name of the manifest and its size.
std::string state_of_manifest(const std::string& folder) {
  std::string name;
  std::getline(std::ifstream(folder + "/CURRENT"), name);
  std::error_code error;
  uint64_t size = std::filesystem::file_size(folder + "/" + name, error);
  return fmt::format("{} {}", name, error ? 0 : size);
}

// Opens for reading beside a writer, who may remove what we are about to open: then we
// try again. What is opened while the manifest stays the same is of one moment.
rocks::Status open_for_reading(const std::string& folder, Opened& opened) {
  constexpr int kTries = 20;
  for (int i = 0;; ++i) {
    std::string before = state_of_manifest(folder);
    rocks::Status status = open_database(folder, StoreAccess::kRead, opened);
    bool same = before == state_of_manifest(folder);
    if (same || i == kTries) return status;
    opened.close();
  }
}

// A number of 7 bits a byte, as RocksDB writes them.
uint64_t take_varint(std::string_view& bytes) {
  uint64_t number = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    auto byte = static_cast<uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    number |= uint64_t{byte & 127U} << shift;
    if (byte < 128) break;
  }
  return number;
}

// Two things RocksDB believes before it looks at a checksum, and asserts what does not
// hold if they are damaged: a table's footer, which says what kind of checksum its blocks
// have (we write none without), and how many points to start from its properties have
// (one), in the block before that which the footer names first. Of a table that is still
// being written, or has just been removed, nothing is said.
bool may_be_opened(const std::filesystem::path& path) {
  constexpr std::streamoff kFooterBytes = 53, kTrailerBytes = 5;
  constexpr std::string_view kMagic = "\xf7\xcf\xf4\x85\xb7\x41\xe2\x88";
  std::array<char, kFooterBytes> bytes{};
  std::ifstream in(path, std::ios::binary);
  in.seekg(-kFooterBytes, std::ios::end);
  in.read(bytes.data(), kFooterBytes);
  std::string_view footer(bytes.data(), kFooterBytes);
  if (!in.good() || !footer.ends_with(kMagic)) return true;
  if (footer[0] == static_cast<char>(rocks::ChecksumType::kNoChecksum)) return false;
  footer.remove_prefix(1);
  auto after = static_cast<std::streamoff>(take_varint(footer));
  std::array<char, 4> points{};
  in.seekg(after - kTrailerBytes - static_cast<std::streamoff>(points.size()));
  in.read(points.data(), points.size());
  return in.good() && points == std::array<char, 4>{1, 0, 0, 0};
}

Result<void> check_ends(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".sst" && !may_be_opened(entry.path()))
      return fail(Code::kCorrupt, entry.path().string() + ": damaged");
  return {};
}

}  // namespace

struct Store::State {
  std::string folder;
  StoreAccess access = StoreAccess::kRead;

  mutable std::shared_mutex opened_mutex;
  std::shared_ptr<Opened> opened;

  std::shared_ptr<Opened> get() const {
    std::shared_lock lock(opened_mutex);
    return opened;
  }

  Result<void> open() {
    if (auto good = check_ends(folder); !good) return good;
    auto fresh = std::make_shared<Opened>();
    rocks::Status status = access == StoreAccess::kRead
                               ? open_for_reading(folder, *fresh)
                               : open_database(folder, access, *fresh);
    if (status.ok()) {
      std::unique_lock lock(opened_mutex);
      opened = std::move(fresh);
      return {};
    }
    if (status.IsIOError() && status.ToString().find("lock") != std::string::npos)
      return fail(Code::kUnwritable,
                  folder + ": another process has it open for writing");
    return error_of(status,
                    access == StoreAccess::kRead ? Code::kUnreadable : Code::kUnwritable);
  }

  // Why nothing can be written any more. RocksDB asserts that nobody tries to go on with
  // a file that it could not write.
  mutable std::mutex mutex;
  std::optional<Error> broken;

  // Calls `write`, unless an earlier one failed.
  template <typename Write>
  Result<void> write_unless_broken(const Write& write) {
    {
      std::lock_guard lock(mutex);
      if (broken) return tl::unexpected<Error>(*broken);
    }
    rocks::Status status = write();
    if (status.ok()) return {};
    std::lock_guard lock(mutex);
    broken = error_of(status, Code::kUnwritable).value();
    return tl::unexpected<Error>(*broken);
  }

  tl::unexpected<Error> error_of(const rocks::Status& status, Code otherwise) const {
    Code code = status.IsCorruption() ? Code::kCorrupt : otherwise;
    std::string said = status.ToString();
    if (status.IsNoSpace() || said.find("No space left") != std::string::npos ||
        said.find("File too large") != std::string::npos)
      return fail(Code::kUnwritable,
                  folder + ": the disk is full; what was acknowledged is safe");
    return fail(code, fmt::format("{}: {}", folder, said));
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
  if (auto done = state->open(); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return Store(std::move(state));
}

Result<std::optional<std::string>> Store::get(Table table, std::string_view key) const {
  std::string value;
  auto opened = state_->get();
  rocks::Status status =
      opened->db->Get(checked(), opened->column(table), slice(key), &value);
  if (status.ok()) return value;
  if (status.IsNotFound()) return std::nullopt;
  return state_->error_of(status, Code::kUnreadable);
}

Result<void> Store::scan(
    Table table, std::string_view from,
    const std::function<bool(std::string_view, std::string_view)>& take) const {
  auto opened = state_->get();
  std::unique_ptr<rocks::Iterator> at(
      opened->db->NewIterator(checked(), opened->column(table)));
  for (at->Seek(slice(from)); at->Valid(); at->Next())
    if (!take(view(at->key()), view(at->value()))) return {};
  if (at->status().ok()) return {};
  return state_->error_of(at->status(), Code::kUnreadable);
}

Result<void> Store::scan_back(
    Table table, std::string_view below,
    const std::function<bool(std::string_view, std::string_view)>& take) const {
  auto opened = state_->get();
  std::unique_ptr<rocks::Iterator> at(
      opened->db->NewIterator(checked(), opened->column(table)));
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
  auto opened = state_->get();
  rocks::WriteBatch writes;
  for (const StoreBatch::State::Entry& entry : batch.state_->entries) {
    rocks::ColumnFamilyHandle* column = opened->column(entry.table);
    rocks::Status put = entry.removes
                            ? writes.Delete(column, slice(entry.key))
                            : writes.Put(column, slice(entry.key), slice(entry.value));
    if (!put.ok()) return state_->error_of(put, Code::kUnwritable);
  }
  rocks::WriteOptions options;
  options.sync = synced;
  return state_->write_unless_broken([&] { return opened->db->Write(options, &writes); });
}

Result<void> Store::sync() {
  return state_->write_unless_broken([&] { return state_->get()->db->FlushWAL(true); });
}

Result<void> Store::refresh() {
  if (state_->access != StoreAccess::kRead) return {};
  return state_->open();
}

Result<void> Store::flush() {
  auto opened = state_->get();
  return state_->write_unless_broken(
      [&] { return opened->db->Flush(rocks::FlushOptions(), opened->columns); });
}

Result<void> Store::compact() {
  auto opened = state_->get();
  for (rocks::ColumnFamilyHandle* column : opened->columns) {
    rocks::Status status =
        opened->db->CompactRange(rocks::CompactRangeOptions(), column, nullptr, nullptr);
    if (!status.ok()) return state_->error_of(status, Code::kUnwritable);
  }
  return {};
}

Result<void> Store::check() const {
  std::vector<rocks::LiveFileMetaData> files;
  state_->get()->db->GetLiveFilesMetaData(&files);
  for (const rocks::LiveFileMetaData& file : files)
    if (auto good = check_table_file(file); !good) return good;
  return {};
}

}  // namespace unspin
