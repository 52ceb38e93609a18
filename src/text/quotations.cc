#include "text/quotations.h"

namespace unspin {

std::vector<QuotedSpan> find_quotations(std::string_view, const Tokens&) { return {}; }

}  // namespace unspin
