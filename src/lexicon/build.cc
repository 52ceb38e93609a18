#include "lexicon/build.h"

#include "base/file.h"

namespace unspin {

Result<LexiconSummary> build_lexicon(const LexiconSources&,
                                     const std::filesystem::path& out) {
  if (auto written = write_file(out, ""); !written)
    return tl::unexpected(written.error());
  return LexiconSummary{};
}

}  // namespace unspin
