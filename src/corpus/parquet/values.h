// One value of an Arrow array, for people.
#pragma once

#include <arrow/array.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arrow {
class DataType;
}

namespace unspin::parquet_module {

// Whether write_value knows arrays of `type`.
bool is_writable(const arrow::DataType& type);

// Element `i` of `array`: strings as they are, numbers in decimal, times and dates in ISO
// 8601, lists of these joined by `between`. None: null, or a type we do not know.
std::optional<std::string> write_value(const arrow::Array& array, int64_t i,
                                       std::string_view between);

}  // namespace unspin::parquet_module
