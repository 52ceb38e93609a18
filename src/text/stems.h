// Snowball stems, each distinct word stemmed once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;

namespace unspin {

// The stemmer of one language with its memory of words. Stemming costs ten times
// what the rest of tokenising does, and a text repeats its words; so results are
// kept in a table of fixed size by the hash of the word. What is kept depends on the
// language alone, never on what was asked before.
//
// Threads: one thread at a time.
class Stemmer {
 public:
  // The calling thread's stemmer of a language ("en", "en-GB"); lives as long as
  // the thread. One without a Snowball algorithm stems to the word itself.
  static Stemmer& of(std::string_view language);

  explicit Stemmer(const std::string& language);

  // Says that stem() of this hash will be asked soon: the memory is larger than the
  // processor's nearest cache.
  void expect(uint64_t hash) const {
    if (!memory_.empty()) __builtin_prefetch(&memory_[hash % kEntries]);
  }

  // The hash of the stem of `word`, whose own hash is `hash`.
  uint64_t stem(std::string_view word, uint64_t hash) {
    if (memory_.empty()) return hash;
    Entry& entry = memory_[hash % kEntries];
    if (entry.word != hash) entry = {hash, stem_anew(word)};
    return entry.stem;
  }

 private:
  static constexpr size_t kEntries = 1 << 16;
  struct Entry {
    uint64_t word = 0;
    uint64_t stem = 0;
  };
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const;
  };

  uint64_t stem_anew(std::string_view word);

  std::unique_ptr<sb_stemmer, Deleter> stemmer_;
  std::vector<Entry> memory_;  // empty without an algorithm
};

}  // namespace unspin
