// What the passes that look for changes are given, and what they give.
#pragma once

#include <vector>

#include "judge/judge.h"
#include "judge/word_map.h"

namespace unspin {

// A change in tokens, before changes.cc weighs it against the others.
struct Draft {
  ChangeKind kind = ChangeKind::kTerm;
  Severity severity = Severity::kWording;
  TokenSpan a;
  TokenSpan b;
};

// A pair looked at from one side: each pass asks what became of something that
// stands `here`, and is run from both sides.
struct Sight {
  const SideView& here;
  const SideView& there;
  const WordMap& map;   // here -> there
  const WordMap& back;  // there -> here
  const std::vector<TokenSpan>& names_here;
  const std::vector<TokenSpan>& names_there;
  const Lexicon& lexicon;
  bool from_a = true;

  Draft draft(ChangeKind kind, Severity severity, TokenSpan at, TokenSpan other) const {
    return from_a ? Draft{kind, severity, at, other} : Draft{kind, severity, other, at};
  }
};

// change_numbers.cc: figures, amounts and dates that differ.
void find_number_changes(const Sight& sight, std::vector<Draft>& drafts);

// change_names.cc: names that were replaced; as an attribution where the name says
// who said it.
void find_name_changes(const Sight& sight, std::vector<Draft>& drafts);

// change_terms.cc: fixed expressions that were broken.
void find_term_changes(const Sight& sight, std::vector<Draft>& drafts);

// change_polarity.cc: negations gained or lost, opposites. English.
void find_polarity_changes(const Sight& sight, std::vector<Draft>& drafts);

// change_movements.cc: of a token that goes up or down and was not kept, whether what
// stands in its place goes the other way. English.
void find_movement_change(const Sight& sight, uint32_t token, std::vector<Draft>& drafts);

// change_certainty.cc: hedges, modals, verbs of saying that leave it open whether
// something is true. English.
void find_certainty_changes(const Sight& sight, std::vector<Draft>& drafts);

// change_sentences.cc: sentences without a counterpart.
void find_lost_sentences(const Sight& sight, const std::vector<TokenSpan>& region,
                         std::vector<Draft>& drafts);

}  // namespace unspin
