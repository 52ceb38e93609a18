// A small match made by hand, for the tests of this room.
#pragma once

#include <string>
#include <string_view>

#include "unspin/document.h"
#include "unspin/match.h"

namespace unspin {

struct Sample {
  Document a;
  Document b;
  Match match;
};

// The place of `words` in the document. Requires: it is there.
inline Excerpt excerpt(const Document& document, std::string_view words) {
  size_t start = document.text.find(words);
  return {{start, start + words.size()}, std::string(words)};
}

inline DocumentInfo info(const Document& document) {
  DocumentInfo result;
  result.id = document.id;
  result.bytes = document.text.size();
  result.language = document.language;
  return result;
}

// Two passages; a replaced word with kinship, a changed number, a broken fixed
// expression, a deletion; one altered and one missing quotation; an omission.
inline Sample spun_match() {
  Sample s;
  s.a.id = "original.txt";
  s.b.id = "copy.txt";
  s.a.language = s.b.language = "en";
  s.a.text =
      "The bridge carried 11,000 lorries a day.\n"
      "“We cut the red tape,” said Ana Ruiz, the mayor.\n\n"
      "Nobody was hurt. “It is over,” she said.\n";
  s.b.text =
      "Share this!\n"
      "The span carried 12,000 lorries a day.\n"
      "“We cut the crimson tape,” said Ana Ruiz.\n";
  Match& m = s.match;
  m.a = info(s.a);
  m.b = info(s.b);
  m.relation = Relation::kSpun;
  m.coverage = {0.75, 0.9};
  m.score = 41.0625;
  m.evalue = 1e-18;
  m.original = {Side::kA, 0.98765, {}};
  Evidence tape{EvidenceKind::kFixedExpression,
                Side::kA,
                2.5,
                excerpt(s.a, "red tape"),
                excerpt(s.b, "crimson tape"),
                "a fixed expression, broken in b"};
  Evidence quote{EvidenceKind::kQuotation,      Side::kA,     1,
                 excerpt(s.a, "“It is over,”"), std::nullopt, ""};
  m.original.evidence = {tape, quote};

  auto edit = [&](EditOp op, std::string_view a, std::string_view b, Kinship kinship) {
    Excerpt in_a = excerpt(s.a, a), in_b = excerpt(s.b, b);
    return Edit{op, in_a.span, in_b.span, kinship};
  };
  Passage passage;
  passage.a = {0, excerpt(s.a, "mayor").span.end};
  passage.b = {excerpt(s.b, "The span").span.start, excerpt(s.b, "Ruiz").span.end};
  passage.kind = PassageKind::kSpun;
  passage.similarity = 5.0 / 6;
  passage.score = 41.0625;
  Edit deletion = edit(EditOp::kDelete, "the mayor", "", Kinship::kNone);
  deletion.b = {passage.b.end, passage.b.end};
  passage.edits = {edit(EditOp::kReplace, "bridge", "span", Kinship::kSynonym),
                   edit(EditOp::kReplace, "11,000", "12,000", Kinship::kNone),
                   edit(EditOp::kReplace, "red", "crimson", Kinship::kRelated), deletion};
  m.passages = {passage};

  Excerpt omitted = excerpt(s.a, "Nobody was hurt.");
  Excerpt nowhere{{s.b.text.size(), s.b.text.size()}, ""};
  m.changes = {{ChangeKind::kNumber, Severity::kFact, excerpt(s.a, "11,000"),
                excerpt(s.b, "12,000")},
               {ChangeKind::kOmission, Severity::kFact, omitted, nowhere},
               {ChangeKind::kTerm, Severity::kWording, excerpt(s.a, "red tape"),
                excerpt(s.b, "crimson tape")}};
  m.quotations = {
      {excerpt(s.a, "“We cut the red tape,”"), excerpt(s.b, "“We cut the crimson tape,”"),
       QuotationVerdict::kAltered, "Ana Ruiz"},
      {excerpt(s.a, "“It is over,”"), std::nullopt, QuotationVerdict::kMissing, ""}};
  return s;
}

}  // namespace unspin
