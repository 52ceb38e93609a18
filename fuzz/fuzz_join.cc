// Any features of any documents give the pairs that the slow twin gives, for any memory
// and threads; any keys the same groups; any manifest is refused or comes back as it is.

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "join/equal_keys.h"
#include "join/feature_join.h"
#include "join/manifest.h"
#include "reference/join.h"

namespace {

namespace fs = std::filesystem;
using unspin::CandidatePair;
using unspin::EqualKey;
using unspin::reference::JoinDocument;

void require(bool holds) {
  if (!holds) std::abort();
}

// Scratch files are many and small: in memory where the system has a place for them.
fs::path scratch() {
  fs::path memory = "/dev/shm";
  fs::path base = fs::exists(memory) ? memory : fs::temp_directory_path();
  return base / ("unspin-fuzz-join-" + std::to_string(::getpid()));
}

// Takes numbers off the input; zeros when it is used up.
class Input {
 public:
  Input(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  bool empty() const { return size_ == 0; }
  uint8_t byte() {
    if (empty()) return 0;
    --size_;
    return *data_++;
  }

 private:
  const uint8_t* data_;
  size_t size_;
};

// Each byte is a feature, but 255 starts another document and 254 repeats a feature in
// the next 70 documents.
std::vector<JoinDocument> read_documents(Input& input) {
  std::vector<JoinDocument> documents(1);
  while (!input.empty()) {
    uint8_t byte = input.byte();
    auto next = static_cast<uint32_t>(documents.size());
    if (byte == 255) {
      documents.push_back({next, input.byte(), {}});
    } else if (byte == 254 && documents.size() < 600) {
      uint64_t feature = input.byte();
      for (uint32_t i = 0; i < 70; ++i) documents.push_back({next + i, 1, {feature}});
    } else {
      documents.back().features.push_back(byte * 0x0101010101010101u);
    }
  }
  return documents;
}

void check_join(const std::vector<JoinDocument>& documents,
                const unspin::JoinOptions& options) {
  auto join = unspin::FeatureJoin::create(scratch(), options);
  require(join.has_value());
  unsigned thread = 0;
  for (const JoinDocument& d : documents) {
    require(join->appender(thread).add(d.document, d.length, d.features).has_value());
    thread = (thread + 1) % options.threads;
  }
  require(join->finish().value());
  std::vector<CandidatePair> pairs;
  auto take = [&](std::span<const CandidatePair> batch) {
    pairs.insert(pairs.end(), batch.begin(), batch.end());
    return true;
  };
  require(join->emit(take).value());
  require(pairs == unspin::reference::join_features(documents, options));
}

void check_keys(const std::vector<JoinDocument>& documents) {
  auto keys = unspin::EqualKeys::create(scratch(), {.memory_bytes = 0});
  require(keys.has_value());
  std::vector<std::pair<uint32_t, uint64_t>> all;
  for (const JoinDocument& d : documents)
    for (uint64_t feature : d.features) all.emplace_back(d.document, feature);
  for (auto [document, key] : all)
    require(keys->appender().add(document, key).has_value());
  std::vector<EqualKey> links;
  auto take = [&](std::span<const EqualKey> batch) {
    links.insert(links.end(), batch.begin(), batch.end());
    return true;
  };
  require(keys->emit(take).value());
  auto expected = unspin::reference::group_equal(all);
  for (auto* list : {&links, &expected})
    std::ranges::sort(*list, {}, [](const EqualKey& link) {
      return std::tuple(link.first, link.document, link.previous, link.key);
    });
  require(links == expected);
}

void check_manifest(std::string_view text) {
  auto manifest = unspin::parse_manifest(text);
  if (manifest) require(unspin::to_text(*manifest) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  check_manifest({reinterpret_cast<const char*>(data), size});
  Input input(data, std::min<size_t>(size, 4096));
  unspin::JoinOptions options{.memory_bytes = input.byte() % 2 ? 0u : 1u << 20,
                              .threads = 1 + input.byte() % 16u / 15,
                              .max_df = input.byte() % 16u,
                              .max_linked_df = input.byte() % 128u,
                              .min_shared = input.byte() % 4u,
                              .weight_per_root_length = 0.01 * (input.byte() % 32)};
  std::vector<JoinDocument> documents = read_documents(input);
  check_join(documents, options);
  check_keys(documents);
  return 0;
}
