// This file reads tables of word counts.
//
// A table is text, so that one can look at it with zstdcat: four lines of header,
// then a line for each word, its count, and the words that followed it. Sorted by
// word it compresses to some 3 bytes a pair.

#include "lexicon/counts.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <unordered_map>

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/lines.h"
#include "text/tokens.h"

namespace unspin {
namespace {

constexpr size_t kMaxFileBytes = size_t{1} << 30;
constexpr size_t kMaxTableBytes = size_t{4} << 30;

Result<std::string> decompress(std::string_view packed, const std::string& name) {
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                               ZSTD_freeDCtx);
  std::string text;
  ZSTD_inBuffer in = {packed.data(), packed.size(), 0};
  std::vector<char> chunk(ZSTD_DStreamOutSize());
  size_t state = 1;
  while (in.pos < in.size || state != 0) {
    ZSTD_outBuffer out = {chunk.data(), chunk.size(), 0};
    size_t read_before = in.pos;
    state = ZSTD_decompressStream(context.get(), &out, &in);
    bool stuck = in.pos == read_before && out.pos == 0 && state != 0;
    if (ZSTD_isError(state) || stuck)
      return fail(Code::kCorrupt,
                  fmt::format("{}: damaged zstd data at byte {}", name, in.pos));
    text.append(chunk.data(), out.pos);
    if (text.size() > kMaxTableBytes)
      return fail(Code::kTooLarge, fmt::format("{}: over 4 GiB unpacked", name));
  }
  return text;
}

using Table = std::unordered_map<uint64_t, uint64_t>;

std::vector<std::pair<uint64_t, uint32_t>> sorted(const Table& table) {
  std::vector<std::pair<uint64_t, uint32_t>> list;
  list.reserve(table.size());
  for (auto [key, count] : table)
    list.emplace_back(key, static_cast<uint32_t>(std::min<uint64_t>(count, UINT32_MAX)));
  std::ranges::sort(list);
  return list;
}

// Collects the lines of a table.
class CountsReader {
 public:
  explicit CountsReader(const std::string& language) : language_(language) {}

  // "word<TAB>count", then "<TAB>next count" for each follower. False when malformed.
  bool add_line(std::string_view line) {
    std::string_view word = take_field(line, '\t');
    uint64_t count = 0;
    if (!parse_number(take_field(line, '\t'), count)) return false;
    const NormalisedWord& first = normalised(word);
    if (!first.word || !count) return false;
    words_[first.word] += count;
    stems_[first.stem] += count;
    bool good = true;
    while (!line.empty()) good &= add_pair(first.word, take_field(line, '\t'));
    return good;
  }

  void finish(Counts& counts) const {
    counts.words = sorted(words_);
    counts.stems = sorted(stems_);
    counts.pairs = sorted(pairs_);
    std::unordered_map<uint64_t, std::string_view> texts;
    for (const auto& [spelled, word] : known_) {
      auto [found, is_new] = texts.try_emplace(word.word, word.text);
      if (!is_new) found->second = std::min(found->second, std::string_view(word.text));
    }
    for (auto [key, count] : counts.words) counts.spellings.emplace_back(texts[key]);
  }

 private:
  bool add_pair(uint64_t first, std::string_view field) {
    std::string_view word = take_field(field, ' ');
    uint64_t count = 0;
    if (!parse_number(field, count) || !count) return false;
    uint64_t second = normalised(word).word;
    if (!second) return false;
    pairs_[hash_phrase(std::array{first, second})] += count;
    return true;
  }

  const NormalisedWord& normalised(std::string_view word) {
    auto [found, is_new] = known_.try_emplace(std::string(word));
    if (is_new) found->second = normalise_word(word, language_);
    return found->second;
  }

  const std::string& language_;
  std::unordered_map<std::string, NormalisedWord> known_;
  Table words_, stems_, pairs_;
};

}  // namespace

Result<Counts> parse_counts(std::string_view table, const std::string& language,
                            const std::string& name) {
  auto bad_header = [&](std::string_view expected) {
    return fail(Code::kCorrupt,
                fmt::format("{}: not a table of word counts: no line '{}' in its header",
                            name, expected));
  };
  Counts counts;
  if (take_line(table) != "unspin-counts 1") return bad_header("unspin-counts 1");
  std::string language_line = "language " + language;
  if (take_line(table) != language_line) return bad_header(language_line);
  if (!parse_labelled(take_line(table), "documents ", counts.documents))
    return bad_header("documents N");
  if (!parse_labelled(take_line(table), "words ", counts.running_words) ||
      counts.running_words == 0)
    return bad_header("words N");

  CountsReader reader(language);
  while (!table.empty())
    if (std::string_view line = take_line(table); !line.empty() && !reader.add_line(line))
      ++counts.skipped_lines;
  reader.finish(counts);
  return counts;
}

Result<Counts> read_counts(const std::filesystem::path& path,
                           const std::string& language) {
  UNSPIN_TRY(std::string packed, read_file(path, kMaxFileBytes));
  UNSPIN_TRY(std::string table, decompress(packed, path.string()));
  return parse_counts(table, language, path.string());
}

}  // namespace unspin
