// This file reads rows of chosen columns out of a Parquet file.
//
// Only the chosen columns are read, page by page, some rows at a time: a batch is about
// a megabyte by what the file says of itself, and never more than kMostRows, should the
// file lie. Arrow's threads are off, since whole files are read side by side; what it
// throws is caught here, and what it allocates is counted.

#include <arrow/array/array_nested.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/record_batch.h>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/properties.h>

#include <algorithm>
#include <utility>

#include "corpus/parquet/file.h"
#include "corpus/parquet/values.h"

namespace unspin::parquet_module {
namespace {

constexpr int64_t kBatchBytes = int64_t{1} << 20;
constexpr int64_t kFewestRows = 16;
constexpr int64_t kMostRows = 1024;
constexpr int kMostLevels = 32;

// Where a column is: the names of the structs it is in, and its own.
struct Column {
  std::vector<std::string> path;
  int leaf = 0;  // its number among the file's leaves
};

// Rows of a batch, with the array for each column and the structs around it.
class BatchRows final : public Rows {
 public:
  BatchRows(std::shared_ptr<CappedPool> pool, std::shared_ptr<arrow::RecordBatch> batch,
            const std::vector<Column>& columns)
      : pool_(std::move(pool)), batch_(std::move(batch)) {
    for (const Column& column : columns) chains_.push_back(find_chain(column));
  }

  size_t size() const override { return static_cast<size_t>(batch_->num_rows()); }

  std::optional<std::string> value(size_t row, size_t column,
                                   std::string_view between) const override {
    const Chain& chain = chains_[column];
    auto i = static_cast<int64_t>(row);
    for (const auto& array : chain)
      if (array->IsNull(i)) return std::nullopt;
    if (chain.empty()) return std::nullopt;
    return write_value(*chain.back(), i, between);
  }

 private:
  using Chain = std::vector<std::shared_ptr<arrow::Array>>;

  Chain find_chain(const Column& column) const {
    Chain chain;
    std::shared_ptr<arrow::Array> array = batch_->GetColumnByName(column.path[0]);
    for (size_t level = 0; array; ++level) {
      chain.push_back(array);
      if (level + 1 == column.path.size()) return chain;
      if (array->type_id() != arrow::Type::STRUCT) break;
      const auto& whole = static_cast<const arrow::StructArray&>(*array);
      array = whole.GetFieldByName(column.path[level + 1]);
    }
    return {};
  }

  std::shared_ptr<CappedPool> pool_;  // outlives the batch
  std::shared_ptr<arrow::RecordBatch> batch_;
  std::vector<Chain> chains_;
};

class ParquetFile final : public File {
 public:
  ParquetFile(std::string path, Opened opened)
      : path_(std::move(path)),
        pool_(std::move(opened.pool)),
        reader_(std::move(opened.reader)) {
    std::vector<std::string> around;
    for (const auto& field : reader_->manifest().schema_fields) list(field, around);
  }

  const std::vector<std::string>& columns() const override { return names_; }

  uint64_t n_rows() const override {
    return std::max<int64_t>(0, reader_->parquet_reader()->metadata()->num_rows());
  }

  Result<void> choose(const std::vector<size_t>& columns) override {
    return guarded(path_, [&]() -> Result<void> {
      std::vector<int> leaves;
      for (size_t column : columns) {
        chosen_.push_back(columns_[column]);
        leaves.push_back(columns_[column].leaf);
      }
      std::ranges::sort(leaves);
      leaves.erase(std::ranges::unique(leaves).begin(), leaves.end());
      std::vector<int> groups(static_cast<size_t>(reader_->num_row_groups()));
      for (size_t i = 0; i < groups.size(); ++i) groups[i] = static_cast<int>(i);
      reader_->set_batch_size(rows_a_batch(leaves));
      auto batches = reader_->GetRecordBatchReader(groups, leaves);
      if (!batches.ok()) return fail_as(path_, batches.status());
      batches_ = *std::move(batches);
      return {};
    });
  }

  Result<std::shared_ptr<const Rows>> next() override {
    return guarded(path_, [&]() -> Result<std::shared_ptr<const Rows>> {
      std::shared_ptr<arrow::RecordBatch> batch;
      arrow::Status status = batches_->ReadNext(&batch);
      if (status.ok() && batch) status = batch->Validate();
      if (!status.ok()) return fail_as(path_, status);
      if (!batch) return nullptr;
      return std::make_shared<BatchRows>(pool_, std::move(batch), chosen_);
    });
  }

 private:
  // Takes down the columns in `field`. Its depth was limited when the file was opened.
  void list(const parquet::arrow::SchemaField& field, std::vector<std::string>& around) {
    const arrow::DataType& type = *field.field->type();
    around.push_back(field.field->name());
    if (is_writable(type)) {
      const parquet::arrow::SchemaField* leaf = &field;
      while (!leaf->is_leaf() && leaf->children.size() == 1) leaf = &leaf->children[0];
      if (leaf->is_leaf()) {
        columns_.push_back({around, leaf->column_index});
        names_.push_back(fmt::format("{}", fmt::join(around, ".")));
      }
    } else if (type.id() == arrow::Type::STRUCT) {
      for (const auto& child : field.children) list(child, around);
    }
    around.pop_back();
  }

  int64_t rows_a_batch(const std::vector<int>& leaves) const {
    auto metadata = reader_->parquet_reader()->metadata();
    double bytes = 0;
    for (int group = 0; group < metadata->num_row_groups(); ++group)
      for (int leaf : leaves)
        bytes += static_cast<double>(
            metadata->RowGroup(group)->ColumnChunk(leaf)->total_uncompressed_size());
    double per_row = bytes / std::max<double>(1, static_cast<double>(n_rows()));
    if (!(per_row > 1)) return kMostRows;
    double rows = static_cast<double>(kBatchBytes) / per_row;
    return static_cast<int64_t>(std::clamp<double>(rows, kFewestRows, kMostRows));
  }

  std::string path_;
  std::shared_ptr<CappedPool> pool_;
  std::unique_ptr<parquet::arrow::FileReader> reader_;
  std::unique_ptr<arrow::RecordBatchReader> batches_;
  std::vector<Column> columns_;
  std::vector<std::string> names_;
  std::vector<Column> chosen_;
};

arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> open_bytes(
    const Source& source, arrow::MemoryPool* pool) {
  if (source.bytes) {
    auto buffer = std::make_shared<arrow::Buffer>(*source.bytes);
    return std::make_shared<arrow::io::BufferReader>(std::move(buffer));
  }
  return arrow::io::ReadableFile::Open(source.path, pool);
}

}  // namespace

arrow::Result<Opened> open_file(const Source& source) {
  Opened opened;
  opened.pool = std::make_unique<CappedPool>(source.max_memory_bytes);
  ARROW_ASSIGN_OR_RAISE(auto bytes, open_bytes(source, opened.pool.get()));
  parquet::ReaderProperties properties(opened.pool.get());
  properties.enable_buffered_stream();
  properties.set_schema_depth_limit(kMostLevels);
  parquet::ArrowReaderProperties arrow_properties(/*use_threads=*/false);
  arrow_properties.set_pre_buffer(false);
  parquet::arrow::FileReaderBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Open(std::move(bytes), properties));
  builder.memory_pool(opened.pool.get())->properties(arrow_properties);
  ARROW_RETURN_NOT_OK(builder.Build(&opened.reader));
  return opened;
}

Result<std::unique_ptr<File>> open(const Source& source) {
  return guarded(source.path, [&]() -> Result<std::unique_ptr<File>> {
    auto opened = open_file(source);
    if (!opened.ok()) return fail_as(source.path, opened.status());
    std::unique_ptr<File> file =
        std::make_unique<ParquetFile>(source.path, *std::move(opened));
    return file;
  });
}

}  // namespace unspin::parquet_module
