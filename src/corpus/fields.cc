#include "corpus/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace unspin {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// "en" of "en", "EN", "en-US", "en_Latn"; none for what has no two-letter code.
std::optional<std::string> to_language(std::string_view written) {
  std::string_view code = written.substr(0, written.find_first_of("-_"));
  if (code.size() != 2) return std::nullopt;
  std::string language{lower(code[0]), lower(code[1])};
  bool is_code =
      std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_code ? std::optional(language) : std::nullopt;
}

}  // namespace

FieldTable::FieldTable(const FieldNames& names) {
  add(Role::kText, names.text);
  add(Role::kId, names.id);
  add(Role::kTitle, names.title);
  add(Role::kAuthor, names.author);
  add(Role::kDate, names.date);
  add(Role::kPublisher, names.publisher);
  add(Role::kUrl, names.url);
  add(Role::kLanguage, names.language);
}

void FieldTable::add(Role role, const std::vector<std::string>& names) {
  for (uint32_t index = 0; index < names.size(); ++index) {
    const std::string& name = names[index];
    if (buckets_.size() <= name.size()) buckets_.resize(name.size() + 1);
    buckets_[name.size()].push_back({name, role, index});
    for (size_t dot = name.find('.'); dot != std::string::npos;
         dot = name.find('.', dot + 1))
      if (!looks_inside(name.substr(0, dot))) insides_.push_back(name.substr(0, dot));
  }
}

bool FieldTable::looks_inside(std::string_view name) const {
  return std::ranges::any_of(insides_, [&](const std::string& inside) {
    return equal_but_for_case(inside, name);
  });
}

bool FieldTable::equal_but_for_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
  return true;
}

Document make_document(FieldValues values, const RecordPlace& place) {
  auto take = [&](Role role) -> std::optional<std::string> {
    std::optional<std::string>& value = values[static_cast<size_t>(role)];
    if (value && value->empty()) return std::nullopt;
    return std::move(value);
  };
  Document document;
  document.text = take(Role::kText).value_or(std::string());
  document.title = take(Role::kTitle);
  document.author = take(Role::kAuthor);
  document.publisher = take(Role::kPublisher);
  document.url = take(Role::kUrl);
  if (auto date = take(Role::kDate)) document.published = to_iso_date(*date);
  if (auto language = take(Role::kLanguage)) document.language = to_language(*language);
  if (auto id = take(Role::kId))
    document.id = *std::move(id);
  else if (document.url)
    document.id = *document.url;
  else
    document.id = fmt::format("{}:{}", place.path, place.line);
  document.kind = to_string(place.kind);
  document.bytes = place.bytes;
  return document;
}

}  // namespace unspin
