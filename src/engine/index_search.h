// Search as the rooms beside it call it.
#pragma once

#include "engine/index_state.h"
#include "unspin/index.h"

namespace unspin {

Result<SearchResult> search_index(const Index::State& index, const Document& query,
                                  const SearchOptions& options);

}  // namespace unspin
