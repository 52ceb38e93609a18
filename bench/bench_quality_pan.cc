#include "bench_quality_pan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>

namespace unspin::bench {

namespace {

namespace fs = std::filesystem;

constexpr size_t kMarkEvery = 256;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The value of attribute `name` in the element that starts at `from`.
std::string attribute(const std::string& element, const std::string& name) {
  size_t at = element.find(" " + name + "=\"");
  if (at == std::string::npos) at = element.find("\t" + name + "=\"");
  if (at == std::string::npos) return {};
  size_t begin = at + name.size() + 3;
  return element.substr(begin, element.find('"', begin) - begin);
}

size_t number(const std::string& element, const std::string& name) {
  std::string digits = attribute(element, name);
  size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::vector<Reuse> read_cases(const fs::path& path, size_t pair) {
  std::vector<Reuse> cases;
  std::string xml = read(path);
  for (size_t at = xml.find("<feature"); at != std::string::npos;
       at = xml.find("<feature", at + 1)) {
    std::string element = xml.substr(at, xml.find('>', at) - at);
    std::ranges::replace(element, '\n', ' ');
    if (attribute(element, "name") != "plagiarism") continue;
    size_t a = number(element, "this_offset"), b = number(element, "source_offset");
    cases.push_back({pair, a, a + number(element, "this_length"), b,
                     b + number(element, "source_length")});
  }
  return cases;
}

std::string xml_name(const PanPair& pair) {
  return fs::path(pair.suspicious).stem().string() + "-" +
         fs::path(pair.source).stem().string() + ".xml";
}

}  // namespace

PanCorpus read_pan(const fs::path& root, size_t step, size_t first) {
  PanCorpus corpus;
  for (const char* kind :
       {"01-no-plagiarism", "02-no-obfuscation", "03-random-obfuscation",
        "04-translation-obfuscation", "05-summary-obfuscation"}) {
    std::ifstream list(root / kind / "pairs");
    std::string suspicious, source;
    for (size_t line = 0; list >> suspicious >> source; ++line) {
      if (line % step != first) continue;
      PanPair pair{suspicious, source, kind, {}};
      pair.cases = read_cases(root / kind / xml_name(pair), corpus.pairs.size());
      corpus.pairs.push_back(pair);
      for (auto [folder, name] :
           {std::pair("susp", suspicious), std::pair("src", source)})
        if (!corpus.texts.contains(name)) corpus.texts[name] = read(root / folder / name);
    }
  }
  return corpus;
}

size_t source_number(const PanPair& pair) {
  size_t digit = pair.source.find_first_of("0123456789"), value = 0;
  if (digit == std::string::npos) return 0;
  std::from_chars(pair.source.data() + digit, pair.source.data() + pair.source.size(),
                  value);
  return value;
}

bool write_detections(const fs::path& folder, const PanCorpus& corpus,
                      const std::vector<Reuse>& detections) {
  std::error_code ignored;
  std::vector<std::string> features(corpus.pairs.size());
  for (const Reuse& r : detections)
    features[r.pair] += fmt::format(
        "<feature name=\"detected-plagiarism\" this_offset=\"{}\" this_length=\"{}\" "
        "source_reference=\"{}\" source_offset=\"{}\" source_length=\"{}\" />\n",
        r.a_begin, r.a_end - r.a_begin, corpus.pairs[r.pair].source, r.b_begin,
        r.b_end - r.b_begin);
  for (size_t i = 0; i < corpus.pairs.size(); ++i) {
    const PanPair& pair = corpus.pairs[i];
    fs::create_directories(folder / pair.kind, ignored);
    std::ofstream out(folder / pair.kind / xml_name(pair));
    out << "<document reference=\"" << pair.suspicious << "\">\n"
        << features[i] << "</document>\n";
    if (!out.flush()) return false;
  }
  return true;
}

CharacterOffsets::CharacterOffsets(const std::string& text) : text_(&text) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kMarkEvery == 0) marks_.push_back(characters);
    characters += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  }
  marks_.push_back(characters);
}

size_t CharacterOffsets::of_byte(size_t byte) const {
  byte = std::min(byte, text_->size());
  size_t mark = std::min(byte / kMarkEvery, marks_.size() - 1);
  size_t characters = marks_[mark];
  if (mark + 1 == marks_.size()) return characters;
  for (size_t i = mark * kMarkEvery; i < byte; ++i)
    characters += (static_cast<unsigned char>((*text_)[i]) & 0xC0) != 0x80;
  return characters;
}

}  // namespace unspin::bench
