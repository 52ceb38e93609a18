// What quotations tell about changes.
#pragma once

#include "judge/draft.h"
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

}  // namespace unspin
