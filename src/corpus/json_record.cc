// This file reads what a Document needs out of one JSON object.
//
// Most of an object is one long string, and most of the time goes into finding its end
// and undoing its escapes. simdjson does both with vector instructions. Its On-Demand
// interface walks the object once, in the order of the file: each field's name is looked
// up, and of the wanted ones only the place is kept. When the whole object has been seen
// it is known which of several fields for one role is the best, and only that one is
// unescaped, straight into the document.
//
// A record that simdjson refuses for a fault inside a string goes a slower way once: made
// UTF-8 by what its bytes look like, mended (mend_json.h), and read again.
//
// Parsers hold their scratch memory; there is one a thread, and none keeps what one giant
// record made it grow to.

#include "corpus/json_record.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>
#include <utility>

#include "base/charset.h"
#include "corpus/fields.h"
#include "corpus/mend_json.h"

namespace unspin {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

static_assert(kBatchPadding >= simdjson::SIMDJSON_PADDING);

// A parser that has grown for a longer record than this is given back.
constexpr size_t kKeptCapacity = size_t{16} << 20;

// How many names of fields a skip lists, and how much of each.
constexpr size_t kListedNames = 16;
constexpr size_t kListedBytes = 40;

std::string_view without_space_before(std::string_view bytes) {
  return bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
}

std::string_view without_space_behind(std::string_view bytes) {
  return bytes.substr(0, bytes.find_last_not_of(" \t\r\n") + 1);
}

// The value of the string at `token`, which may have white space behind it.
//
// Requires: kBatchPadding bytes may be read behind it.
error_code unescape(const ondemand::parser& parser, std::string_view token,
                    std::string& out) {
  size_t end = token.rfind('"');
  if (end == 0 || end == std::string_view::npos) return simdjson::STRING_ERROR;
  std::string_view inside = token.substr(1, end - 1);
  // Names and addresses rarely have escapes, and texts nearly always.
  if (inside.size() < 256 && inside.find('\\') == std::string_view::npos) {
    out = inside;
    return simdjson::SUCCESS;
  }
  out.resize(inside.size() + simdjson::SIMDJSON_PADDING);
  auto* to = reinterpret_cast<uint8_t*>(out.data());
  std::string_view text;
  ondemand::raw_json_string raw(reinterpret_cast<const uint8_t*>(inside.data()));
  error_code error = parser.unescape(raw, to).get(text);
  out.resize(error ? 0 : text.size());
  return error;
}

bool is_number(std::string_view token) {
  return !token.empty() &&
         token.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

// What one walk over an object finds.
class ObjectWalk {
 public:
  ObjectWalk(ondemand::parser& parser, const FieldTable& table)
      : parser_(parser), table_(table) {}

  // Walks over `json`, which stays where it is until values() is called.
  error_code walk(std::string_view json);

  // Unescapes the best value for each role.
  error_code values(FieldValues& values) const;

  bool has_text() const { return found_[size_t(Role::kText)].rank != kNone; }

  // There is a field of that name, and what it holds cannot be a text.
  bool has_wrong_text() const { return has_wrong_text_; }

 private:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

  struct Found {
    uint32_t rank = kNone;
    std::string_view token;            // a string or a number
    std::optional<std::string> value;  // else its value
  };

  error_code walk_fields(ondemand::object& object, std::string_view prefix);
  error_code read_key(ondemand::field& field, std::string_view& key) const;
  error_code take_value(ondemand::value& value, std::string_view name);
  error_code take_list(ondemand::value& value);
  void offer(std::string_view token);

  ondemand::parser& parser_;
  const FieldTable& table_;
  const char* end_ = nullptr;
  std::array<Found, kRoles> found_;
  bool has_wrong_text_ = false;

  // What the field at hand would be the best so far for.
  std::vector<FieldTable::Use> uses_;
};

error_code ObjectWalk::walk(std::string_view json) {
  found_ = {};
  has_wrong_text_ = false;
  end_ = json.data() + json.size();
  ondemand::document document;
  if (error_code error =
          parser_.iterate(json, json.size() + simdjson::SIMDJSON_PADDING).get(document))
    return error;
  ondemand::object object;
  if (error_code error = document.get_object().get(object)) return error;
  if (error_code error = walk_fields(object, {})) return error;
  // Nothing may follow the object.
  bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  return at_end ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
}

// `prefix` names the object, with a point behind it. Recursion ends with the points in
// the names that are looked for.
error_code ObjectWalk::walk_fields(ondemand::object& object, std::string_view prefix) {
  std::string full;
  for (auto result : object) {
    ondemand::field field;
    if (error_code error = std::move(result).get(field)) return error;
    std::string_view name;
    if (error_code error = read_key(field, name)) return error;
    if (!prefix.empty()) {
      full = prefix;
      full += name;
      name = full;
    }
    if (error_code error = take_value(field.value(), name)) return error;
  }
  return simdjson::SUCCESS;
}

error_code ObjectWalk::read_key(ondemand::field& field, std::string_view& key) const {
  const char* begin = field.key().raw();
  const void* quote = std::memchr(begin, '"', static_cast<size_t>(end_ - begin));
  if (quote == nullptr) return simdjson::STRING_ERROR;
  key = {begin, static_cast<const char*>(quote)};
  if (key.find('\\') == std::string_view::npos) return simdjson::SUCCESS;
  return field.unescaped_key().get(key);
}

error_code ObjectWalk::take_value(ondemand::value& value, std::string_view name) {
  std::string_view token = value.raw_json_token();
  if (token.empty()) return simdjson::TAPE_ERROR;
  if (token.front() == '{' && table_.looks_inside(name)) {
    ondemand::object object;
    if (error_code error = value.get_object().get(object)) return error;
    return walk_fields(object, std::string(name) + '.');
  }
  uses_.clear();
  table_.for_each_use(name, [&](FieldTable::Use use) {
    if (use.rank <= found_[size_t(use.role)].rank) uses_.push_back(use);
  });
  if (uses_.empty() || token.front() == 'n') return simdjson::SUCCESS;
  if (token.front() == '[') return take_list(value);
  offer(token);
  return simdjson::SUCCESS;
}

// A string or a number for each of uses_; anything else is no value.
void ObjectWalk::offer(std::string_view token) {
  token = without_space_behind(token);
  bool is_string = token.front() == '"';
  for (FieldTable::Use use : uses_) {
    if (is_string || (use.role != Role::kText && is_number(token)))
      found_[size_t(use.role)] = {use.rank, token, std::nullopt};
    else if (use.role == Role::kText)
      has_wrong_text_ = true;
  }
}

error_code ObjectWalk::take_list(ondemand::value& value) {
  std::vector<std::string> parts;
  bool all_texts = true;
  ondemand::array array;
  if (error_code error = value.get_array().get(array)) return error;
  for (auto result : array) {
    ondemand::value element;
    if (error_code error = std::move(result).get(element)) return error;
    std::string_view token = without_space_behind(element.raw_json_token());
    if (token.starts_with('"')) {
      if (error_code error = unescape(parser_, token, parts.emplace_back())) return error;
    } else if (is_number(token)) {
      parts.emplace_back(token);
      all_texts = false;
    } else if (token != "null") {
      all_texts = false;
    }
  }
  for (FieldTable::Use use : uses_) {
    bool is_text = use.role == Role::kText;
    if (is_text && !all_texts)
      has_wrong_text_ = true;
    else
      found_[size_t(use.role)] = {
          use.rank, {}, fmt::format("{}", fmt::join(parts, is_text ? "\n\n" : ", "))};
  }
  return simdjson::SUCCESS;
}

error_code ObjectWalk::values(FieldValues& values) const {
  for (size_t role = 0; role < kRoles; ++role) {
    const Found& found = found_[role];
    if (found.rank == kNone) continue;
    if (found.value || !found.token.starts_with('"')) {
      values[role] = found.value ? *found.value : std::string(found.token);
      continue;
    }
    if (error_code error = unescape(parser_, found.token, values[role].emplace()))
      return error;
  }
  return simdjson::SUCCESS;
}

// This thread's parser, with room for `bytes`.
class ScratchParser {
 public:
  explicit ScratchParser(size_t bytes) {
    if (mine().capacity() >= bytes) return;
    // What cannot be allocated is reported by the parser itself.
    std::ignore = mine().allocate(std::max(bytes + bytes / 2, size_t{1} << 16));
  }
  ScratchParser(const ScratchParser&) = delete;
  ScratchParser& operator=(const ScratchParser&) = delete;
  ~ScratchParser() {
    if (mine().capacity() > kKeptCapacity) mine() = ondemand::parser();
  }

  ondemand::parser& operator*() { return mine(); }

 private:
  static ondemand::parser& mine() {
    static thread_local ondemand::parser parser;
    return parser;
  }
};

struct Fault {
  const char* reason;
  std::string detail;
};

Fault describe(error_code error) {
  if (error == simdjson::UNCLOSED_STRING || error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT)
    return {"not valid JSON", "it does not end where the object does"};
  return {"not valid JSON", simdjson::error_message(error)};
}

// "id, title, …": what there is instead of a text. Only for objects that a walk accepted.
std::string list_names(ondemand::parser& parser, std::string_view json) {
  std::vector<std::string> names;
  ondemand::document document;
  ondemand::object object;
  if (parser.iterate(json, json.size() + simdjson::SIMDJSON_PADDING).get(document) ||
      document.get_object().get(object))
    return {};
  for (auto result : object) {
    ondemand::field field;
    std::string_view name;
    if (std::move(result).get(field) || field.unescaped_key().get(name)) break;
    names.emplace_back(name.substr(0, kListedBytes));
    if (names.size() == kListedNames) {
      names.emplace_back("...");
      break;
    }
  }
  if (names.empty()) return "the object is empty";
  return fmt::format("its fields: {}", fmt::join(names, ", "));
}

bool may_be_mended(error_code error) {
  return error == simdjson::UTF8_ERROR || error == simdjson::UNESCAPED_CHARS ||
         error == simdjson::STRING_ERROR;
}

tl::expected<FieldValues, Fault> read_values(std::string_view json,
                                             const FieldTable& table) {
  if (json.front() != '{') return tl::unexpected(Fault{"not a JSON object", ""});
  ScratchParser parser(json.size());
  ObjectWalk walk(*parser, table);
  FieldValues values;
  error_code error = walk.walk(json);
  if (!error) error = walk.values(values);
  std::string mended;
  if (may_be_mended(error)) {
    mended = mend_json(decode_text(std::string(json)).text);
    mended.reserve(mended.size() + kBatchPadding);
    json = mended;
    error = walk.walk(json);
    if (!error) error = walk.values(values);
  }
  if (error) return tl::unexpected(describe(error));
  if (walk.has_text()) return values;
  if (walk.has_wrong_text()) return tl::unexpected(Fault{"text field is no text", ""});
  return tl::unexpected(Fault{"no text field", list_names(*parser, json)});
}

class JsonParser : public RecordParser {
 public:
  JsonParser(std::string path, Kind kind, const FieldNames& fields)
      : path_(std::move(path)), kind_(kind), table_(fields) {}

  tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                  size_t index) const override {
    const RawRecord& record = batch.records[index];
    if (!record.is_document) return std::nullopt;
    std::string_view json = batch.bytes_of(record);
    if (record.offset == 0 && json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
    json = without_space_behind(without_space_before(json));
    if (json.empty()) return std::nullopt;
    tl::expected<FieldValues, Fault> values = read_values(json, table_);
    if (!values)
      return tl::unexpected(Skip{.path = path_,
                                 .offset = record.offset,
                                 .reason = values.error().reason,
                                 .detail = std::move(values.error().detail)});
    return Record{make_document(*std::move(values), {.path = path_,
                                                     .kind = kind_,
                                                     .line = record.line,
                                                     .bytes = record.end - record.begin}),
                  std::nullopt};
  }

 private:
  std::string path_;
  Kind kind_;
  FieldTable table_;
};

}  // namespace

std::shared_ptr<const RecordParser> make_json_parser(std::string path, Kind kind,
                                                     const FieldNames& fields) {
  return std::make_shared<JsonParser>(std::move(path), kind, fields);
}

}  // namespace unspin
