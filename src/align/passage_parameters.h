// align/, inside: every number by which passages are found, in one place.
//
// The defaults are the engine; nothing outside tests and benchmarks sets others.
// Lengths are in tokens, scores and sums in nats of log-likelihood, unless said
// otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "align/passage_surprise.h"

namespace unspin {

// How surprising a shared word is, and how common words are held to be.
struct SurpriseParameters {
  // Share of a copy's words that rewriting leaves: half is right for spun, shuffled and
  // retranslated text. More of the words that a summary picks out survive.
  double survival = .5;
  double digest_survival = .7;

  // One coincidence must not carry a passage.
  double most = 8;

  // How many running words of the language one's belief in the background frequency is
  // worth, against what is seen in the other text and in the text itself.
  float other_prior = 1000;
  float own_prior = 600;

  // A word that no table knows is still not one in a million: lower floors let passages
  // grow over rare words that two texts share by topic.
  double least_frequency = 2e-5;

  // A lexicon to which fewer of the words that two texts share are usual ones is of
  // another language; "die", "war" and names are in all of them.
  double least_known = .5;
  double usual = 5e-5;

  // Without a lexicon: what is seen this often in the two documents together may come
  // from the reuse itself, what is beyond it is the language.
  double reuse_uses = 4;
};

// Where growth starts.
struct SeedParameters {
  // Shortest exact run that is grown from; all of 15 and more are sure to be found.
  uint32_t shortest_run = 15;

  // Windows are two steps long.
  uint32_t step = 10;
  double least_score = 10;
  uint32_t fewest_shared = 3;
  uint32_t most = 300;

  uint32_t window() const { return 2 * step; }
};

// How a seed grows into a region.
struct GrowthParameters {
  // Growth looks this far beyond what it has: so many words and this share of it.
  uint32_t margin = 36;
  double margin_share = .55;

  // What an end is worth that meets a sentence or line end, and what both together and a
  // region's first coincidence are worth less.
  double break_bonus = 5;
  double toll = 17;

  // What a found word is worth more that stands beside the same neighbour as in the other
  // range, and less that does not: chance puts words together in other ways.
  float company = .5F;
  float alone = .2F;

  // How much of this passage's words survive is told by those that it found, with at
  // least this gain, and did not; held between the other two. Its ends are laid by that.
  float telling = 1;
  double least_survival = .3;
  double most_survival = .9;

  // From this ratio on the longer side of a region may have surplus ends. They are told
  // where the rest is faithful: of its words this share is in the other side, each use
  // counted once. Of what was reworded or shuffled ends are lost too easily.
  double faithful = .75;
  double surplus = 1.05;
};

// Which regions become passages, and how they are trimmed and joined.
struct SelectParameters {
  // Least score of a passage of articles: e^30 to one for reuse, before the size of the
  // texts.
  double least_score = 30;

  // Sentences have fewer places at which they could agree by chance than articles, so
  // less will do: by this much for each e-th part of the places of two texts of 500
  // words. Of 200,000 random pairs of one or two sentences from news 1 is called related,
  // of 4,668 pairs of those that are nearest in topic 24, 10 of them by the usual score
  // as well.
  double score_of_places = 2;
  double usual_words = 500;
  double least_score_of_sentences = 18;

  // A run this long that covers this much of both sides sets the ends: growth runs over
  // them by a word or two that both texts happen to have. What grew beyond it stays when
  // its weaker side sums to the last.
  uint32_t verbatim_run = 20;
  double verbatim_share = .8;
  double least_end_sum = 15;

  // More than this share inside a better passage on one side only is its echo.
  double echo_share = .5;

  // Gaps between neighbours that are worth a look: alike in length, and shorter than
  // this many times what they tie together. Those of a few words need no evidence.
  double gap_ratio = 2.5;
  double gap_reach = 1;
  uint32_t trifling_gap = 4;
};

// Stretches that draw on the whole of the other text.
struct DigestParameters {
  double break_bonus = 6;
  float surprising = 1.6F;

  // What is worth looking at: a few sentences, much shorter than their source.
  double least_sum = 42;
  uint32_t shortest = 60;
  double least_ratio = 3;
  uint32_t fewest_surprising = 6;
  uint32_t fewest_tenths = 4;

  // Log-odds that the digest, and not the passages found inside its stretch, is the
  // right account: a logistic regression on the PAN 2013 training pairs, to be made
  // again and cross-validated by bench_quality; the constant is a little less than
  // fitted, as most pairs of the world have nothing to do with each other. For a digest
  // speak breadth, several passages at once, and passages that take more of the source
  // than they give; against it, words that the source lacks, passages that explain all
  // of the stretch or score more, and a stretch that is most of its text.
  double odds = 2.5;
  double odds_per_tenth = .23;
  double odds_per_passage = 4.5;     // three at most count
  double odds_of_source_size = 3.4;  // passages' source tokens / stretch
  double odds_of_missing = -11.8;    // share of the stretch
  double odds_of_covered = -9.9;     // share of the stretch
  double odds_of_scores = -4.3;      // passages' scores / digest's sum, 2 at most
  double odds_of_share = -9.7;       // stretch / its text
};

struct PassageParameters {
  SurpriseParameters surprise;
  SeedParameters seeds;
  GrowthParameters growth;
  SelectParameters select;
  DigestParameters digest;
};

// Parameters and what is computed from them once.
struct PassageModel {
  explicit PassageModel(const PassageParameters& set = {});

  PassageParameters parameters;
  SurpriseTable rewrite;  // gains of passages
  SurpriseTable digest;   // gains of digests

  // Gains of a passage of which this share survives, to the nearest tenth, 1 to 9.
  const SurpriseTable& of_survival(double share) const;

 private:
  std::vector<SurpriseTable> by_tenths_;
};

// That of the defaults.
const PassageModel& usual_passage_model();

}  // namespace unspin
