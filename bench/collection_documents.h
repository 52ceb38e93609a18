// The documents of a made-up collection, any of them by its place alone.
#pragma once

#include <cstdint>
#include <string>

#include "collection_plan.h"
#include "news_chain.h"
#include "text_changes.h"

namespace unspin::bench {

struct MadeDocument {
  std::string id, text, title, date, url;  // title and date may be empty

  Role role;
  std::string source;     // id; empty: none
  std::string parameter;  // of what was done, and …
  std::string how;        // … what came of it
};

// Threads: any number may make documents at once.
class CollectionDocuments {
 public:
  CollectionDocuments(const CollectionPlan& plan, const NewsChain& chain,
                      const TextChanges& changes, uint64_t seed, uint32_t longest);

  MadeDocument make(uint64_t place) const;

 private:
  uint32_t length_of(uint64_t original) const;
  std::string original_text(uint64_t original) const;
  uint64_t source_of(Role role) const;
  std::string drift_text(uint64_t version) const;
  std::string template_text(uint64_t number) const;
  void make_copy(MadeDocument& document) const;
  void make_excerpt(MadeDocument& document) const;
  void make_trap(MadeDocument& document) const;
  void add_metadata(MadeDocument& document, uint64_t place, int64_t day) const;

  const CollectionPlan& plan_;
  const NewsChain& chain_;
  const TextChanges& changes_;
  uint64_t seed_;
  uint32_t longest_;
  std::string template_header_, template_footer_;
};

}  // namespace unspin::bench
