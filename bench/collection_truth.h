// What make_collection says of the documents it made: who is whose copy.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace unspin::bench {

// Ids as numbers, in the order of first sight.
class Ids {
 public:
  static constexpr uint32_t kNone = ~0U;

  uint32_t add(std::string_view id);
  uint32_t find(std::string_view id) const;  // kNone: never seen
  const std::string& spelled(uint32_t number) const { return *spelled_[number]; }
  size_t size() const { return spelled_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view id) const {
      return std::hash<std::string_view>()(id);
    }
  };
  std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<const std::string*> spelled_;
};

struct PlantedDocument {
  uint32_t document = 0;
  uint32_t source = Ids::kNone;
  std::string kind;       // "spun"
  std::string parameter;  // "40"; empty: none
};

class CollectionTruth {
 public:
  // Adds the lines of a truth table to what is known; false when there is no such file.
  bool read(const std::filesystem::path& path, Ids& ids);

  const std::vector<PlantedDocument>& planted() const { return planted_; }

  // Null for a document that is an independent text.
  const PlantedDocument* find(uint32_t document) const;

  // Whether one was made of the other, or both of a third: also where one holds an
  // excerpt of what the other was made of. Versions of a drifting text are related as
  // long as a tenth is left of what they had in common.
  bool related(uint32_t a, uint32_t b) const;

 private:
  // The text that a document is a version of, and the one it holds an excerpt of.
  struct Origin {
    uint32_t text, excerpt;
  };
  Origin origin_of(uint32_t document) const;

  std::vector<PlantedDocument> planted_;
  std::unordered_map<uint32_t, uint32_t> index_of_;
};

}  // namespace unspin::bench
