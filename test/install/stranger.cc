#include <unspin/unspin.h>

#include <cstdio>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  auto comparer = unspin::Comparer::open({.lexicon = argv[1]});
  if (!comparer) {
    std::puts(comparer.error().message.c_str());
    return 1;
  }
  const char* text =
      "The mayor of the small town told a crowd on Tuesday that the old bridge over the "
      "river would be closed for eleven weeks while engineers replace its rusted "
      "bearings.";
  unspin::Match match =
      comparer->compare({.id = "a", .text = text}, {.id = "b", .text = text});
  return match.relation == unspin::Relation::kIdentical ? 0 : 1;
}
