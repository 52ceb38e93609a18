// What a match says, in plain words: shared by the terminal and the page.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/match.h"

namespace unspin {

// What to call each document: the file name where the two differ in it, else as
// much of the path as tells them apart; long ones lose their middle.
struct Names {
  std::string a;
  std::string b;

  const std::string& of(Side side) const { return side == Side::kB ? b : a; }
};
Names short_names(const Match& match);

// "copy.txt is a spun copy of original.txt (99% sure)".
std::string relation_sentence(const Match& match, const Names& names);

// "96% of a, 71% of b".
std::string coverage_phrase(const Coverage& coverage);

// How often chance alone gives a pair this alike, as a sentence.
std::string chance_sentence(double evalue);

// 0.97 is "97%", 0.9996 "99.9%"; never 0% or 100% unless it is exactly that.
std::string percent(double share);

// "1 quotation", "3 quotations".
std::string counted(size_t n, std::string_view noun);

// "1,234,567".
std::string with_commas(uint64_t number);

// "612 identical, 1 near copy, 187 spun".
std::string relations_phrase(const std::map<Relation, uint64_t>& counts);

// "fixed expression", "credit line", "word choice": a name without underscores.
std::string label_of(EvidenceKind kind);

// Evidence in the order of weight, but all of a kind together.
std::vector<const Evidence*> grouped_by_kind(const std::vector<Evidence>& evidence);

// “red tape” → “crimson tape”; quotation marks of the text's own are not doubled,
// and each side is cut after `most` bytes.
std::string reason_text(const Evidence& evidence, size_t most);

// What else there is to say: the note, unless it only repeats both excerpts; and
// that it speaks against `original`, when it does.
std::string reason_note(const Evidence& evidence, Side original);

// What a language code means, "English"; the code where we have no word.
std::string language_name(std::string_view code);

// What is said of one: its verdict, or "reported" of an indirect one.
std::string_view quotation_label(const QuotationMatch& quotation);

// How many quotations have each verdict: "3 verbatim, 5 altered, 1 missing"; indirect
// ones, which are listed for what changed in them, on their own: "2 reported".
std::string quotations_phrase(const std::vector<QuotationMatch>& quotations);

}  // namespace unspin
