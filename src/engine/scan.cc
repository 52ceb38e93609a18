// The folder that a scan leaves: each file of it whole, or not there.

#include "unspin/scan.h"

#include <utility>

#include "base/file.h"
#include "engine/scan_report.h"
#include "engine/scanned.h"
#include "engine/scratch_folder.h"
#include "report/report.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

Result<void> write_families(const std::vector<Family>& families, const fs::path& path) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  for (const Family& family : families)
    if (auto written = file.write(to_json(family) + '\n'); !written) return written;
  return file.finish();
}

}  // namespace

Result<ScanSummary> scan(const std::vector<std::string>& inputs, const fs::path& out,
                         const ScanOptions& options, const ScanObserver& observer) {
  UNSPIN_TRY(ScanScratch scratch, ScanScratch::make(out));
  UNSPIN_TRY(std::unique_ptr<Scanned> scanned,
             scan_collection(inputs, scratch.path(), options, observer));
  ScanSummary summary = summarize(*scanned);
  if (auto done = scanned->judged->write(out / "matches.jsonl"); !done)
    return tl::unexpected<Error>(std::move(done).error());
  if (auto done = write_families(scanned->families, out / "families.jsonl"); !done)
    return tl::unexpected<Error>(std::move(done).error());
  if (auto done = write_file(out / "summary.json", to_json(summary) + '\n'); !done)
    return tl::unexpected<Error>(std::move(done).error());
  UNSPIN_TRY(std::string page, scan_page(*scanned, summary, options.threads));
  if (auto done = write_file(out / "report.html", page); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return summary;
}

}  // namespace unspin
