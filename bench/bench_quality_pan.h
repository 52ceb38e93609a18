// bench/: the PAN 2013 text alignment corpus on disk.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bench_quality_score.h"

namespace unspin::bench {

// One listed pair: a suspicious document and a source, by file name.
struct PanPair {
  std::string suspicious;
  std::string source;
  std::string kind;  // the folder of the pair: "02-no-obfuscation"

  // What is known to be reused; a is the suspicious side. In characters.
  std::vector<Reuse> cases;
};

struct PanCorpus {
  std::vector<PanPair> pairs;
  std::map<std::string, std::string> texts;  // by file name
};

// Reads `root` (pan13-train): every `step`-th pair of each kind, from `first` on.
// Empty when the folder is not there.
PanCorpus read_pan(const std::filesystem::path& root, size_t step, size_t first = 0);

// The number of the source document that `pair` draws on.
size_t source_number(const PanPair& pair);

// Writes one XML file per pair into `folder`, as PAN's own measure reads them.
bool write_detections(const std::filesystem::path& folder, const PanCorpus& corpus,
                      const std::vector<Reuse>& detections);

// Turns byte offsets of one text into character offsets.
class CharacterOffsets {
 public:
  explicit CharacterOffsets(const std::string& text);
  size_t of_byte(size_t byte) const;

 private:
  const std::string* text_;
  std::vector<size_t> marks_;  // characters before every 256th byte
};

}  // namespace unspin::bench
