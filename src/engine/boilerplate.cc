// Pages of one site share what the site puts around every article: who wrote it and how
// to reach them, a newsletter, what may not be reproduced. Such passages are matches like
// any other until one counts: each is on many pages of the site, and nowhere else.
//
// So when all candidates have been judged, the 4-grams inside passages are counted by
// document and site, on scratch disk. Those at home on one site are kept in memory, and
// with them every match between two pages of a site is looked at again: when all its
// passages are boilerplate it is no match between articles; when some are, and the rest
// would not make a family, it makes none. Sites on which too few documents have a match
// with another are passed over from the start, so a collection without addresses, or of
// one page a site, costs nothing.
//
// Identical and near-identical texts are out of reach of this: boilerplate is never
// nearly all of a page.

#include "engine/boilerplate.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/parallel.h"
#include "engine/first_error.h"
#include "engine/stopping.h"
#include "join/equal_keys.h"
#include "report/utf8.h"
#include "sketch/features.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

// Shorter ones are common English that other sites have as well; of longer ones a changed
// word costs too many.
constexpr unsigned kShingle = 4;
constexpr size_t kBlock = 32;

// Documents named as examples.
constexpr size_t kExamples = 3;

// Of a text more is not shown.
constexpr size_t kMaxTextBytes = 2000;

// Part of either side that must be left without boilerplate for a family: a document
// that is contained in another is covered by so much (judge/relation.cc).
constexpr double kLeastRest = .5;

// Sites with enough documents that have a match on the same site.
std::set<uint64_t> busy_sites(const Collection& collection, const JudgedPairs& judged,
                              uint32_t least) {
  std::vector<bool> seen(collection.size());
  std::unordered_map<uint64_t, uint32_t> documents;
  for (const FamilyEdge& edge : judged.edges()) {
    uint64_t site = collection.site(edge.a);
    if (site == 0 || site != collection.site(edge.b)) continue;
    for (uint32_t document : {edge.a, edge.b}) {
      if (seen[document]) continue;
      seen[document] = true;
      ++documents[site];
    }
  }
  std::set<uint64_t> busy;
  for (auto [site, count] : documents)
    if (count >= least) busy.insert(site);
  return busy;
}

// The features of one document, and where they stand.
class Shingles {
 public:
  Result<void> fetch(const Collection& collection, uint32_t number) {
    if (number_ == number && fetched_) return {};
    fetched_ = false;
    UNSPIN_TRY(Document document, collection.document(number));
    hash_words(document.text, words_);
    hash_shingles(words_.hash, kShingle, features_);
    number_ = number;
    fetched_ = true;
    return {};
  }

  uint32_t number() const { return number_; }
  size_t words() const { return words_.size(); }

  size_t words_in(ByteSpan span) const {
    return word_at(span.end) - std::min(word_at(span.start), word_at(span.end));
  }

  std::span<const uint64_t> features_in(ByteSpan span) const {
    size_t begin = word_at(span.start);
    size_t end = word_at(span.end);
    if (end < begin + kShingle) return {};
    return std::span(features_).subspan(begin, end - begin - kShingle + 1);
  }

 private:
  // The first word that begins at `byte` or later.
  size_t word_at(size_t byte) const {
    return static_cast<size_t>(std::ranges::lower_bound(words_.begin, byte) -
                               words_.begin.begin());
  }

  uint32_t number_ = 0;
  bool fetched_ = false;
  WordHashes words_;
  std::vector<uint64_t> features_;
};

// Both documents of a match: the first is often that of the match before.
struct MatchPages {
  Shingles a;
  Shingles b;

  Result<void> fetch(const Collection& collection, const FamilyEdge& edge) {
    if (auto fetched = a.fetch(collection, edge.a); !fetched) return fetched;
    return b.fetch(collection, edge.b);
  }
};

// Gives the keys what stands in the passages of matches with a busy site.
Result<void> add_uses(const Collection& collection, const JudgedPairs& judged,
                      const std::set<uint64_t>& busy, EqualKeys& keys, unsigned threads,
                      const ScanObserver& observer) {
  FirstError error;
  std::vector<MatchPages> pages(threads);
  parallel_for(judged.edges().size(), threads, kBlock, [&](size_t i, unsigned thread) {
    const FamilyEdge& edge = judged.edges()[i];
    if (!busy.contains(collection.site(edge.a)) &&
        !busy.contains(collection.site(edge.b)))
      return;
    if (should_stop(observer)) error.keep(stopped_error());
    if (error.any()) return;
    if (auto fetched = pages[thread].fetch(collection, edge); !fetched)
      return error.keep(std::move(fetched).error());
    auto places = judged.places(i);
    if (!places) return error.keep(std::move(places).error());
    KeyAppender& appender = keys.appender(thread);
    for (const PassagePlace& place : *places)
      for (auto [page, span] :
           {std::pair(&pages[thread].a, place.a), std::pair(&pages[thread].b, place.b)})
        for (uint64_t feature : page->features_in(span))
          if (auto added = appender.add(page->number(), feature); !added)
            return error.keep(std::move(added).error());
  });
  if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
  return {};
}

std::string_view trimmed(std::string_view text) {
  size_t begin = text.find_first_not_of(" \n\t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \n\t\r") + 1 - begin);
}

}  // namespace

struct SiteBoilerplate::Pages : MatchPages {};

// One side of a match.
struct SiteBoilerplate::Side {
  const Shingles& page;
  uint64_t site = 0;
  double boilerplate = 0;  // words

  double share() const {
    return boilerplate / static_cast<double>(std::max<size_t>(page.words(), 1));
  }

  // Share of the rest that the match covers.
  double rest(double coverage) const {
    auto words = static_cast<double>(page.words());
    if (words <= boilerplate) return 0;
    return std::max(0.0, coverage * words - boilerplate) / (words - boilerplate);
  }
};

Result<SiteBoilerplate> SiteBoilerplate::learn(const Collection& collection,
                                               const JudgedPairs& judged,
                                               const std::filesystem::path& folder,
                                               const ScanOptions& options,
                                               const ScanObserver& observer) {
  BoilerplateOptions rules;
  unsigned threads = count_threads(options.threads);
  HomeFinder finder(rules);
  std::set<uint64_t> busy = busy_sites(collection, judged, rules.min_documents);
  if (!busy.empty()) {
    EqualKeysOptions keys_options{.memory_bytes = options.memory_bytes / 4,
                                  .threads = threads};
    UNSPIN_TRY(EqualKeys keys, EqualKeys::create(folder, keys_options));
    if (auto added = add_uses(collection, judged, busy, keys, threads, observer); !added)
      return tl::unexpected<Error>(std::move(added).error());
    auto take = [&](std::span<const EqualKey> equal) {
      for (const EqualKey& key : equal) {
        if (key.previous == key.first) finder.add(key.key, collection.site(key.first));
        finder.add(key.key, collection.site(key.document));
      }
      return !should_stop(observer);
    };
    UNSPIN_TRY(bool whole, keys.emit(take));
    if (!whole) return tl::unexpected<Error>(stopped_error());
  }
  return SiteBoilerplate(collection, {finder.take(), rules}, threads, observer);
}

Result<void> SiteBoilerplate::leave_out(JudgedPairs& judged, size_t begin) {
  size_t end = judged.edges().size();
  if (texts_.empty() || begin >= end) return {};
  std::vector<Verdict> verdicts(end - begin);
  FirstError error;
  std::mutex mutex;
  std::vector<Pages> pages(threads_);
  parallel_for(end - begin, threads_, kBlock, [&](size_t i, unsigned thread) {
    if (should_stop(*observer_)) error.keep(stopped_error());
    if (error.any()) return;
    auto verdict = judge(judged, begin + i, pages[thread], mutex);
    if (!verdict) return error.keep(std::move(verdict).error());
    verdicts[i] = *verdict;
  });
  if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
  std::vector<bool> forgotten(end);
  for (size_t i = 0; i < verdicts.size(); ++i) {
    if (verdicts[i] == Verdict::kApart) judged.keep_apart(begin + i);
    if (verdicts[i] != Verdict::kBoilerplate) continue;
    forgotten[begin + i] = true;
    ++left_out_;
  }
  judged.forget(forgotten);
  return {};
}

Result<SiteBoilerplate::Verdict> SiteBoilerplate::judge(const JudgedPairs& judged,
                                                        size_t i, Pages& pages,
                                                        std::mutex& mutex) {
  const FamilyEdge& edge = judged.edges()[i];
  uint64_t site = collection_->site(edge.a);
  if (site == 0 || site != collection_->site(edge.b)) return Verdict::kMatch;
  if (auto fetched = pages.fetch(*collection_, edge); !fetched)
    return tl::unexpected<Error>(std::move(fetched).error());
  UNSPIN_TRY(std::vector<PassagePlace> places, judged.places(i));

  Side a{pages.a, site}, b{pages.b, site};
  std::vector<PassagePlace> told;
  bool on_many = true;
  size_t words_above = SIZE_MAX;
  for (const PassagePlace& place : places) {
    SiteTexts::Told told_a = texts_.tell(site, a.page.features_in(place.a));
    SiteTexts::Told told_b = texts_.tell(site, b.page.features_in(place.b));
    if (!told_a.is || !told_b.is) continue;
    on_many &= told_a.on_many && told_b.on_many;
    a.boilerplate += static_cast<double>(a.page.words_in(place.a));
    b.boilerplate += static_cast<double>(b.page.words_in(place.b));
    words_above = std::min({words_above, a.page.words_in({0, place.a.start}),
                            b.page.words_in({0, place.b.start})});
    told.push_back(place);
  }
  double share = std::max(a.share(), b.share());
  if (told.empty() || !texts_.may_be(share, on_many, words_above)) return Verdict::kMatch;
  {
    std::lock_guard lock(mutex);
    for (const PassagePlace& place : told) {
      note(a, place.a);
      note(b, place.b);
    }
  }
  if (told.size() == places.size()) return Verdict::kBoilerplate;
  bool enough = std::max(a.rest(edge.coverage.a), b.rest(edge.coverage.b)) >= kLeastRest;
  return enough ? Verdict::kMatch : Verdict::kApart;
}

void SiteBoilerplate::note(const Side& side, ByteSpan span) {
  std::span<const uint64_t> features = side.page.features_in(span);
  uint32_t number = texts_.join(side.site, features);
  auto own = static_cast<int64_t>(texts_.tell(side.site, features).own);
  int64_t worth = 2 * own - static_cast<int64_t>(features.size());
  merge(examples_[number], {worth, side.page.number(), span, {side.page.number()}});
}

// Which of two is taken depends on nothing but the two.
void SiteBoilerplate::merge(Example& into, const Example& from) {
  auto rank = [](const Example& example) {
    return std::tuple(example.worth, -int64_t{example.document},
                      -static_cast<int64_t>(example.span.start),
                      -static_cast<int64_t>(example.span.end));
  };
  if (rank(from) > rank(into)) {
    into.worth = from.worth;
    into.document = from.document;
    into.span = from.span;
  }
  into.others.insert(from.others.begin(), from.others.end());
  while (into.others.size() > kExamples) into.others.erase(std::prev(into.others.end()));
}

Result<std::vector<Boilerplate>> SiteBoilerplate::texts() const {
  std::map<uint32_t, Example> merged;
  for (const auto& [number, example] : examples_)
    merge(merged[texts_.text_of(number)], example);
  std::vector<Boilerplate> texts;
  for (const auto& [text, example] : merged) {
    UNSPIN_TRY(Document document, collection_->document(example.document));
    ByteSpan span = example.span;
    Boilerplate& one = texts.emplace_back();
    one.site = site_of(document);
    one.documents = texts_.documents(text);
    one.text = shortened_at_word(
        trimmed(std::string_view(document.text).substr(span.start, span.size())),
        kMaxTextBytes);
    one.examples.push_back(document.id);
    for (uint32_t number : example.others) {
      if (number == example.document || one.examples.size() == kExamples) continue;
      UNSPIN_TRY(Document other, collection_->document(number));
      one.examples.push_back(std::move(other.id));
    }
  }
  std::ranges::sort(texts, [](const Boilerplate& x, const Boilerplate& y) {
    return std::tie(y.documents, x.site, x.text, x.examples) <
           std::tie(x.documents, y.site, y.text, y.examples);
  });
  return texts;
}

}  // namespace unspin
