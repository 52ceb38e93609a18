// What quotations tell about changes.
#pragma once

#include "judge/draft.h"
#include "judge/reported.h"
#include "judge/study.h"

namespace unspin {

// One change for each quotation whose words are not the same on both sides.
void find_quotation_changes(const Sight& from_a,
                            const std::vector<QuotationMatch>& quotations,
                            std::vector<Change>& changes);

// Quotations that are given to another speaker.
void find_speaker_changes(const Study& study,
                          const std::vector<QuotationMatch>& quotations,
                          std::vector<Draft>& drafts);

// Do the two name one speaker, as far as we can tell? Only plain names can be told
// apart: "the minister" may be anyone.
bool may_be_one(const Sight& from_a, const Speaker& a, const Speaker& b);

// indirect.cc: a statement that both sides report.
struct ReportedPair {
  Reported a;
  Reported b;
};

// The statements that stand for each other, in the order of a. English.
std::vector<ReportedPair> match_reported(const Study& study);

// Statements that are given to another speaker.
void find_reporter_changes(const Study& study, const std::vector<ReportedPair>& pairs,
                           std::vector<Draft>& drafts);

// The statements worth a look, as indirect quotations: given to another speaker, or with
// another fact in them outside the quotations that are listed anyway.
void list_reported(const Study& study, const std::vector<ReportedPair>& pairs,
                   const std::vector<Change>& changes,
                   std::vector<QuotationMatch>& quotations);

}  // namespace unspin
