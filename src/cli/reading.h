// What every command that reads documents shares: the flags, and progress on stderr.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <string_view>

#include "unspin/read.h"
#include "unspin/scan.h"

namespace unspin::cli {

enum class ProgressWish { kAuto, kAlways, kNever };

struct ReadingArguments {
  ReadOptions options;
  ProgressWish progress = ProgressWish::kAuto;
};

// --text-field and its like, and --max-record: for any command that opens documents.
void add_field_options(CLI::App& command, ReadOptions& options);

// These, --threads and --progress: for commands over many documents.
void add_reading_options(CLI::App& command, ReadingArguments& arguments);

// --preset and --memory: for commands that scan a collection.
void add_scan_options(CLI::App& command, ScanOptions& options);

// One line on stderr that says how far a long run is, drawn over itself. Quiet where
// stderr is no terminal, unless the user wants it always; then a line each.
class Progress {
 public:
  explicit Progress(ProgressWish wish);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // At most ten times a second, or once where stderr is no terminal.
  void show(const ReadProgress& progress);

  // A later stage of the run, by its name: `done` of `total`, and how long the rest of
  // the stage will take.
  void show(std::string_view stage, uint64_t done, uint64_t total);

  // Takes the line away, so that something else can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  // Whether a line is due.
  bool is_time();
  void draw(const std::string& line);

  bool on_ = false;
  bool terminal_ = false;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_;
  std::string stage_;
  Clock::time_point stage_start_ = start_;
};

// What a stage of a scan does, as progress has it.
std::string_view name_of(ScanStage stage);

// "12.3 MB", in powers of 1000.
std::string human_bytes(double bytes);

// "1:02:03", "2:03".
std::string human_time(double seconds);

}  // namespace unspin::cli
