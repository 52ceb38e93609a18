#include "cli/reading.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <vector>

namespace unspin::cli {

void add_field_options(CLI::App& command, ReadOptions& options) {
  auto names = [&](const std::string& flag, std::vector<std::string>& field,
                   const std::string& what) {
    command
        .add_option(flag, field,
                    "Fields that hold a record's " + what +
                        ", separated by commas; the first present wins")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES")
        ->capture_default_str();
  };
  names("--text-field", options.fields.text, "text");
  names("--id-field", options.fields.id, "id");
  names("--title-field", options.fields.title, "title");
  names("--author-field", options.fields.author, "author");
  names("--date-field", options.fields.date, "date");
  names("--publisher-field", options.fields.publisher, "publisher");
  names("--url-field", options.fields.url, "address");
  names("--language-field", options.fields.language, "language");
  command
      .add_option("--max-record", options.limits.max_record_bytes,
                  "Longest record or text that is read, such as 64MB")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
}

void add_reading_options(CLI::App& command, ReadingArguments& arguments) {
  add_field_options(command, arguments.options);
  command
      .add_option("--threads", arguments.options.threads,
                  "How many threads work; 0: one for each core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  static const std::map<std::string, ProgressWish> kWishes{
      {"auto", ProgressWish::kAuto},
      {"always", ProgressWish::kAlways},
      {"never", ProgressWish::kNever}};
  command
      .add_option("--progress", arguments.progress,
                  "Progress on stderr: auto (where it is a terminal), always or never")
      ->transform(CLI::CheckedTransformer(kWishes))
      ->option_text("WHEN [auto]");
}

void add_scan_options(CLI::App& command, ScanOptions& options) {
  static const std::map<std::string, ScanPreset> kPresets{
      {"verbatim", ScanPreset::kVerbatim},
      {"edited", ScanPreset::kEdited},
      {"spun", ScanPreset::kSpun}};
  command
      .add_option("--preset", options.preset,
                  "What to look for: verbatim (copies, near copies and passages word by "
                  "word), edited (what was edited, spun or put in other words too), spun "
                  "(what has few words left of its source too; takes several times as "
                  "long)")
      ->transform(CLI::CheckedTransformer(kPresets))
      ->option_text("PRESET [edited]");
  command
      .add_option("--memory", options.memory_bytes,
                  "How much memory to use, such as 500MB")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
}

std::string_view name_of(ScanStage stage) {
  switch (stage) {
    case ScanStage::kReading:
      return "reading";
    case ScanStage::kCollapsing:
      return "looking for identical and nearly identical texts";
    case ScanStage::kJoining:
      return "looking for shared phrases";
    case ScanStage::kVerifying:
      return "comparing identical and nearly identical texts";
    case ScanStage::kComparing:
      return "comparing texts that share phrases";
    case ScanStage::kGrouping:
      return "building families";
    case ScanStage::kWriting:
      return "writing";
  }
  return "";
}

std::string human_bytes(double bytes) {
  constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
  size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < kUnits.size(); ++unit) bytes /= 1000;
  if (unit == 0) return fmt::format("{:.0f} B", bytes);
  return fmt::format("{:.1f} {}", bytes, kUnits[unit]);
}

std::string human_time(double seconds) {
  auto whole = static_cast<uint64_t>(std::llround(seconds));
  if (whole >= 3600)
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

Progress::Progress(ProgressWish wish)
    : on_(wish != ProgressWish::kNever), terminal_(::isatty(STDERR_FILENO) == 1) {
  if (wish == ProgressWish::kAuto) on_ = terminal_;
}

bool Progress::is_time() {
  auto now = Clock::now();
  if (!on_ || now < next_) return false;
  next_ = now + (terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(1));
  return true;
}

void Progress::show(const ReadProgress& progress) {
  if (!is_time()) return;
  double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  double bytes = static_cast<double>(progress.bytes);
  std::string line =
      fmt::format("{} documents, {}", progress.documents, human_bytes(bytes));
  if (progress.bytes_total > 0) {
    double total = static_cast<double>(progress.bytes_total);
    line += fmt::format(" of {} ({:.0f} %)", human_bytes(total), 100 * bytes / total);
  }
  if (seconds > .5) {
    line += fmt::format(", {}/s", human_bytes(bytes / seconds));
    if (progress.bytes_total > progress.bytes && bytes > 0)
      line += fmt::format(
          ", {} left",
          human_time(seconds *
                     static_cast<double>(progress.bytes_total - progress.bytes) / bytes));
  }
  draw(line);
}

void Progress::show(std::string_view stage, uint64_t done, uint64_t total) {
  if (stage != stage_) {
    stage_ = stage;
    stage_start_ = Clock::now();
  }
  if (!is_time()) return;
  std::string line(stage);
  if (total > 0) {
    double part = static_cast<double>(done) / static_cast<double>(total);
    line += fmt::format(": {:.0f} %", 100 * part);
    double seconds = std::chrono::duration<double>(Clock::now() - stage_start_).count();
    if (seconds > .5 && part > 0 && part < 1)
      line += fmt::format(", {} left", human_time(seconds * (1 - part) / part));
  }
  draw(line);
}

void Progress::draw(const std::string& line) {
  if (!terminal_) {
    std::fprintf(stderr, "%s\n", line.c_str());
    return;
  }
  winsize size = {};
  size_t width = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1
                     ? size.ws_col - 1U
                     : 79;
  std::fprintf(stderr, "\r\033[K%s", line.substr(0, width).c_str());
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\033[K", stderr);
  drawn_ = false;
}

}  // namespace unspin::cli
