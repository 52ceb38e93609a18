// Which document of a made-up collection is what: without a table, however many there
// are.
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin::bench {

enum class Planted : uint8_t {
  kOriginal,
  kIdentical,
  kNear,
  kSpun,
  kReordered,
  kExcerpt,
  kFold,      // of a text that is copied over and over
  kTemplate,  // a page of a site all of whose pages share header and footer
  kDrift,     // a version of a text that changes bit by bit
};
std::string_view name_of(Planted kind);

struct Role {
  Planted kind = Planted::kOriginal;

  // Counts the documents of its kind, from 0.
  uint64_t number = 0;

  // Percent of the words that a thesaurus knows, replaced (spun); words taken (excerpt).
  uint32_t parameter = 0;
};

// Threads: pure.
class CollectionPlan {
 public:
  // planted: times as many documents as usual are planted, in (0, 2].
  CollectionPlan(uint64_t n_documents, uint64_t seed, double planted = 1);

  uint64_t size() const { return n_documents_; }
  uint64_t originals() const { return counts_[0]; }
  uint64_t count(Planted kind) const;

  // What the document at `place` is. Kinds are scattered over the collection.
  Role role(uint64_t place) const;

  // Where the `number`-th document of a kind without parameters is.
  uint64_t place_of(Planted kind, uint64_t number) const;

 private:
  uint64_t scatter(uint64_t index) const;
  uint64_t gather(uint64_t place) const;
  uint64_t scramble(uint64_t index, bool back) const;

  uint64_t n_documents_;
  uint64_t seed_;
  unsigned half_bits_ = 1;
  static constexpr int kStretches = 18;
  uint64_t counts_[kStretches] = {};  // of the kinds and their parameters, in order
};

}  // namespace unspin::bench
