#include "judge/study.h"

#include "judge/names.h"
#include "judge/quoted.h"
#include "judge/region.h"

namespace unspin {
namespace {

Reading read(const Case& pair, bool of_a) {
  const SideView& side = of_a ? pair.a : pair.b;
  Reading reading;
  reading.names = find_names(side.text, side.tokens);
  reading.region = shared_region(pair, of_a);
  reading.speakers = find_speakers(side, reading.names);
  return reading;
}

}  // namespace

Study::Study(const Case& of)
    : pair(of),
      from_a(of, WordMap::From::kA),
      from_b(of, WordMap::From::kB),
      a(read(of, true)),
      b(read(of, false)),
      sight_a{of.a, of.b, from_a, from_b, a.names, b.names, of.lexicon, true},
      sight_b{of.b, of.a, from_b, from_a, b.names, a.names, of.lexicon, false} {}

bool is_english(const Case& pair) {
  auto side = [](const SideView& view) {
    const std::optional<std::string>& language = view.document.language;
    return !language || language->empty() || *language == "en";
  };
  return side(pair.a) && side(pair.b);
}

Contents judge_contents(const Case& pair) {
  if (pair.passages.empty()) return {};
  Study study(pair);
  Contents contents;
  contents.quotations = match_quotations(study);
  std::vector<ReportedPair> reported;
  if (is_english(pair)) reported = match_reported(study);
  contents.changes = find_changes(study, contents.quotations, reported);
  list_reported(study, reported, contents.changes, contents.quotations);
  return contents;
}

}  // namespace unspin
