// Documents on their way into an index.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/index_state.h"
#include "index/live_features.h"
#include "unspin/index.h"

namespace unspin {

// All of a document that goes into the index.
struct Newcomer {
  std::string id;
  std::string packed;
  StoredId text;  // number is not known yet
  uint64_t text_bytes = 0;
  std::string site;
  std::string day;
  DocumentFeatures features;
};

// Threads: pure; any.
Newcomer newcomer_of(const Document& document, const CommonKeys& common);

// Changes to an index, gathered and then written at once.
class IndexChange {
 public:
  explicit IndexChange(Index::State& index)
      : index_(index), totals_(index.get_totals()) {}

  // Errors: kBadArgument (no id), kTooLarge, and as reading.
  // Requires: `newcomer` outlives this.
  Result<AddOutcome> add(const Newcomer& newcomer, const Verdict* verdict);
  Result<bool> remove(std::string_view id);

  // Writes all of it; `synced`: so that a power cut does not lose it, not only no kill.
  // Errors: kUnwritable, and nothing has changed.
  Result<void> commit(bool synced);

 private:
  Result<void> forget(const StoredId& old);
  void put(uint64_t number, const Newcomer& newcomer, const Verdict* verdict);
  void count(CountKind kind, std::string_view name, int64_t change);
  Result<void> put_counts();

  Index::State& index_;
  IndexTotals totals_;
  StoreBatch batch_;
  std::map<std::string, int64_t> counts_;
  std::vector<std::pair<uint64_t, const Newcomer*>> added_;
  std::vector<uint64_t> removed_;

  // Added by this very change.
  std::unordered_map<std::string, StoredId> ids_;
  std::unordered_map<uint64_t, const Newcomer*> numbers_;
};

// Fills in where the best match stands.
Result<void> add_match_site(const Index::State& index, Verdict& verdict);

}  // namespace unspin
