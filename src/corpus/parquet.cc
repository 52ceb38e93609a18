// This file makes documents of Parquet rows.
//
// Which columns are read is decided here, by their names; what is in them comes from the
// module. Parquet is read from its end, so that it cannot be read as a stream: files on
// disk and bytes in memory are read where they are, and what comes from standard input
// or out of a compressed file is taken into memory first, up to a limit.

#include "corpus/parquet.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <utility>

#include "corpus/fields.h"
#include "corpus/parquet/module.h"
#include "corpus/readers.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;
namespace module = parquet_module;

// The most of a Parquet file that is taken into memory.
constexpr size_t kMaxSpoolBytes = size_t{1} << 30;

// What Arrow may allocate beside: some records, and a page for each column.
constexpr uint64_t kArrowBytes = uint64_t{1} << 30;

constexpr const char* kModuleName = "unspin-parquet.so";

// Beside the program (or the library) that this code is in; where it is built; where it
// is installed.
std::vector<fs::path> module_paths() {
  std::vector<fs::path> paths;
  Dl_info info;
  std::error_code error;
  fs::path self;
  if (::dladdr(reinterpret_cast<const void*>(&module_paths), &info) != 0)
    self = fs::canonical(info.dli_fname, error);
  if (self.empty()) self = fs::read_symlink("/proc/self/exe", error);
  fs::path folder = self.parent_path();
  if (!folder.empty()) {
    paths.push_back(folder / kModuleName);
    paths.push_back(folder.parent_path() / kModuleName);
    paths.push_back(folder.parent_path() / UNSPIN_LIBDIR / "unspin" / kModuleName);
  }
  paths.push_back(fs::path(UNSPIN_FULL_LIBDIR) / "unspin" / kModuleName);
  return paths;
}

Result<const module::Functions*> load_module(const std::string& path) {
  std::string why;
  for (const fs::path& place : module_paths()) {
    std::error_code error;
    if (!fs::exists(place, error)) continue;
    void* loaded = ::dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* symbol = loaded ? ::dlsym(loaded, module::kSymbol) : nullptr;
    if (!symbol) {
      const char* reason = ::dlerror();
      why = fmt::format(" ({})", reason ? reason : place.string());
      continue;
    }
    const auto* functions = reinterpret_cast<const module::Functions* (*)()>(symbol)();
    if (std::string_view(functions->version) == UNSPIN_VERSION) return functions;
    why = fmt::format(" ({} belongs to version {})", place.string(), functions->version);
  }
  return fail(Code::kBadArgument,
              fmt::format("{}: Parquet: not in this build{}; build unspin with Arrow "
                          "(tools/install-libraries), or make it JSON lines",
                          path, why));
}

// A column, and what a Document has of it.
struct ChosenColumn {
  size_t column = 0;
  std::vector<FieldTable::Use> uses;
};

// What a batch holds.
struct HeldRows {
  std::shared_ptr<const module::Rows> rows;
  uint64_t first = 0;
};

class ParquetReader final : public RecordReader {
 public:
  ParquetReader(std::unique_ptr<module::File> file, std::shared_ptr<std::string> bytes,
                uint64_t file_bytes)
      : bytes_(std::move(bytes)), file_(std::move(file)), file_bytes_(file_bytes) {}

  Result<bool> next(RecordBatch& batch) override {
    batch.clear();
    if (done_) return false;
    Result<std::shared_ptr<const module::Rows>> rows = file_->next();
    done_ = !rows || !*rows;
    if (!rows) return tl::unexpected(std::move(rows).error());
    if (!*rows) return false;
    batch.bytes.reserve(kBatchPadding);
    for (size_t i = 0; i < (*rows)->size(); ++i)
      batch.records.push_back(
          {.offset = row_ + i, .ordinal = row_ + i, .line = row_ + i + 1});
    batch.held = std::make_shared<HeldRows>(HeldRows{*rows, row_});
    row_ += (*rows)->size();
    return true;
  }

  // Rows stand for bytes: of the file's, where we are is Arrow's business.
  uint64_t consumed() const override {
    double share = static_cast<double>(row_) /
                   static_cast<double>(std::max<uint64_t>(1, file_->n_rows()));
    return static_cast<uint64_t>(static_cast<double>(file_bytes_) * std::min(share, 1.0));
  }

 private:
  std::shared_ptr<std::string> bytes_;  // what `file_` reads, when it was spooled
  std::unique_ptr<module::File> file_;
  uint64_t file_bytes_;
  uint64_t row_ = 0;
  bool done_ = false;
};

class ParquetParser final : public RecordParser {
 public:
  ParquetParser(std::string path, std::vector<ChosenColumn> columns, uint64_t max_bytes)
      : path_(std::move(path)), columns_(std::move(columns)), max_bytes_(max_bytes) {}

  tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                  size_t index) const override {
    const auto& held = *static_cast<const HeldRows*>(batch.held.get());
    const RawRecord& raw = batch.records[index];
    FieldValues values;
    std::array<uint32_t, kRoles> ranks{};
    uint64_t bytes = 0;
    for (size_t i = 0; i < columns_.size(); ++i)
      bytes += take(*held.rows, index, i, values, ranks);
    const auto& text = values[static_cast<size_t>(Role::kText)];
    if (!text)
      return tl::unexpected(Skip{path_, raw.offset, "no text field", "it is null"});
    if (bytes > max_bytes_)
      return tl::unexpected(Skip{path_, raw.offset, "record is too long",
                                 fmt::format("more than {} bytes", max_bytes_)});
    Record record;
    record.document = make_document(
        std::move(values),
        {.path = path_, .kind = Kind::kParquet, .line = raw.line, .bytes = bytes});
    return record;
  }

 private:
  // Puts the value of column `i` where it is the best so far; returns its size.
  uint64_t take(const module::Rows& rows, size_t row, size_t i, FieldValues& values,
                std::array<uint32_t, kRoles>& ranks) const {
    uint64_t bytes = 0;
    for (const FieldTable::Use& use : columns_[i].uses) {
      auto role = static_cast<size_t>(use.role);
      if (values[role] && ranks[role] <= use.rank) continue;
      std::optional<std::string> value =
          rows.value(row, i, use.role == Role::kText ? "\n\n" : ", ");
      if (!value) continue;
      bytes = value->size();
      values[role] = std::move(value);
      ranks[role] = use.rank;
    }
    return bytes;
  }

  std::string path_;
  std::vector<ChosenColumn> columns_;
  uint64_t max_bytes_;
};

// The columns that fill some part of a Document.
std::vector<ChosenColumn> choose_columns(const module::File& file,
                                         const FieldNames& names) {
  FieldTable table(names);
  std::vector<ChosenColumn> chosen;
  for (size_t i = 0; i < file.columns().size(); ++i) {
    ChosenColumn column{.column = i, .uses = {}};
    table.for_each_use(file.columns()[i],
                       [&](FieldTable::Use use) { column.uses.push_back(use); });
    if (!column.uses.empty()) chosen.push_back(std::move(column));
  }
  return chosen;
}

bool has_text(const std::vector<ChosenColumn>& columns) {
  return std::ranges::any_of(columns, [](const ChosenColumn& column) {
    return std::ranges::any_of(
        column.uses, [](FieldTable::Use use) { return use.role == Role::kText; });
  });
}

std::string list_names(const std::vector<std::string>& names) {
  constexpr size_t kMost = 30;
  std::vector<std::string> shown(names.begin(),
                                 names.begin() + std::min(kMost, names.size()));
  if (names.size() > kMost) shown.emplace_back("...");
  return shown.empty() ? "none that hold text"
                       : fmt::format("{}", fmt::join(shown, ", "));
}

// All that `source` still gives.
Result<std::string> spool(RecordSource& source) {
  std::string bytes = std::move(source.head);
  constexpr size_t kStep = size_t{1} << 20;
  while (true) {
    size_t filled = bytes.size();
    bytes.resize(filled + std::max(kStep, filled / 2));
    UNSPIN_TRY(size_t n, source.stream->read(std::span(bytes).subspan(filled)));
    bytes.resize(filled + n);
    if (n == 0) return bytes;
    if (bytes.size() > kMaxSpoolBytes)
      return fail(Code::kTooLarge,
                  fmt::format("{}: Parquet: more than {} bytes that cannot be read in "
                              "any order; give an uncompressed file",
                              source.path, kMaxSpoolBytes));
  }
}

}  // namespace

Result<RecordHalves> open_parquet(RecordSource source, const RecordOptions& options) {
  UNSPIN_TRY(const module::Functions* functions, load_module(source.path));
  module::Source where{
      .path = source.path,
      .bytes = {},
      .max_memory_bytes = kArrowBytes + 2 * options.limits.max_record_bytes};
  std::shared_ptr<std::string> spooled;
  uint64_t file_bytes = 0;
  if (source.compression != Compression::kNone ||
      (source.path == "-" && !source.memory)) {
    UNSPIN_TRY(std::string bytes, spool(source));
    spooled = std::make_shared<std::string>(std::move(bytes));
    where.bytes = *spooled;
    file_bytes = source.stream->consumed();
  } else if (source.memory) {
    where.bytes = source.memory;
    file_bytes = source.memory->size();
  } else {
    std::error_code error;
    file_bytes = fs::file_size(source.path, error);
    if (error) file_bytes = 0;
  }
  UNSPIN_TRY(std::unique_ptr<module::File> file, functions->open(where));
  std::vector<ChosenColumn> columns = choose_columns(*file, options.fields);
  if (!has_text(columns))
    return fail(
        Code::kBadArgument,
        fmt::format("{}: Parquet: no text column ({}); its columns: {}", source.path,
                    fmt::join(options.fields.text, ", "), list_names(file->columns())));
  std::vector<size_t> places;
  for (const ChosenColumn& column : columns) places.push_back(column.column);
  if (Result<void> chosen = file->choose(places); !chosen)
    return tl::unexpected(std::move(chosen).error());
  RecordHalves halves;
  halves.parser = std::make_shared<ParquetParser>(source.path, std::move(columns),
                                                  options.limits.max_record_bytes);
  halves.reader =
      std::make_unique<ParquetReader>(std::move(file), std::move(spooled), file_bytes);
  return halves;
}

Result<CopyCounts> copy_parquet(const InputFile& from, AtomicFile& to,
                                const std::function<bool(uint64_t ordinal)>& keep,
                                const ReadLimits& limits) {
  UNSPIN_TRY(const module::Functions* functions, load_module(from.path));
  module::Source where{.path = from.path,
                       .bytes = {},
                       .max_memory_bytes = kArrowBytes + 2 * limits.max_record_bytes};
  UNSPIN_TRY(module::Counts counts,
             functions->copy(
                 where, [&](std::string_view bytes) { return to.write(bytes); }, keep));
  return CopyCounts{.kept = counts.kept, .removed = counts.removed};
}

}  // namespace unspin
