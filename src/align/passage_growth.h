// align/, inside: here is a place where two texts seem to agree, give me the
// rectangle it belongs to.
#pragma once

#include <cstdint>
#include <vector>

#include "align/passage_couples.h"
#include "align/passage_segment.h"
#include "align/passage_surprise.h"
#include "align/passage_terms.h"
#include "unspin/span.h"

namespace unspin {

// A stretch of each text, and what it is worth.
struct Region {
  TokenSpan a;
  TokenSpan b;
  double score = 0;

  // The two sides' sums that `score` is made of.
  double sum_a = 0;
  double sum_b = 0;
};

// Grows regions of one pair of documents. Holds counts for all terms, so make one
// a pair and use it for all regions.
//
// Threads: one at a time.
class Grower {
 public:
  // `pair` must outlive this.
  explicit Grower(const PairTerms& pair);

  // The region that `seed` grows into; empty spans when it comes to nothing.
  // `limit` keeps the growth inside a part of both texts.
  //
  // Cost: linear in the grown region.
  Region grow(TokenSpan seed_a, TokenSpan seed_b);
  Region grow(TokenSpan seed_a, TokenSpan seed_b, TokenSpan limit_a, TokenSpan limit_b);

  // Sum of gains of all of `region`, break bonuses included, as growth scores it.
  Region scored(TokenSpan a, TokenSpan b);

 private:
  struct Side {
    const TermText* text;
    const std::vector<uint32_t>* couples;
    std::vector<uint32_t> inside;  // uses of a term in the current range
    std::vector<uint32_t> left;    // uses consumed walking outward, either way
    std::vector<uint32_t> right;
    std::vector<float> gain_in;   // gain of a term inside the current range
    std::vector<float> gain_out;  // and outside
    std::vector<uint32_t> stamp;  // round in which the gains were computed
  };

  Segment best_of(Side& x, TokenSpan window, TokenSpan range, Side& y, TokenSpan target);
  void fill_gains(Side& x, TokenSpan window, TokenSpan range, const Side& y,
                  TokenSpan target);
  void add_company(const Side& x, TokenSpan window, const Side& y, TokenSpan target);
  double survival(TokenSpan range) const;
  void lay_ends(Region& region, double survival_a, double survival_b, TokenSpan limit_a,
                TokenSpan limit_b);
  TokenSpan widened(TokenSpan span, TokenSpan limit) const;
  TokenSpan without_surplus(Side& x, TokenSpan range, Side& y, TokenSpan target);

  const PairTerms& pair_;
  const SurpriseTable* surprise_;
  const GrowthParameters& parameters_;
  const double least_score_;
  const Couples couples_;
  std::vector<uint8_t> together_;  // couples of the target at hand
  Side a_;
  Side b_;
  std::vector<float> gains_;
  uint32_t gains_start_ = 0;  // token of the first of them
  uint32_t round_ = 0;
};

}  // namespace unspin
