// Compare two texts and list what the rewrite changed.
//
// Opening the comparer maps the lexicon once; after that it may be used from any
// number of threads.
#include <unspin/unspin.h>

#include <cstdio>

int main(int argc, char** argv) {
  auto comparer = unspin::Comparer::open({.lexicon = argc > 1 ? argv[1] : ""});
  if (!comparer) {
    std::fprintf(stderr, "%s\n", comparer.error().message.c_str());
    return 1;
  }

  // Any UTF-8 text; every span of the answer counts its bytes.
  unspin::Document report{
      .id = "report",
      .text =
          "Divers found cracks in over 37 of the 210 concrete blocks of the breakwater, "
          "said Mara Lindqvist, the harbour master of Port Ellery, on Tuesday evening."};
  unspin::Document copy{
      .id = "copy",
      .text =
          "Divers discovered cracks in around 73 of the 210 concrete blocks of the "
          "breakwater, stated Mara Lindqvist, the harbour master of Port Ellery, on "
          "Tuesday night."};
  unspin::Match match = comparer->compare(report, copy);

  if (match.relation == unspin::Relation::kUnrelated) return 1;
  for (const unspin::Change& change : match.changes)
    if (change.severity == unspin::Severity::kFact)
      std::printf("%s -> %s\n", change.a.text.c_str(), change.b.text.c_str());
  return 0;
}
