#include "engine/passage_places.h"

#include "engine/packed.h"

namespace unspin {

std::string pack_places(const Match& match) {
  std::string packed;
  for (const Passage& passage : match.passages)
    for (ByteSpan span : {passage.a, passage.b}) {
      put_number(packed, span.start);
      put_number(packed, span.end);
    }
  return packed;
}

Result<std::vector<PassagePlace>> unpack_places(std::string_view packed) {
  std::vector<PassagePlace> places;
  PackedReader numbers(packed);
  while (numbers.good() && !numbers.at_end()) {
    PassagePlace place;
    for (ByteSpan* span : {&place.a, &place.b}) {
      span->start = numbers.number();
      span->end = numbers.number();
    }
    places.push_back(place);
  }
  if (!numbers.good())
    return fail(Code::kCorrupt,
                "the pairs in the scratch folder are damaged; start again without "
                "--resume");
  return places;
}

}  // namespace unspin
