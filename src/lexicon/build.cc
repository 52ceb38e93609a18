// This file compiles dictionaries and counts into the bytes that Lexicon maps.
#include "lexicon/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/counts.h"
#include "lexicon/inflect.h"
#include "lexicon/layout.h"
#include "lexicon/members.h"
#include "lexicon/mythes.h"
#include "lexicon/records.h"
#include "lexicon/wordnet.h"

namespace unspin {
namespace {

using layout::Bucket;
using layout::Header;

// Seven places in eight are taken.
std::vector<Bucket> make_table(
    const std::vector<std::pair<uint64_t, uint32_t>>& entries) {
  std::vector<Bucket> buckets(entries.size() / 7 + 1);
  for (auto [key, value] : entries) {
    auto i = static_cast<size_t>(layout::home(key, buckets.size()));
    while (buckets[i].values.back() != 0) i = i + 1 == buckets.size() ? 0 : i + 1;
    Bucket& bucket = buckets[i];
    auto free =
        static_cast<size_t>(std::ranges::find(bucket.values, 0u) - bucket.values.begin());
    bucket.tags[free] = layout::tag(key);
    bucket.values[free] = value;
  }
  return buckets;
}

// About 13 bits a phrase: a phrase that is none of these passes once in 60 times.
std::vector<uint64_t> make_filter(const std::vector<uint64_t>& phrases) {
  std::vector<uint64_t> filter(phrases.size() / 5 + 1);
  for (uint64_t key : phrases)
    filter[layout::home(key, filter.size())] |= layout::phrase_bits(key);
  return filter;
}

// The file in the making.
class Image {
 public:
  explicit Image(const Header& header) : header_(header), bytes_(sizeof(Header), '\0') {}

  template <typename T>
  void add(layout::Section section, const std::vector<T>& elements) {
    constexpr size_t kAlignment = layout::kAlignment;
    bytes_.resize((bytes_.size() + kAlignment - 1) / kAlignment * kAlignment);
    header_.sections[section] = {bytes_.size(), elements.size()};
    bytes_.append(reinterpret_cast<const char*>(elements.data()),
                  elements.size() * sizeof(T));
  }

  std::string finish() {
    header_.file_bytes = bytes_.size();
    std::memcpy(bytes_.data(), &header_, sizeof(Header));
    std::string_view covered = std::string_view(bytes_).substr(layout::kChecksummedFrom);
    header_.checksum = hash_bytes(covered);
    std::memcpy(bytes_.data(), &header_, sizeof(Header));
    return std::move(bytes_);
  }

 private:
  Header header_;
  std::string bytes_;
};

// All that goes into a lexicon.
struct Contents {
  explicit Contents(const std::string& language) : dictionary(language) {}

  Dictionary dictionary;
  std::vector<Exception> exceptions;
  Counts counts;
  size_t skipped_lines = 0;
  std::string sources;  // a line each, for people
};

Result<void> read_dictionaries(const LexiconSources& sources, Contents& contents) {
  if (!sources.wordnet.empty()) {
    UNSPIN_TRY(WordNet wordnet, read_wordnet(sources.wordnet, contents.dictionary));
    contents.skipped_lines += wordnet.skipped_lines;
    contents.exceptions = std::move(wordnet.exceptions);
    contents.sources += fmt::format("WordNet: {} synsets, {} irregular forms\n",
                                    wordnet.synsets, contents.exceptions.size());
  }
  for (const std::filesystem::path& path : sources.thesauri) {
    UNSPIN_TRY(MyThes mythes, read_mythes(path, contents.dictionary));
    contents.skipped_lines += mythes.skipped_lines;
    contents.sources +=
        fmt::format("{}: {} entries, {} groups not met before\n",
                    path.filename().string(), mythes.entries, mythes.new_groups);
  }
  contents.dictionary.finish();
  return {};
}

Result<void> read_reference(const LexiconSources& sources, Contents& contents) {
  if (sources.counts.empty()) return {};
  UNSPIN_TRY(contents.counts, read_counts(sources.counts, sources.language));
  const Counts& counts = contents.counts;
  if (counts.words.empty())
    return fail(Code::kCorrupt, sources.counts.string() + ": no usable count in it");
  contents.skipped_lines += counts.skipped_lines;
  contents.sources += fmt::format("{}: {} running words of {} documents\n",
                                  sources.counts.filename().string(),
                                  counts.running_words, counts.documents);
  return {};
}

Header make_header(const Contents& contents, const Records& records) {
  Header header;
  std::ranges::copy(contents.dictionary.language, header.language.begin());
  header.max_expression_words = records.max_expression_words;
  std::unordered_set<uint64_t> entries;
  for (const Lexeme& lexeme : contents.dictionary.lexemes)
    if (entries.insert(lexeme.phrase->key).second)
      ++(lexeme.phrase->words.size() > 1 ? header.expressions : header.words);
  header.forms = records.terms.size() - entries.size();
  header.groups = contents.dictionary.groups.size();
  header.running_words = contents.counts.running_words;
  header.counted_words = contents.counts.words.size();
  header.counted_pairs = contents.counts.pairs.size();
  header.skipped_lines = contents.skipped_lines;
  return header;
}

std::string make_image(const Header& header, const Contents& contents,
                       const Records& records, const Members& members) {
  Image image(header);
  image.add(layout::kTerms, make_table(records.terms));
  image.add(layout::kPhrases, make_filter(records.phrases));
  image.add(layout::kRecords, records.pool);
  image.add(layout::kWords, make_table(contents.counts.words));
  image.add(layout::kStems, make_table(contents.counts.stems));
  image.add(layout::kPairs, make_table(contents.counts.pairs));
  image.add(layout::kSources,
            std::vector<char>(contents.sources.begin(), contents.sources.end()));
  image.add(layout::kSpellings, members.spellings);
  image.add(layout::kSpellingStarts, members.spelling_starts);
  image.add(layout::kMembers, members.lists);
  image.add(layout::kMemberStarts, members.list_starts);
  return image.finish();
}

}  // namespace

Result<LexiconSummary> build_lexicon(const LexiconSources& sources,
                                     const std::filesystem::path& out) {
  if (sources.language.empty() || sources.language.size() > Header().language.size())
    return fail(Code::kBadArgument,
                fmt::format("language '{}': not a code of ISO 639-1", sources.language));
  Contents contents(sources.language);
  if (auto read = read_dictionaries(sources, contents); !read)
    return tl::unexpected(read.error());
  if (auto read = read_reference(sources, contents); !read)
    return tl::unexpected(read.error());

  // Forms last: which comparatives make sense depends on what other words there are.
  std::vector<Term> terms = find_terms(contents.dictionary, contents.exceptions);
  Records records = make_records(contents.dictionary, terms);
  Members members = make_members(contents.dictionary, terms, contents.counts);
  if (records.pool.size() > UINT32_MAX)
    return fail(Code::kTooLarge, fmt::format("{}: too much for one lexicon; give fewer "
                                             "sources",
                                             out.string()));
  Header header = make_header(contents, records);
  std::string bytes = make_image(header, contents, records, members);
  if (auto written = write_file(out, bytes); !written)
    return tl::unexpected(written.error());
  LexiconSummary summary;
  summary.words = header.words;
  summary.expressions = header.expressions;
  summary.groups = header.groups;
  summary.counted_words = header.counted_words;
  summary.counted_pairs = header.counted_pairs;
  summary.bytes = bytes.size();
  summary.skipped_lines = header.skipped_lines;
  return summary;
}

}  // namespace unspin
