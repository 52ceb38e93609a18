#include "text/runs.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

namespace unspin {
namespace {

constexpr size_t kMostBytes = 4096;

// Null where ICU has no data. A cache: opening one reads rules and dictionaries.
icu::BreakIterator* word_breaker() {
  thread_local std::unique_ptr<icu::BreakIterator> breaker = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    return U_SUCCESS(error) ? std::move(made) : nullptr;
  }();
  return breaker.get();
}

void split_piece(std::string_view piece, size_t offset, std::vector<uint32_t>& ends) {
  auto end = static_cast<uint32_t>(offset + piece.size());
  UErrorCode error = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, piece.data(), static_cast<int64_t>(piece.size()), &error);
  icu::BreakIterator* breaker = word_breaker();
  if (breaker && U_SUCCESS(error)) breaker->setText(&text, error);
  if (breaker && U_SUCCESS(error)) {
    breaker->first();
    for (int32_t at = breaker->next(); at != icu::BreakIterator::DONE;
         at = breaker->next())
      ends.push_back(static_cast<uint32_t>(offset) + static_cast<uint32_t>(at));
  }
  utext_close(&text);
  if (ends.empty() || ends.back() != end) ends.push_back(end);
}

}  // namespace

void split_run(std::string_view run, std::vector<uint32_t>& ends) {
  for (size_t begin = 0; begin < run.size();) {
    size_t end = std::min(run.size(), begin + kMostBytes);
    while (end < run.size() && (run[end] & 0xC0) == 0x80) --end;
    split_piece(run.substr(begin, end - begin), begin, ends);
    begin = end;
  }
}

}  // namespace unspin
