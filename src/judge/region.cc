#include "judge/region.h"

#include <algorithm>

namespace unspin {
namespace {

// A paragraph or two in tokens: longer gaps hold matter of their own.
constexpr uint32_t kGap = 200;

// A headline, a list of key points, a caption.
constexpr uint32_t kBeginning = 120;

}  // namespace

std::vector<TokenSpan> shared_region(const Case& pair, bool of_a) {
  std::vector<TokenSpan> spans;
  for (const AlignedPassage& passage : pair.passages)
    spans.push_back(of_a ? passage.rectangle.a : passage.rectangle.b);
  std::ranges::sort(spans);
  std::vector<TokenSpan> region;
  for (TokenSpan span : spans) {
    if (region.empty() && span.start <= kBeginning) span.start = 0;
    if (!region.empty() && span.start <= region.back().end + kGap)
      region.back().end = std::max(region.back().end, span.end);
    else
      region.push_back(span);
  }
  return region;
}

bool contains(const std::vector<TokenSpan>& spans, uint32_t token) {
  auto after = std::ranges::upper_bound(spans, token, {}, &TokenSpan::start);
  return after != spans.begin() && std::prev(after)->contains(token);
}

}  // namespace unspin
