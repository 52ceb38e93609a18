#include "extract/metadata.h"

namespace unspin {

Metadata find_metadata(const Dom&, std::string_view) { return {}; }

}  // namespace unspin
