// Compare two documents: is one taken from the other, which is the original,
// and what was changed?
//
//   auto comparer = unspin::Comparer::open({});
//   if (!comparer) return report(comparer.error());
//   unspin::Match match = comparer->compare({.id = "a", .text = ...},
//                                           {.id = "b", .text = ...});
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "unspin/document.h"
#include "unspin/error.h"
#include "unspin/match.h"

namespace unspin {

struct CompareOptions {
  // The compiled lexicon. Empty: found relative to this library as installed or
  // built. "none": work on words and stems alone.
  std::filesystem::path lexicon;

  // Shortest passage to report, in bytes of the shorter side. Shorter ones are mostly set
  // phrases; PAN's corpora hold none below 150. A longer passage that lines of a page's
  // furniture interrupt is reported in parts, which may be shorter. 0: 120, or half of
  // the shorter text where that is less, 30 at least.
  size_t min_passage_bytes = 0;

  // How many documents this pair was picked from. The E-value grows with it.
  double collection_size = 1;
};

// A document made ready for comparing: tokenised once, compared many times.
class Prepared {
 public:
  Prepared(Prepared&&) noexcept;
  Prepared& operator=(Prepared&&) noexcept;
  ~Prepared();

  const Document& document() const;

  // How many words the text has.
  size_t words() const;

  // How many bytes of the text are not valid UTF-8.
  size_t invalid_bytes() const;

  struct State;  // the library's own

 private:
  friend class Comparer;
  explicit Prepared(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Compares pairs of documents.
//
// Threads: const member functions may run at once from any number of threads.
// Order:   compare(a, b) is exactly mirror(compare(b, a)).
class Comparer {
 public:
  // Maps the lexicon. Errors: kNotFound, kCorrupt, naming the file.
  static Result<Comparer> open(const CompareOptions& options);

  // What it was opened with.
  const CompareOptions& options() const;

  // Tells lexicons apart by what is in them; 0 without one.
  uint64_t lexicon_checksum() const;

  Comparer(Comparer&&) noexcept;
  Comparer& operator=(Comparer&&) noexcept;
  ~Comparer();

  // Cost: linear in the text.
  Prepared prepare(Document document) const;

  // Cost: near-linear in the two texts together.
  Match compare(const Prepared& a, const Prepared& b) const;
  Match compare(Document a, Document b) const;

 private:
  struct State;
  explicit Comparer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace unspin
