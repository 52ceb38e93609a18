// judge/: here are aligned passages, say the relation, the direction, and what
// changed.
#pragma once

#include <string_view>
#include <vector>

#include "align/passages.h"
#include "align/words.h"
#include "lexicon/lexicon.h"
#include "text/numbers.h"
#include "text/quotations.h"
#include "text/tokens.h"
#include "unspin/document.h"
#include "unspin/match.h"

namespace unspin {

// One side as the judge sees it.
struct SideView {
  const Document& document;

  // The document's text with blanks where the page's furniture stands, and what was
  // read in it. Byte for byte in the same places.
  std::string_view text;
  const Tokens& tokens;
  const std::vector<Number>& numbers;
  const std::vector<QuotedSpan>& quotations;

  // The tokens of all of the document's text: credits stand in its furniture.
  const Tokens& all_tokens;

  Excerpt excerpt(ByteSpan bytes) const {
    return {bytes, document.text.substr(bytes.start, bytes.size())};
  }
  Excerpt excerpt(TokenSpan span) const { return excerpt(tokens.bytes(span)); }
};

struct AlignedPassage {
  Rectangle rectangle;
  WordAlignment words;
};

// A pair with its passages, in the order of a.
struct Case {
  const SideView& a;
  const SideView& b;
  const std::vector<AlignedPassage>& passages;
  const Lexicon& lexicon;
};

// relation.cc: what the pair is to each other, and how surprising that is.
struct RelationVerdict {
  Relation relation = Relation::kUnrelated;
  Coverage coverage;
  double score = 0;
  double evalue = 1;
  std::vector<PassageKind> kinds;  // one a passage
};
RelationVerdict judge_relation(const Case& pair, double collection_size);

// How likely two unrelated documents of so many tokens reach this score, in [0, 1].
double chance_of_score(double score, uint32_t tokens_a, uint32_t tokens_b);

// quotations.cc: each quotation of both sides and what became of it.
std::vector<QuotationMatch> match_quotations(const Case& pair);

// changes.cc: what a careful editor would list. Facts first, then in the order of a.
std::vector<Change> find_changes(const Case& pair,
                                 const std::vector<QuotationMatch>& quotations);

// study.cc: both, for little more than the cost of one: they ask much the same of a
// pair.
struct Contents {
  std::vector<QuotationMatch> quotations;
  std::vector<Change> changes;
};
Contents judge_contents(const Case& pair);

// original.cc: which side was there first, and why. kUnknown unless the evidence
// carries it.
Original judge_original(const Case& pair, const RelationVerdict& verdict,
                        const std::vector<QuotationMatch>& quotations);

}  // namespace unspin
