// Which of a scan's matches are only what a site repeats around its articles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "engine/collection.h"
#include "engine/judged_pairs.h"
#include "family/boilerplate.h"
#include "unspin/boilerplate.h"
#include "unspin/scan.h"

namespace unspin {

class SiteBoilerplate {
 public:
  // Learns from all that was judged so far what is boilerplate. `folder` is for scratch
  // files; memory besides ScanOptions::memory_bytes is bounded whatever was judged.
  //
  // Order:  here and below, the same for any number of threads and any memory.
  // Errors: here and below, as EqualKeys and DocumentStore::read; kStopped.
  static Result<SiteBoilerplate> learn(const Collection& collection,
                                       const JudgedPairs& judged,
                                       const std::filesystem::path& folder,
                                       const ScanOptions& options,
                                       const ScanObserver& observer);

  // Forgets each match from `begin` on of which all passages are boilerplate; and keeps
  // apart those that without it would make no family.
  Result<void> leave_out(JudgedPairs& judged, size_t begin);

  // Matches forgotten.
  uint64_t left_out() const { return left_out_; }

  // What was met in leave_out(), the one on most documents first.
  Result<std::vector<Boilerplate>> texts() const;

 private:
  // The passage in which a text is best seen: much of it, and little else.
  struct Example {
    int64_t worth = INT64_MIN;  // features that are the site's own, less the others
    uint32_t document = 0;
    ByteSpan span;
    std::set<uint32_t> others;  // some documents that have it, of small numbers
  };

  enum class Verdict : uint8_t { kMatch, kApart, kBoilerplate };

  SiteBoilerplate(const Collection& collection, SiteTexts texts, unsigned threads,
                  const ScanObserver& observer)
      : collection_(&collection),
        texts_(std::move(texts)),
        threads_(threads),
        observer_(&observer) {}

  struct Pages;
  struct Side;
  Result<Verdict> judge(const JudgedPairs& judged, size_t i, Pages& pages,
                        std::mutex& mutex);
  void note(const Side& side, ByteSpan span);
  static void merge(Example& into, const Example& from);

  const Collection* collection_;
  SiteTexts texts_;
  unsigned threads_;
  const ScanObserver* observer_;
  uint64_t left_out_ = 0;
  std::map<uint32_t, Example> examples_;  // by a number of the text
};

}  // namespace unspin
