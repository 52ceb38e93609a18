// Check one document alone: was it spun by machine, and which of its phrases are damaged?
//
//   auto checker = unspin::Checker::open({});
//   if (!checker) return report(checker.error());
//   unspin::Check check = checker->check({.id = "a", .text = ...});
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "unspin/document.h"
#include "unspin/error.h"
#include "unspin/span.h"

namespace unspin {

enum class CheckVerdict : uint8_t {
  kUnknown,  // too short, in no language that a lexicon is here for, or hardly any words
  kClean,    // no more odd words than honest writers have
  kSpun,     // words were replaced by machine
};

// A stretch of text that looks damaged.
struct SuspectPhrase {
  ByteSpan span;  // of Document::text
  std::string text;

  // What it may have been, normalised, best first; at most three.
  std::vector<std::string> expected;

  // How much better the best of them fits, in nats; > 0.
  double weight = 0;
};

// "unspin.check/1" in docs/json.md.
struct Check {
  std::string id;
  CheckVerdict verdict = CheckVerdict::kUnknown;

  // From 0 to 1; .5 and more is called spun, which happens to 1 in 1,000 news articles
  // that nobody spun. 0 when unknown.
  double score = 0;

  // In order, apart. Without phrases of the user's, none unless the text was called spun:
  // in any text some words are odd.
  std::vector<SuspectPhrase> phrases;
};

struct CheckOptions {
  // The compiled lexicon. Empty: found relative to this library as installed or built.
  // "none": every verdict is unknown, and of the user's phrases those are found that
  // stand there word for word.
  std::filesystem::path lexicon;

  // Phrases to look for in any text, a line each, UTF-8: either a damaged phrase, a tab
  // and what it stands for, or a term of which damaged forms are looked for. Lines that
  // begin with # are left out. Empty: none.
  std::filesystem::path phrases;
};

// Threads: const member functions may run at once from any number of threads.
class Checker {
 public:
  // Errors: as opening the files; kBadArgument, kTooLarge for the list of phrases.
  static Result<Checker> open(const CheckOptions& options);

  Checker(Checker&&) noexcept;
  Checker& operator=(Checker&&) noexcept;
  ~Checker();

  // Cost: linear; some 4 ms a thousand words.
  Check check(const Document& document) const;

  // Terms and damaged phrases that were read from CheckOptions::phrases.
  size_t phrases() const;

 private:
  struct State;
  explicit Checker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace unspin
