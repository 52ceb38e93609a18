// What a comparison of two documents found: the vocabulary of every result.
//
// The JSON object "unspin.match/1" is this struct, field by field; docs/json.md
// describes it. Spans are byte offsets into Document::text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "unspin/span.h"

namespace unspin {

// How two documents are related, strongest first.
enum class Relation : uint8_t {
  kIdentical,       // the same words in the same order
  kNearCopy,        // nearly all words the same, in order
  kSpun,            // same order of thought, words replaced by machine
  kParaphrase,      // same content, put in other words
  kExcerpt,         // one side is (nearly) contained in the larger other
  kSharedPassages,  // some passages are shared, most of both is not
  kUnrelated,       // no more in common than chance explains
};

enum class Side : uint8_t { kUnknown, kA, kB };

// A stretch of one document and its bytes.
struct Excerpt {
  ByteSpan span;
  std::string text;
  bool operator==(const Excerpt&) const = default;
};

enum class EvidenceKind : uint8_t {
  kDate,             // one side was published first
  kFixedExpression,  // a fixed expression is whole on one side, broken on the other
  kQuotation,        // a quotation reads as spoken on one side, reworded on the other
  kFigure,           // a figure is plausible on one side, garbled on the other
  kCreditLine,       // a credit, copyright or source line names where it came from
  kCanonicalLink,    // a page names the other as its canonical address
  kFamily,           // other members of the family agree with one side
  kWordChoice,       // words fit their neighbours better on one side
};

// One reason to call a side the original.
struct Evidence {
  EvidenceKind kind = EvidenceKind::kFixedExpression;
  Side favours = Side::kUnknown;

  // Log-odds in nats that `favours` is the original, by this reason alone; > 0.
  double weight = 0;

  std::optional<Excerpt> a;
  std::optional<Excerpt> b;
  std::string note;
};

struct Original {
  Side side = Side::kUnknown;

  // Probability in [0, 1] that `side` is right; 0 when unknown.
  double confidence = 0;

  // Heaviest first.
  std::vector<Evidence> evidence;
};

enum class EditOp : uint8_t { kReplace, kInsert, kDelete, kMove };

// What ties the two sides of a replacement together, nearest first.
enum class Kinship : uint8_t {
  kNone,        // nothing we know of
  kSpelling,    // one word, spelled or written differently: "defence", "roll-out"
  kInflection,  // forms of one word: "deepen", "deepened"
  kSynonym,     // one may stand for the other in some sense
  kRelated,     // a broader, narrower or sister term
};

// One difference inside a passage, seen as a change from a to b. An insertion
// has an empty span in a, at the byte where it happened; a deletion in b.
struct Edit {
  EditOp op = EditOp::kReplace;
  ByteSpan a;
  ByteSpan b;
  Kinship kinship = Kinship::kNone;
};

enum class PassageKind : uint8_t { kVerbatim, kEdited, kSpun, kParaphrased };

// Two stretches that say the same, and how they differ word by word.
struct Passage {
  ByteSpan a;
  ByteSpan b;
  PassageKind kind = PassageKind::kVerbatim;

  // Share of the tokens of both sides that are equal or akin, in [0, 1].
  double similarity = 0;

  // Log-likelihood in nats that this is reuse and not chance.
  double score = 0;

  // In the order of a.
  std::vector<Edit> edits;
};

enum class ChangeKind : uint8_t {
  kNumber,       // an exact figure
  kQuantity,     // an amount in words, or how exactly it is meant ("over", "around")
  kDate,         // a day, month, year or weekday
  kName,         // a person, place or organisation
  kQuotation,    // words inside quotation marks
  kAttribution,  // who said it
  kNegation,     // a "not" more or less, or an opposite
  kCertainty,    // how sure: "will", "could", "alleged"
  kTerm,         // a fixed expression or term of art
  kOmission,     // a sentence of a that b lacks
  kAddition,     // a sentence of b that a lacks
};

enum class Severity : uint8_t {
  kFact,     // a reader of the one would believe something else than of the other
  kWording,  // said differently, meant alike
};

struct Change {
  ChangeKind kind = ChangeKind::kTerm;
  Severity severity = Severity::kWording;

  // Where; an omission has an empty b, at the byte where it would stand.
  Excerpt a;
  Excerpt b;
};

// Whether both sides speak of the same and say a fact otherwise: of severity fact, and no
// sentence that one side lacks.
inline bool changes_fact(const Change& change) {
  return change.severity == Severity::kFact && change.kind != ChangeKind::kOmission &&
         change.kind != ChangeKind::kAddition;
}

enum class QuotationVerdict : uint8_t {
  kVerbatim,   // the same words
  kAltered,    // words replaced, added or removed inside
  kTruncated,  // one side is a shorter stretch of the other
  kSpliced,    // two quotations of one side are one on the other
  kMissing,    // a quotation of a that the aligned text of b does not quote
  kAdded,      // a quotation of b that the aligned text of a does not quote
};

enum class QuotationKind : uint8_t {
  kDirect,    // between quotation marks
  kIndirect,  // reported without: "Cha said that …"
};

// A quotation of one or both sides. Spans include the quotation marks. Indirect ones
// stand on both sides and are listed only where another speaker or another fact is
// reported.
struct QuotationMatch {
  std::optional<Excerpt> a;
  std::optional<Excerpt> b;
  QuotationVerdict verdict = QuotationVerdict::kVerbatim;

  // Who is quoted, as named in a (else b); empty when unknown.
  std::string speaker;

  QuotationKind kind = QuotationKind::kDirect;
};

// What the match keeps of each document.
struct DocumentInfo {
  std::string id;
  size_t bytes = 0;
  std::optional<std::string> language;
  std::optional<std::string> title;
  std::optional<std::string> published;
  std::optional<std::string> url;
};

// Share of each side's tokens inside passages, in [0, 1].
struct Coverage {
  double a = 0;
  double b = 0;
};

struct Match {
  DocumentInfo a;
  DocumentInfo b;
  Relation relation = Relation::kUnrelated;
  Original original;
  Coverage coverage;

  // Sum of the passages' scores.
  double score = 0;

  // How many pairs this alike chance alone would give in one comparison
  // (times CompareOptions::collection_size).
  double evalue = 1;

  std::vector<Passage> passages;           // in the order of a
  std::vector<Change> changes;             // facts first, then in the order of a
  std::vector<QuotationMatch> quotations;  // in the order of a, then b
};

// The same match with the documents exchanged.
Match mirror(Match match);

}  // namespace unspin
