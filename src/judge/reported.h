// Who is said to have said what, without quotation marks.
#pragma once

#include <vector>

#include "judge/judge.h"
#include "judge/speaker.h"

namespace unspin {

// An indirect quotation: "Cha said [that Kim would come]", "[Kim], Cha said, [would
// come]", "According to Cha, [Kim will come]".
struct Reported {
  // What is said, with the "that" that begins it. It may hold quoted words, but is not
  // all one quotation: that is a direct one.
  TokenSpan said;

  // Its second piece, where the speaker stands between; mostly empty.
  TokenSpan more;

  Speaker speaker;  // speaker.h
};

// The reported statements of `side`, in order, apart from each other: none inside
// another or inside quotation marks. English. `names`: what find_names says of the text.
// Cost: linear in the text.
std::vector<Reported> find_reported(const SideView& side,
                                    const std::vector<TokenSpan>& names);

}  // namespace unspin
