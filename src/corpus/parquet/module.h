// The line between the library and the module that reads Parquet.
//
// Arrow is large: linked in, it would cost every start some tens of milliseconds. So what
// needs it is a shared module, loaded when a Parquet file is opened. It knows columns and
// rows, nothing of documents.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/error.h"

namespace unspin::parquet_module {

// Some rows of the chosen columns.
class Rows {
 public:
  virtual ~Rows() = default;

  virtual size_t size() const = 0;

  // What is in a row's `column` (as chosen), for people: strings as they are, times and
  // dates in ISO 8601, lists joined by `between`. None: null.
  // Threads: any number of calls may run at once.
  virtual std::optional<std::string> value(size_t row, size_t column,
                                           std::string_view between) const = 0;
};

class File {
 public:
  virtual ~File() = default;

  // Names of the columns that can be read: no maps, lists of structs and the like. A
  // struct's are "struct.field".
  virtual const std::vector<std::string>& columns() const = 0;
  virtual uint64_t n_rows() const = 0;

  // Chooses columns by their place in columns(), in the order that Rows has them. To be
  // called once, before next().
  virtual Result<void> choose(const std::vector<size_t>& columns) = 0;

  // The next rows; null at the end. Errors: kCorrupt, kUnreadable, kTooLarge.
  virtual Result<std::shared_ptr<const Rows>> next() = 0;
};

// A file on disk or, where `bytes` has a value, in memory that must outlive the File.
struct Source {
  std::string path;
  std::optional<std::string_view> bytes;

  // The most memory that reading may take.
  uint64_t max_memory_bytes = 0;
};

using Write = std::function<Result<void>(std::string_view)>;

struct Counts {
  uint64_t kept = 0;
  uint64_t removed = 0;
};

// What the module offers. Nothing thrown leaves it.
struct Functions {
  // The unspin that the module belongs to.
  const char* version;

  Result<std::unique_ptr<File>> (*open)(const Source& source);

  // Hands the bytes of a file with the rows that `keep` wants to `write`.
  Result<Counts> (*copy)(const Source& source, const Write& write,
                         const std::function<bool(uint64_t row)>& keep);
};

// The module's one symbol: `const Functions* unspin_parquet()`.
inline constexpr const char* kSymbol = "unspin_parquet";

}  // namespace unspin::parquet_module
