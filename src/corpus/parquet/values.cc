#include "corpus/parquet/values.h"

#include <arrow/type.h>
#include <arrow/util/decimal.h>
#include <fmt/format.h>

#include <chrono>

namespace unspin::parquet_module {
namespace {

namespace chrono = std::chrono;
using arrow::Type;
using Value = std::optional<std::string>;

bool is_plain(const arrow::DataType& type) {
  switch (type.id()) {
    case Type::STRING:
    case Type::LARGE_STRING:
    case Type::STRING_VIEW:
    case Type::BINARY:
    case Type::LARGE_BINARY:
    case Type::BINARY_VIEW:
    case Type::BOOL:
    case Type::INT8:
    case Type::INT16:
    case Type::INT32:
    case Type::INT64:
    case Type::UINT8:
    case Type::UINT16:
    case Type::UINT32:
    case Type::UINT64:
    case Type::FLOAT:
    case Type::DOUBLE:
    case Type::DATE32:
    case Type::DATE64:
    case Type::TIMESTAMP:
      return true;
    default:
      return false;
  }
}

template <typename Array>
Value view_of(const arrow::Array& array, int64_t i) {
  return std::string(static_cast<const Array&>(array).GetView(i));
}

template <typename Array>
Value number_of(const arrow::Array& array, int64_t i) {
  return fmt::format("{}", static_cast<const Array&>(array).Value(i));
}

Value write_day(int64_t days) {
  // Of the years that ISO 8601 has four digits for.
  constexpr int64_t kFirst = -719528, kLast = 2932896;
  if (days < kFirst || days > kLast) return std::nullopt;
  chrono::year_month_day date{chrono::sys_days{chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

int64_t units_a_second(arrow::TimeUnit::type unit) {
  switch (unit) {
    case arrow::TimeUnit::SECOND:
      return 1;
    case arrow::TimeUnit::MILLI:
      return 1'000;
    case arrow::TimeUnit::MICRO:
      return 1'000'000;
    case arrow::TimeUnit::NANO:
      break;
  }
  return 1'000'000'000;
}

Value write_time(const arrow::Array& array, int64_t i) {
  const auto& type = static_cast<const arrow::TimestampType&>(*array.type());
  int64_t units = units_a_second(type.unit());
  int64_t value = static_cast<const arrow::TimestampArray&>(array).Value(i);
  int64_t seconds = value / units - (value % units < 0);
  int64_t days = seconds / 86400 - (seconds % 86400 < 0);
  int64_t rest = seconds - days * 86400;
  Value day = write_day(days);
  if (!day) return std::nullopt;
  return fmt::format("{}T{:02}:{:02}:{:02}{}", *day, rest / 3600, rest / 60 % 60,
                     rest % 60, type.timezone().empty() ? "" : "Z");
}

Value write_plain(const arrow::Array& array, int64_t i) {
  switch (array.type_id()) {
    case Type::STRING:
    case Type::BINARY:
      return view_of<arrow::BinaryArray>(array, i);
    case Type::LARGE_STRING:
    case Type::LARGE_BINARY:
      return view_of<arrow::LargeBinaryArray>(array, i);
    case Type::STRING_VIEW:
    case Type::BINARY_VIEW:
      return view_of<arrow::BinaryViewArray>(array, i);
    case Type::BOOL:
      return static_cast<const arrow::BooleanArray&>(array).Value(i) ? "true" : "false";
    case Type::INT8:
      return number_of<arrow::Int8Array>(array, i);
    case Type::INT16:
      return number_of<arrow::Int16Array>(array, i);
    case Type::INT32:
      return number_of<arrow::Int32Array>(array, i);
    case Type::INT64:
      return number_of<arrow::Int64Array>(array, i);
    case Type::UINT8:
      return number_of<arrow::UInt8Array>(array, i);
    case Type::UINT16:
      return number_of<arrow::UInt16Array>(array, i);
    case Type::UINT32:
      return number_of<arrow::UInt32Array>(array, i);
    case Type::UINT64:
      return number_of<arrow::UInt64Array>(array, i);
    case Type::FLOAT:
      return number_of<arrow::FloatArray>(array, i);
    case Type::DOUBLE:
      return number_of<arrow::DoubleArray>(array, i);
    case Type::DATE32:
      return write_day(static_cast<const arrow::Date32Array&>(array).Value(i));
    case Type::DATE64: {
      int64_t milliseconds = static_cast<const arrow::Date64Array&>(array).Value(i);
      constexpr int64_t kDay = 86'400'000;
      return write_day(milliseconds / kDay - (milliseconds % kDay < 0));
    }
    case Type::TIMESTAMP:
      return write_time(array, i);
    default:
      return std::nullopt;
  }
}

// `array` with its dictionary, if it has one, looked up.
Value write_one(const arrow::Array& array, int64_t i) {
  if (array.IsNull(i)) return std::nullopt;
  if (array.type_id() != Type::DICTIONARY) return write_plain(array, i);
  const auto& coded = static_cast<const arrow::DictionaryArray&>(array);
  int64_t index = coded.GetValueIndex(i);
  const arrow::Array& words = *coded.dictionary();
  if (index < 0 || index >= words.length() || words.IsNull(index)) return std::nullopt;
  return write_plain(words, index);
}

template <typename List>
Value write_list(const arrow::Array& array, int64_t i, std::string_view between) {
  const auto& list = static_cast<const List&>(array);
  if (list.IsNull(i)) return std::nullopt;
  std::string joined;
  bool first = true;
  for (int64_t at = list.value_offset(i); at < list.value_offset(i + 1); ++at) {
    Value value = write_one(*list.values(), at);
    if (!value) continue;
    if (!std::exchange(first, false)) joined += between;
    joined += *value;
  }
  return joined;
}

bool is_plain_or_coded(const arrow::DataType& type) {
  if (type.id() != Type::DICTIONARY) return is_plain(type);
  return is_plain(*static_cast<const arrow::DictionaryType&>(type).value_type());
}

}  // namespace

bool is_writable(const arrow::DataType& type) {
  if (type.id() == Type::LIST || type.id() == Type::LARGE_LIST)
    return is_plain_or_coded(*type.field(0)->type());
  return is_plain_or_coded(type);
}

std::optional<std::string> write_value(const arrow::Array& array, int64_t i,
                                       std::string_view between) {
  if (array.type_id() == Type::LIST)
    return write_list<arrow::ListArray>(array, i, between);
  if (array.type_id() == Type::LARGE_LIST)
    return write_list<arrow::LargeListArray>(array, i, between);
  return write_one(array, i);
}

}  // namespace unspin::parquet_module
