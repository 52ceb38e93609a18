// A text read as the engine reads one side of a pair.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "judge/judge.h"
#include "text/numbers.h"
#include "text/quotations.h"
#include "text/tokens.h"

namespace unspin::bench {

inline std::string slurp(const std::filesystem::path& path) {
  return read_file(path, size_t{1} << 30).value_or("");
}

struct Side {
  explicit Side(std::string text) {
    document.text = std::move(text);
    document.language = "en";
    tokens = tokenize(document.text, "en");
    numbers = find_numbers(document.text, tokens);
    quotations = find_quotations(document.text, tokens);
  }
  SideView view() const {
    return {document, document.text, tokens, numbers, quotations, tokens};
  }

  Document document;
  Tokens tokens;
  std::vector<Number> numbers;
  std::vector<QuotedSpan> quotations;
};

}  // namespace unspin::bench
