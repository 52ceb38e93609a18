#include "base/charset.h"

namespace unspin {

std::string_view find_utf16(std::string_view head) {
  if (head.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (head.starts_with("\xFE\xFF")) return "UTF-16BE";
  constexpr size_t kEnough = 8192;
  head = head.substr(0, kEnough);
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  size_t units = head.size() / 2;
  if (units < 4) return {};
  if (zeros[0] == 0 && zeros[1] * 10 > units * 7) return "UTF-16LE";
  if (zeros[1] == 0 && zeros[0] * 10 > units * 7) return "UTF-16BE";
  return {};
}

}  // namespace unspin
