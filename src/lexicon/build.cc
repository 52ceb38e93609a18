// This file compiles dictionaries and counts into the bytes that Lexicon maps.
#include "lexicon/build.h"

#include <algorithm>
#include <cstring>

#include "base/file.h"
#include "base/hash.h"
#include "lexicon/counts.h"
#include "lexicon/layout.h"

namespace unspin {
namespace {

using layout::Header;
using layout::Slot;

// Four slots in five are taken.
std::vector<Slot> make_table(const std::vector<std::pair<uint64_t, uint32_t>>& entries) {
  std::vector<Slot> slots(entries.size() + entries.size() / 4 + 1);
  for (auto [key, value] : entries) {
    size_t i = static_cast<size_t>(layout::home(key, slots.size()));
    while (slots[i].value != 0) i = i + 1 == slots.size() ? 0 : i + 1;
    slots[i] = {layout::tag(key), value};
  }
  return slots;
}

// The file in the making.
class Image {
 public:
  explicit Image(const Header& header) : header_(header), bytes_(sizeof(Header), '\0') {}

  template <typename T>
  void add(layout::Section section, const std::vector<T>& elements) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
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

}  // namespace

Result<LexiconSummary> build_lexicon(const LexiconSources& sources,
                                     const std::filesystem::path& out) {
  LexiconSummary summary;
  Counts counts;
  if (!sources.counts.empty()) {
    UNSPIN_TRY(counts, read_counts(sources.counts, sources.language));
    if (counts.words.empty())
      return fail(Code::kCorrupt, sources.counts.string() + ": no usable counts in it");
  }
  Header header;
  if (sources.language.empty() || sources.language.size() > header.language.size())
    return fail(Code::kBadArgument,
                "language '" + sources.language + "': not a code of ISO 639-1");
  std::ranges::copy(sources.language, header.language.begin());
  header.running_words = counts.running_words;
  header.counted_words = summary.counted_words = counts.words.size();
  header.counted_pairs = summary.counted_pairs = counts.pairs.size();
  header.skipped_lines = summary.skipped_lines = counts.skipped_lines;

  Image image(header);
  image.add(layout::kTerms, make_table({}));
  image.add(layout::kRecords, std::vector<uint32_t>(1));
  image.add(layout::kWords, make_table(counts.words));
  image.add(layout::kStems, make_table(counts.stems));
  image.add(layout::kPairs, make_table(counts.pairs));
  image.add(layout::kSources, std::vector<char>());
  std::string bytes = image.finish();
  summary.bytes = bytes.size();
  if (auto written = write_file(out, bytes); !written)
    return tl::unexpected(written.error());
  return summary;
}

}  // namespace unspin
