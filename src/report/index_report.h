// What an index holds and what was found in it, printed.
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"
#include "unspin/index.h"

namespace unspin {

// One line of JSON each, without the line end: schemas "unspin.index_info/1",
// "unspin.verify/1".
std::string to_json(const IndexStats& stats);
std::string to_json(const VerifyReport& report);

// For people, without the line end.
std::string to_terminal(const IndexStats& stats);
std::string to_terminal(const VerifyReport& report);
std::string to_terminal(const AddSummary& summary);

// A line that says how many matches `query` has, then one for each.
std::string to_terminal(const Document& query, const SearchResult& found);

}  // namespace unspin
