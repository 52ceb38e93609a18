// This file copies a Parquet file without some of its rows.
//
// Rows are read and written in batches, row group by row group. The copy has the same
// columns in the same order, the same metadata and, column by column, the compression
// that the first row group has; a row group whose rows all go is not written. Encodings
// and statistics are the writer's.

#include <arrow/array/concatenate.h>
#include <arrow/io/interfaces.h>
#include <arrow/record_batch.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/writer.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/properties.h>

#include <algorithm>
#include <utility>

#include "corpus/parquet/file.h"

namespace unspin::parquet_module {
namespace {

using Keep = std::function<bool(uint64_t)>;

// Under which key Arrow keeps what Parquet's types do not tell.
constexpr const char* kArrowSchema = "ARROW:schema";

// Arrow's output, handed on.
class Sink final : public arrow::io::OutputStream {
 public:
  explicit Sink(const parquet_module::Write& write) : write_(write) {}

  arrow::Status Write(const void* data, int64_t size) override {
    position_ += size;
    Result<void> done =
        write_({static_cast<const char*>(data), static_cast<size_t>(size)});
    if (done) return arrow::Status::OK();
    error_ = done.error();
    return arrow::Status::IOError(error_->message);
  }

  arrow::Status Close() override {
    closed_ = true;
    return arrow::Status::OK();
  }
  bool closed() const override { return closed_; }
  arrow::Result<int64_t> Tell() const override { return position_; }

  // What kept it from writing.
  const std::optional<Error>& error() const { return error_; }

 private:
  const parquet_module::Write& write_;
  std::optional<Error> error_;
  int64_t position_ = 0;
  bool closed_ = false;
};

std::shared_ptr<parquet::WriterProperties> properties_like(
    const parquet::FileMetaData& metadata, arrow::MemoryPool* pool) {
  parquet::WriterProperties::Builder builder;
  builder.memory_pool(pool);
  // Row groups end where the file's do.
  builder.max_row_group_length(std::max<int64_t>(1, metadata.num_rows()));
  if (metadata.num_row_groups() > 0) {
    auto group = metadata.RowGroup(0);
    for (int i = 0; i < group->num_columns(); ++i) {
      auto column = group->ColumnChunk(i);
      builder.compression(column->path_in_schema(), column->compression());
    }
  }
  return builder.build();
}

std::shared_ptr<parquet::ArrowWriterProperties> arrow_properties_like(
    const parquet::FileMetaData& metadata) {
  parquet::ArrowWriterProperties::Builder builder;
  const auto& pairs = metadata.key_value_metadata();
  if (pairs && pairs->Contains(kArrowSchema)) builder.store_schema();
  const parquet::SchemaDescriptor& schema = *metadata.schema();
  for (int i = 0; i < schema.num_columns(); ++i)
    if (schema.Column(i)->physical_type() == parquet::Type::INT96)
      builder.enable_deprecated_int96_timestamps();
  return builder.build();
}

// Writes the rows of `batch` that are wanted; `first` is the number of its first.
class RowWriter {
 public:
  RowWriter(parquet::arrow::FileWriter& writer, const Keep& keep, arrow::MemoryPool* pool)
      : writer_(writer), keep_(keep), pool_(pool) {}

  void begin_group() { in_group_ = false; }

  arrow::Status write(const std::shared_ptr<arrow::RecordBatch>& batch) {
    std::vector<std::shared_ptr<arrow::RecordBatch>> runs;
    int64_t begin = 0;
    for (int64_t i = 0; i <= batch->num_rows(); ++i) {
      bool kept = i < batch->num_rows() && keep_(row_ + static_cast<uint64_t>(i));
      if (i < batch->num_rows()) ++(kept ? counts_.kept : counts_.removed);
      if (kept) continue;
      if (i > begin) runs.push_back(batch->Slice(begin, i - begin));
      begin = i + 1;
    }
    row_ += static_cast<uint64_t>(batch->num_rows());
    if (runs.empty()) return arrow::Status::OK();
    if (!std::exchange(in_group_, true))
      ARROW_RETURN_NOT_OK(writer_.NewBufferedRowGroup());
    if (runs.size() == 1) return writer_.WriteRecordBatch(*runs[0]);
    return write_joined(runs);
  }

  Counts counts() const { return counts_; }

 private:
  arrow::Status write_joined(
      const std::vector<std::shared_ptr<arrow::RecordBatch>>& runs) {
    arrow::ArrayVector columns;
    int64_t n_rows = 0;
    for (const auto& run : runs) n_rows += run->num_rows();
    for (int i = 0; i < runs[0]->num_columns(); ++i) {
      arrow::ArrayVector parts;
      for (const auto& run : runs) parts.push_back(run->column(i));
      ARROW_ASSIGN_OR_RAISE(auto joined, arrow::Concatenate(parts, pool_));
      columns.push_back(std::move(joined));
    }
    return writer_.WriteRecordBatch(
        *arrow::RecordBatch::Make(runs[0]->schema(), n_rows, std::move(columns)));
  }

  parquet::arrow::FileWriter& writer_;
  const Keep& keep_;
  arrow::MemoryPool* pool_;
  bool in_group_ = false;
  uint64_t row_ = 0;
  Counts counts_;
};

arrow::Result<Counts> copy_rows(Opened& opened, const std::shared_ptr<Sink>& sink,
                                const Keep& keep) {
  constexpr int64_t kRows = 1024;
  arrow::MemoryPool* pool = opened.pool.get();
  parquet::arrow::FileReader& reader = *opened.reader;
  auto metadata = reader.parquet_reader()->metadata();
  std::shared_ptr<arrow::Schema> schema;
  ARROW_RETURN_NOT_OK(reader.GetSchema(&schema));
  ARROW_ASSIGN_OR_RAISE(
      auto writer, parquet::arrow::FileWriter::Open(*schema, pool, sink,
                                                    properties_like(*metadata, pool),
                                                    arrow_properties_like(*metadata)));
  RowWriter rows(*writer, keep, pool);
  reader.set_batch_size(kRows);
  for (int group = 0; group < reader.num_row_groups(); ++group) {
    rows.begin_group();
    ARROW_ASSIGN_OR_RAISE(auto batches, reader.GetRecordBatchReader({group}));
    while (true) {
      std::shared_ptr<arrow::RecordBatch> batch;
      ARROW_RETURN_NOT_OK(batches->ReadNext(&batch));
      if (!batch) break;
      ARROW_RETURN_NOT_OK(rows.write(batch));
    }
  }
  // With Arrow's own schema stored, its metadata hold the file's.
  auto pairs = metadata->key_value_metadata();
  if (pairs && !pairs->Contains(kArrowSchema))
    ARROW_RETURN_NOT_OK(writer->AddKeyValueMetadata(pairs));
  ARROW_RETURN_NOT_OK(writer->Close());
  return rows.counts();
}

}  // namespace

Result<Counts> copy(const Source& source, const Write& write, const Keep& keep) {
  return guarded(source.path, [&]() -> Result<Counts> {
    auto opened = open_file(source);
    if (!opened.ok()) return fail_as(source.path, opened.status());
    auto sink = std::make_shared<Sink>(write);
    auto counts = copy_rows(*opened, sink, keep);
    if (sink->error()) return tl::unexpected(*sink->error());
    if (!counts.ok()) return fail_as(source.path, counts.status());
    return *counts;
  });
}

}  // namespace unspin::parquet_module
