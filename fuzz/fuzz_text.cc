// Any bytes make tokens, numbers and quotations that keep their promises.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "reference/tokenize.h"
#include "text/language.h"
#include "text/numbers.h"
#include "text/quotations.h"
#include "text/tokens.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(std::string_view text, std::string_view language) {
  unspin::Tokens tokens = unspin::tokenize(text, language);
  require(unspin::reference::find_fault(text, tokens).empty());

  uint32_t token = 0;
  for (const unspin::Number& number : unspin::find_numbers(text, tokens)) {
    require(number.tokens.start >= token && !number.tokens.empty());
    require(number.tokens.end <= tokens.size());
    token = number.tokens.end;
  }

  size_t byte = 0;
  for (const unspin::QuotedSpan& quotation : unspin::find_quotations(text, tokens)) {
    require(quotation.bytes.start >= byte && quotation.bytes.end <= text.size());
    require(!quotation.tokens.empty() && quotation.tokens.end <= tokens.size());
    require(tokens[quotation.tokens.start].begin > quotation.bytes.start);
    require(tokens[quotation.tokens.end - 1].end <= quotation.bytes.end);
    byte = quotation.bytes.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, "en");
  check(text, unspin::detect_language(text));
  return 0;
}
