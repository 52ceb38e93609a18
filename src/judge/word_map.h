// Where each token of the one side went on the other.
#pragma once

#include <vector>

#include "judge/judge.h"

namespace unspin {

// What became of one token.
struct Fate {
  TokenSpan there;  // its counterpart: one token when equal, the replacement as a whole
                    // when replaced, an empty place when it was dropped
  TokenSpan here;   // the tokens that share this fate; this token is among them
  StepOp op = StepOp::kDelete;  // kEqual, kMove, kReplace or kDelete, seen from here
  Kinship kinship = Kinship::kNone;
  bool inside = false;  // in a passage at all; nothing else is set otherwise

  bool same() const { return inside && (op == StepOp::kEqual || op == StepOp::kMove); }
  bool replaced() const { return inside && op == StepOp::kReplace; }
  bool dropped() const { return inside && op == StepOp::kDelete; }
};

// The fates of all tokens of one side.
class WordMap {
 public:
  enum class From : uint8_t { kA, kB };
  WordMap(const Case& pair, From from);

  const Fate& operator[](uint32_t token) const { return fates_[token]; }
  uint32_t size() const { return static_cast<uint32_t>(fates_.size()); }

  // The stretch of the other side that stands for `span`: from the first to the
  // last of its tokens' counterparts, leaving out tokens that moved far away from
  // the rest. Empty, at the place where it would stand, when all were dropped or
  // none is inside a passage.
  TokenSpan counterpart(TokenSpan span) const;

  // How many tokens of `span` are inside passages; how many of these were kept, be
  // it in another place or (`akin`) as a synonym or another form.
  uint32_t inside(TokenSpan span) const;
  uint32_t kept(TokenSpan span, bool akin) const;

 private:
  void lay(const AlignedPassage& passage, From from);
  void lay(const Step& step, TokenSpan here, TokenSpan there);

  const SideView* here_;
  const SideView* there_;
  std::vector<Fate> fates_;
};

}  // namespace unspin
