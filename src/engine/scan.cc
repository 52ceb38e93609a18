// The folder that a scan leaves: each file of it whole, or not there.

#include "unspin/scan.h"

#include <utility>

#include "base/file.h"
#include "engine/scan_folder.h"
#include "engine/scan_report.h"
#include "engine/scanned.h"
#include "report/report.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

// Writes a line for each.
template <typename Item>
Result<void> write_lines(const std::vector<Item>& items, const fs::path& path) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  for (const Item& item : items)
    if (auto written = file.write(to_json(item) + '\n'); !written) return written;
  return file.finish();
}

// Writes all results into `scratch` and moves them to `out` when all are whole.
Result<void> write_results(const Scanned& scanned, const ScanSummary& summary,
                           std::string_view page, const fs::path& scratch,
                           const fs::path& out) {
  if (auto done = scanned.judged->write(scratch / "matches.jsonl"); !done) return done;
  if (auto done = write_lines(scanned.families, scratch / "families.jsonl"); !done)
    return done;
  if (auto done = write_lines(scanned.boilerplate, scratch / "boilerplate.jsonl"); !done)
    return done;
  if (auto done = write_file(scratch / "summary.json", to_json(summary) + '\n'); !done)
    return done;
  if (auto done = write_file(scratch / "report.html", page); !done) return done;
  for (const char* name : {"matches.jsonl", "families.jsonl", "boilerplate.jsonl",
                           "report.html", "summary.json"})
    if (auto moved = move_file(scratch / name, out / name); !moved) return moved;
  return {};
}

}  // namespace

Result<ScanSummary> scan(const std::vector<std::string>& inputs, const fs::path& out,
                         const ScanOptions& options, const ScanObserver& observer) {
  UNSPIN_TRY(ScanFolder scratch, ScanFolder::open(out, options.resume, observer));
  UNSPIN_TRY(std::unique_ptr<Scanned> scanned,
             scan_collection(inputs, scratch.path(), options, observer));
  ScanSummary summary = summarize(*scanned);
  if (observer.on_progress) observer.on_progress(ScanStage::kWriting, 0, 0);
  UNSPIN_TRY(std::string page, scan_page(*scanned, summary, options.threads, observer));
  if (auto done = write_results(*scanned, summary, page, scratch.path(), out); !done)
    return tl::unexpected<Error>(std::move(done).error());
  scratch.remove();
  return summary;
}

}  // namespace unspin
