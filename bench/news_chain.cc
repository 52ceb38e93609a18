// This file composes texts out of what real articles say, a word at a time.
//
// Scanning is measured on more documents than there are articles, and every pair that
// has text in common must be known. Real articles will not do: there are 40,000, and
// they copy each other. Drawing whole sentences from them will not do either: two texts
// that drew the same sentence share it. So texts are chains: the next word is one that
// followed the last two somewhere, anywhere, in the articles. That is how shared runs of
// words come about among strangers in real news as well: set phrases, each a likely
// continuation of the one before.
//
// A plain chain of that kind fails where two words were together only a few times: then
// what follows is certain, and the chain recites its source. There it steps back to the
// last word alone (ChainOptions). And words that few articles have are slots, filled anew
// for each text from a cast of its own, half of whose names nobody has ever had: so new
// texts bring new phrases, however many there are, and come back to their own.
//
// How alike the composed are to real ones, by collection_ngrams: 20,000 articles drawn
// from both folders, and 20,000 composed texts of their lengths. The n-grams of a text
// by how many texts have them, and pairs of texts with a run of words in common:
//
//                       df 1    2-10  11-100    more
//   3-grams  real      52.3 %  27.1 %  15.0 %  5.7 %
//            composed  44.2 %  34.8 %  15.3 %  5.8 %
//   4-grams  real      79.6 %  15.6 %   4.0 %  0.9 %
//            composed  79.4 %  17.3 %   2.9 %  0.5 %
//   5-grams  real      90.9 %   7.7 %   1.2 %  0.3 %
//            composed  95.0 %   4.7 %   0.4 %  0.0 %
//   pairs of a million with a run of 8 words: real 2,533, composed 20; of 12: 1,851 and
//   0.2; of 20: 414 and none
//
// So shingles are as rare and as frequent as they are in news; what real articles share
// at length, composed ones lack: quotations, agency copy, the furniture of sites.
// Sharing does not thin out as a collection grows: half of a text's trigrams come from
// the same 20 million words, where a real crawl would bring new topics.
//
// The step reads one record of 16 bytes: places are sorted such that all with the same
// two words are neighbours, and a place's record holds what the step after needs. About
// 25 MB/s a core, bound by the memory's latency.

#include "news_chain.h"

#include <sys/mman.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace unspin::bench {
namespace {

// The first half of one name and the second of another.
std::string new_name(const std::string& a, const std::string& b) {
  std::string name = a.substr(0, (a.size() + 1) / 2) + b.substr(b.size() / 2);
  for (size_t i = 1; i < name.size(); ++i)
    name[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
  return name;
}

bool is_ascii(const std::string& word) {
  return std::ranges::all_of(word, [](char c) { return static_cast<uint8_t>(c) < 0x80; });
}

// Steps go all over the memory: with small pages each would miss the page tables too.
void ask_for_large_pages(void* data, size_t bytes) {
  constexpr uintptr_t kLarge = uintptr_t{1} << 21;
  auto begin = (reinterpret_cast<uintptr_t>(data) + kLarge - 1) & ~(kLarge - 1);
  auto end = (reinterpret_cast<uintptr_t>(data) + bytes) & ~(kLarge - 1);
  if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

}  // namespace

// The names and rare words of one text.
class NewsChain::Cast {
 public:
  Cast(const NewsWords& words, QuickRandom& random, uint32_t size)
      : words_(words), random_(random), names_(size), rare_words_(size) {}

  void append_name(std::string& out) {
    std::string& name = names_[pick()];
    if (name.empty()) {
      name = draw(words_.names);
      const std::string& other = draw(words_.names);
      if (random_.chance(.5) && is_ascii(name) && is_ascii(other))
        name = new_name(name, other);
    }
    out += name;
  }

  void append_rare_word(std::string& out) {
    std::string& word = rare_words_[pick()];
    if (word.empty() || random_.chance(.5)) word = draw(words_.rare_words);
    out += word;
  }

  void append_number(size_t n_digits, std::string& out) {
    out += static_cast<char>('1' + random_.below(9));
    for (size_t i = 1; i < n_digits; ++i) {
      if (n_digits > 4 && (n_digits - i) % 3 == 0) out += ',';
      out += static_cast<char>('0' + random_.below(10));
    }
  }

 private:
  // The first of the cast are met most often.
  size_t pick() {
    size_t n = names_.size();
    return std::min(random_.below(n), random_.below(n));
  }
  const std::string& draw(const std::vector<std::string>& from) {
    static const std::string nobody = "Smith";
    return from.empty() ? nobody : from[random_.below(from.size())];
  }

  const NewsWords& words_;
  QuickRandom& random_;
  std::vector<std::string> names_, rare_words_;
};

// Where a text is in the articles.
class NewsChain::Walk {
 public:
  Walk(const NewsChain& chain, QuickRandom& random) : chain_(chain), random_(random) {
    start_sentence();
  }

  void start_sentence() {
    go_behind(chain_.starts_[random_.below(chain_.starts_.size())]);
  }

  // The word here; then on to the next.
  const WordType& take() {
    const WordType& word = chain_.words_.types[at_.type];
    if (random_.chance(chain_.options_.stay)) {
      go_behind(at_.place);
    } else if (at_.n_alike) {
      go_behind(at_.first_alike + random_.below(at_.n_alike));
    } else {
      Run run = chain_.after_type_[at_.type];
      go_behind(run.first + random_.below(run.n));
    }
    return word;
  }

 private:
  void go_behind(uint32_t place) {
    at_ = chain_.followers_[place];
    while (at_.type == 0)  // the end of an article
      at_ = chain_.followers_[chain_.starts_[random_.below(chain_.starts_.size())]];
  }

  const NewsChain& chain_;
  QuickRandom& random_;
  Follower at_{};
};

NewsChain::NewsChain(NewsWords words, const ChainOptions& options)
    : words_(std::move(words)), options_(options) {
  std::vector<uint32_t> place_of = sort_places(options);
  for (size_t i = 0; i + 1 < place_of.size(); ++i) {
    uint32_t type = words_.sequence[i];
    bool behind_end = type == 0 || words_.types[type].ends_sentence;
    if (behind_end && words_.sequence[i + 1] != 0) starts_.push_back(place_of[i]);
  }
  if (starts_.empty()) starts_.push_back(0);
  words_.sequence = {};
}

std::vector<uint32_t> NewsChain::sort_places(const ChainOptions& options) {
  const std::vector<uint32_t>& sequence = words_.sequence;
  size_t n = sequence.size();
  after_type_.assign(words_.types.size() + 1, {});
  for (uint32_t type : sequence) ++after_type_[type].n;
  for (size_t t = 1; t < after_type_.size(); ++t)
    after_type_[t].first = after_type_[t - 1].first + after_type_[t - 1].n;

  // By word: positions, with the words around them.
  struct Around {
    uint64_t before_behind;
    uint32_t position;
  };
  std::vector<Around> sorted(n);
  std::vector<uint32_t> filled(after_type_.size());
  for (size_t i = 0; i < n; ++i) {
    uint32_t type = sequence[i];
    uint64_t before = i > 0 ? sequence[i - 1] : 0;
    uint64_t behind = i + 1 < n ? sequence[i + 1] : 0;
    sorted[after_type_[type].first + filled[type]++] = {before << 32 | behind,
                                                        static_cast<uint32_t>(i)};
  }
  std::vector<Run> alike(n);  // by position
  for (const Run& run : after_type_) {
    auto begin = sorted.begin() + run.first, end = begin + run.n;
    std::sort(begin, end, [](const Around& a, const Around& b) {
      return std::pair(a.before_behind, a.position) <
             std::pair(b.before_behind, b.position);
    });
    for (auto group = begin; group != end;) {
      auto group_end = group;
      size_t most = 0;  // of the same behind
      while (group_end != end &&
             group_end->before_behind >> 32 == group->before_behind >> 32) {
        auto same = group_end;
        while (same != end && same->before_behind == group_end->before_behind) ++same;
        most = std::max(most, static_cast<size_t>(same - group_end));
        group_end = same;
      }
      auto size = static_cast<size_t>(group_end - group);
      Run known{static_cast<uint32_t>(group - sorted.begin()),
                static_cast<uint32_t>(size)};
      bool recites =
          size < options.fewest ||
          static_cast<double>(most) > options.most_alike * static_cast<double>(size);
      if (recites) known.n = 0;
      for (; group != group_end; ++group) alike[group->position] = known;
    }
  }

  std::vector<uint32_t> place_of(n);
  for (size_t place = 0; place < n; ++place)
    place_of[sorted[place].position] = static_cast<uint32_t>(place);
  followers_.reserve(n);
  ask_for_large_pages(followers_.data(), n * sizeof(Follower));
  followers_.resize(n);
  for (size_t place = 0; place < n; ++place) {
    size_t behind = sorted[place].position + 1;
    if (behind == n) behind = 0;
    followers_[place] = {sequence[behind], place_of[behind], alike[behind].first,
                         alike[behind].n};
  }
  return place_of;
}

void NewsChain::append_word(const WordType& type, Cast& cast, std::string& out) const {
  out += type.text;
  if (type.slot == Slot::kNone) return;
  if (type.slot == Slot::kName) cast.append_name(out);
  if (type.slot == Slot::kNumber) cast.append_number(type.digits, out);
  if (type.slot == Slot::kRareWord) cast.append_rare_word(out);
  out += type.tail;
}

void NewsChain::compose(QuickRandom random, size_t n, std::string& out) const {
  Cast cast(words_, random, options_.cast);
  Walk walk(*this, random);
  size_t of_paragraph = 0;  // sentences
  size_t of_sentence = 0;   // words
  for (size_t i = 0;; ++i) {
    if (of_sentence == 0 && random.chance(.12)) {
      out += "“";
      of_sentence = 1000;  // a quotation
    }
    const WordType& word = walk.take();
    append_word(word, cast, out);
    ++of_sentence;
    bool too_long = of_sentence % 1000 > 60;
    if (!word.ends_sentence && !too_long) {
      out += ' ';
      continue;
    }
    if (!word.ends_sentence) {
      out += '.';
      walk.start_sentence();
    }
    if (of_sentence > 1000) out += "”";
    if (i >= n) return;
    of_sentence = 0;
    bool new_paragraph = ++of_paragraph >= 2 && random.chance(.4);
    if (new_paragraph) of_paragraph = 0;
    out += new_paragraph ? "\n\n" : " ";
  }
}

void NewsChain::compose_stretch(QuickRandom random, size_t n, std::string& out) const {
  Cast cast(words_, random, options_.cast);
  Walk walk(*this, random);
  for (uint32_t skip = random.below(8); skip > 0; --skip) walk.take();
  for (size_t i = 0; i < n; ++i) {
    if (i > 0) out += ' ';
    append_word(walk.take(), cast, out);
  }
}

uint32_t NewsChain::draw_length(QuickRandom& random, uint32_t least,
                                uint32_t most) const {
  const std::vector<uint32_t>& lengths = words_.lengths;
  uint32_t length = lengths.empty() ? least : lengths[random.below(lengths.size())];
  return std::clamp(length, least, most);
}

}  // namespace unspin::bench
