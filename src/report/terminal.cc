#include "report/report.h"

namespace unspin {

std::string to_terminal(const Match&, const Document&, const Document&,
                        const TerminalStyle&) {
  return "";
}

}  // namespace unspin
