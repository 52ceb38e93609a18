// An opened Parquet file, for reading and for copying.
#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <parquet/arrow/reader.h>

#include <cstdint>
#include <memory>

#include "corpus/parquet/guard.h"
#include "corpus/parquet/module.h"

namespace unspin::parquet_module {

// What is needed to read; the pool must live longest.
struct Opened {
  std::unique_ptr<CappedPool> pool;
  std::unique_ptr<parquet::arrow::FileReader> reader;
};

// Errors: what Arrow says.
arrow::Result<Opened> open_file(const Source& source);

Result<std::unique_ptr<File>> open(const Source& source);

Result<Counts> copy(const Source& source, const Write& write,
                    const std::function<bool(uint64_t row)>& keep);

}  // namespace unspin::parquet_module
