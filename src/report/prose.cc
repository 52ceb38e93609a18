#include "report/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/names.h"
#include "report/utf8.h"

namespace unspin {
namespace {

constexpr size_t kMaxNameColumns = 32;

// The last `parts` components of a path; all of it when it has fewer.
std::string_view tail(std::string_view path, size_t parts) {
  size_t at = path.size();
  for (size_t i = 0; i < parts; ++i) {
    if (at == 0) return path;
    at = path.rfind('/', at - 1);
    if (at == std::string_view::npos) return path;
  }
  return path.substr(at + 1);
}

// Shortens to kMaxNameColumns characters, keeping both ends.
std::string without_middle(std::string_view name) {
  std::vector<std::string_view> characters;
  for (size_t at = 0; at < name.size();) {
    size_t bytes = character_at(name, at).bytes;
    characters.push_back(name.substr(at, bytes));
    at += bytes;
  }
  if (characters.size() <= kMaxNameColumns) return std::string(name);
  std::string result;
  for (size_t i = 0; i < characters.size(); ++i) {
    if (i == kMaxNameColumns / 2) result += "…";
    if (i < kMaxNameColumns / 2 || i + kMaxNameColumns / 2 > characters.size())
      result += characters[i];
  }
  return result;
}

std::string named(std::string_view id, size_t parts, std::string_view fallback) {
  if (id.empty()) return std::string(fallback);
  if (id == "-") return "standard input";
  bool trailing_slash = tail(id, parts).empty();
  return without_middle(trailing_slash ? id : tail(id, parts));
}

// The side that is nearly contained in the other.
Side contained_side(const Match& match) {
  return match.coverage.a >= match.coverage.b ? Side::kA : Side::kB;
}

std::string relation_of_unknown(const Match& match, const Names& names) {
  Side part = contained_side(match);
  const std::string& whole = names.of(part == Side::kA ? Side::kB : Side::kA);
  switch (match.relation) {
    case Relation::kIdentical:
      return fmt::format("{} and {} are identical", names.a, names.b);
    case Relation::kNearCopy:
      return fmt::format("{} and {} are near copies", names.a, names.b);
    case Relation::kSpun:
      return fmt::format("{} and {}: one is spun from the other", names.a, names.b);
    case Relation::kParaphrase:
      return fmt::format("{} and {} paraphrase each other", names.a, names.b);
    case Relation::kExcerpt:
      return fmt::format("{} is contained in {}", names.of(part), whole);
    case Relation::kSharedPassages:
      return fmt::format("{} and {} share passages", names.a, names.b);
    case Relation::kUnrelated:
      break;
  }
  return fmt::format("{} and {} are unrelated", names.a, names.b);
}

std::string relation_of_known(const Match& match, const Names& names) {
  Side side = match.original.side;
  const std::string& original = names.of(side);
  const std::string& copy = names.of(side == Side::kA ? Side::kB : Side::kA);
  auto say = [&](std::string_view middle) {
    return fmt::format("{} {} {}", copy, middle, original);
  };
  switch (match.relation) {
    case Relation::kIdentical:
      return say("is an exact copy of");
    case Relation::kNearCopy:
      return say("is a near copy of");
    case Relation::kSpun:
      return say("is a spun copy of");
    case Relation::kParaphrase:
      return say("is a paraphrase of");
    case Relation::kExcerpt:
      return say(contained_side(match) == side ? "takes in all of" : "is an excerpt of");
    case Relation::kSharedPassages:
      return say("takes passages from");
    case Relation::kUnrelated:
      break;
  }
  return relation_of_unknown(match, names);
}

// In quotation marks, unless the text brings its own.
std::string in_quotes(const std::string& text) {
  for (std::string_view mark : {"\"", "“", "„", "«", "»", "‘", "'", "「"})
    if (text.starts_with(mark)) return text;
  return "“" + text + "”";
}

}  // namespace

Names short_names(const Match& match) {
  constexpr size_t kMostParts = 8;
  size_t parts = 1;
  while (parts < kMostParts && tail(match.a.id, parts) == tail(match.b.id, parts))
    ++parts;
  Names names = {named(match.a.id, parts, "a"), named(match.b.id, parts, "b")};
  if (names.a != names.b) return names;
  return {names.a + " (a)", names.b + " (b)"};
}

std::string relation_sentence(const Match& match, const Names& names) {
  if (match.relation == Relation::kUnrelated) return relation_of_unknown(match, names);
  if (match.original.side == Side::kUnknown)
    return relation_of_unknown(match, names) + ", original unknown";
  return fmt::format("{} ({} sure)", relation_of_known(match, names),
                     percent(match.original.confidence));
}

std::string coverage_phrase(const Coverage& coverage) {
  return fmt::format("{} of a, {} of b", percent(coverage.a), percent(coverage.b));
}

std::string chance_sentence(double evalue) {
  if (!(evalue < 0.5)) return "Chance alone gives a pair of texts this much in common.";
  if (evalue < 1e-300)
    return "Chance alone would practically never give this much in common "
           "(E-value below 1e-300).";
  double once_in = 1 / evalue;
  if (once_in < 1e6)
    return fmt::format(
        "Chance alone would give this much in common once in {:.0f} "
        "comparisons (E-value {:.2g}).",
        once_in, evalue);
  return fmt::format(
      "Chance alone would give this much in common once in 10^{:.0f} "
      "comparisons (E-value {:.0e}).",
      std::floor(std::log10(once_in)), evalue);
}

std::string percent(double share) {
  if (share > 0 && share < 0.005) return "under 1%";
  if (share >= 0.999 && share < 1) return "99.9%";
  return fmt::format("{:.0f}%", share < 1 ? std::min(share * 100, 99.0) : 100.0);
}

std::string counted(size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

std::string label_of(EvidenceKind kind) {
  std::string label(name_of(kind));
  std::ranges::replace(label, '_', ' ');
  return label;
}

std::string relations_phrase(const std::map<Relation, uint64_t>& counts) {
  auto name = [](Relation relation, bool one) -> std::string_view {
    switch (relation) {
      case Relation::kNearCopy:
        return one ? "near copy" : "near copies";
      case Relation::kParaphrase:
        return "paraphrased";
      case Relation::kExcerpt:
        return one ? "excerpt" : "excerpts";
      default:
        return name_of(relation);
    }
  };
  std::string phrase;
  for (const auto& [relation, count] : counts)
    phrase += fmt::format("{}{} {}", phrase.empty() ? "" : ", ", with_commas(count),
                          name(relation, count == 1));
  return phrase;
}

std::string with_commas(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::vector<const Evidence*> grouped_by_kind(const std::vector<Evidence>& evidence) {
  std::vector<const Evidence*> grouped;
  for (const Evidence& one : evidence) {
    auto last = std::ranges::find(grouped.rbegin(), grouped.rend(), one.kind,
                                  [](const Evidence* e) { return e->kind; });
    grouped.insert(last == grouped.rend() ? grouped.end() : last.base(), &one);
  }
  return grouped;
}

std::string reason_text(const Evidence& evidence, size_t most) {
  auto shown = [&](const Excerpt& e) { return in_quotes(shortened(e.text, most)); };
  if (evidence.a && evidence.b) return shown(*evidence.a) + " → " + shown(*evidence.b);
  if (evidence.a) return shown(*evidence.a) + " in a";
  return evidence.b ? shown(*evidence.b) + " in b" : "";
}

std::string reason_note(const Evidence& evidence, Side original) {
  auto repeats = [&](const std::optional<Excerpt>& excerpt) {
    return excerpt && evidence.note.find(excerpt->text) != std::string::npos;
  };
  std::string note;
  if (!repeats(evidence.a) || !repeats(evidence.b)) note = evidence.note;
  if (evidence.favours == original) return note;
  return note + fmt::format("{}(speaks for {})", note.empty() ? "" : " ",
                            name_of(evidence.favours));
}

std::string language_name(std::string_view code) {
  using Entry = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kLanguages = {
      Entry{"ar", "Arabic"},  Entry{"de", "German"},     Entry{"en", "English"},
      Entry{"es", "Spanish"}, Entry{"fr", "French"},     Entry{"hi", "Hindi"},
      Entry{"it", "Italian"}, Entry{"ja", "Japanese"},   Entry{"nl", "Dutch"},
      Entry{"pl", "Polish"},  Entry{"pt", "Portuguese"}, Entry{"ru", "Russian"},
      Entry{"sv", "Swedish"}, Entry{"tr", "Turkish"},    Entry{"uk", "Ukrainian"},
      Entry{"zh", "Chinese"},
  };
  auto found = std::ranges::find(kLanguages, code, &Entry::first);
  return std::string(found == kLanguages.end() ? code : found->second);
}

std::string_view quotation_label(const QuotationMatch& quotation) {
  return quotation.kind == QuotationKind::kDirect ? name_of(quotation.verdict)
                                                  : "reported";
}

std::string quotations_phrase(const std::vector<QuotationMatch>& quotations) {
  std::string phrase;
  for (int i = 0; i <= static_cast<int>(QuotationVerdict::kAdded); ++i) {
    auto verdict = static_cast<QuotationVerdict>(i);
    auto n = std::ranges::count_if(quotations, [&](const QuotationMatch& quotation) {
      return quotation.verdict == verdict && quotation.kind == QuotationKind::kDirect;
    });
    if (n == 0) continue;
    if (!phrase.empty()) phrase += ", ";
    phrase += fmt::format("{} {}", n, name_of(verdict));
  }
  auto n =
      std::ranges::count(quotations, QuotationKind::kIndirect, &QuotationMatch::kind);
  if (n > 0) phrase += fmt::format("{}{} reported", phrase.empty() ? "" : ", ", n);
  return phrase;
}

}  // namespace unspin
