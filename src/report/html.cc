#include "report/report.h"

namespace unspin {

std::string to_html(const Match&, const Document&, const Document&) { return ""; }

}  // namespace unspin
