#include "report/names.h"

#include <array>

namespace unspin {
namespace {

// The name of an enumerator, by its place in the enumeration.
template <typename Enum, size_t n>
std::string_view pick(const std::array<std::string_view, n>& names, Enum value) {
  size_t i = static_cast<size_t>(value);
  return i < n ? names[i] : std::string_view("unknown");
}

}  // namespace

std::string_view name_of(Relation relation) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "identical", "near_copy",       "spun",     "paraphrase",
      "excerpt",   "shared_passages", "unrelated"};
  return pick(kNames, relation);
}

std::string_view name_of(Side side) {
  static constexpr std::array<std::string_view, 3> kNames = {"unknown", "a", "b"};
  return pick(kNames, side);
}

std::string_view name_of(EvidenceKind kind) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "date",        "fixed_expression", "quotation", "figure",
      "credit_line", "canonical_link",   "family",    "word_choice"};
  return pick(kNames, kind);
}

std::string_view name_of(EditOp op) {
  static constexpr std::array<std::string_view, 4> kNames = {"replace", "insert",
                                                             "delete", "move"};
  return pick(kNames, op);
}

std::string_view name_of(Kinship kinship) {
  static constexpr std::array<std::string_view, 5> kNames = {
      "none", "spelling", "inflection", "synonym", "related"};
  return pick(kNames, kinship);
}

std::string_view name_of(PassageKind kind) {
  static constexpr std::array<std::string_view, 4> kNames = {"verbatim", "edited", "spun",
                                                             "paraphrased"};
  return pick(kNames, kind);
}

std::string_view name_of(ChangeKind kind) {
  static constexpr std::array<std::string_view, 11> kNames = {
      "number",   "quantity",  "date", "name",     "quotation", "attribution",
      "negation", "certainty", "term", "omission", "addition"};
  return pick(kNames, kind);
}

std::string_view name_of(Severity severity) {
  static constexpr std::array<std::string_view, 2> kNames = {"fact", "wording"};
  return pick(kNames, severity);
}

std::string_view name_of(QuotationVerdict verdict) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "verbatim", "altered", "truncated", "spliced", "missing", "added"};
  return pick(kNames, verdict);
}

std::string_view name_of(QuotationKind kind) {
  static constexpr std::array<std::string_view, 2> kNames = {"direct", "indirect"};
  return pick(kNames, kind);
}

}  // namespace unspin
