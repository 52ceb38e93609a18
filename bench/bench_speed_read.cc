// Reading is measured up to the callback that gets each document, on one thread, from
// the page cache; language and furniture, which are not reading, are left out. Web
// pages are measured twice: as records with HTTP taken off, and with the article found.

#include "bench_speed_read.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "corpus/record_reader.h"
#include "timing.h"
#include "unspin/read.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;

// Gone with what is in it when this goes.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "unspin-bench-XXXXXX").string();
    if (char* made = ::mkdtemp(name.data())) path_ = made;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

bool shell(const std::string& command) { return std::system(command.c_str()) == 0; }

struct Reading {
  double seconds = 0;
  uint64_t documents = 0;
};

// Records made documents, pages left as they are.
Reading read_records(const fs::path& path) {
  Reading reading;
  reading.seconds = seconds_of([&] {
    auto opened = open_records(InputFile{path.string(), 0}, {});
    if (!opened) return;
    RecordBatch batch;
    for (bool more = true; more;) {
      auto next = opened->reader->next(batch);
      more = next && *next;
      for (size_t i = 0; i < batch.records.size(); ++i) {
        if (!batch.records[i].is_document) continue;
        auto record = opened->parser->parse(batch, i);
        reading.documents += record && *record;
      }
    }
  });
  return reading;
}

// The library's whole way, articles found in pages.
Reading read_whole(const fs::path& path) {
  ReadOptions options;
  options.threads = 1;
  options.detect_language = options.find_furniture = false;
  Reading reading;
  reading.seconds = seconds_of([&] {
    read_documents({path.string()},
                   {.on_document =
                        [&](Document&&) {
                          ++reading.documents;
                          return true;
                        }},
                   options);
  });
  return reading;
}

// The bytes that `command` gives, and prints a row: ours beside the command.
void bench_file(const std::string& name, const fs::path& path, const std::string& command,
                uint64_t bytes, int rounds, Reading (*read)(const fs::path&)) {
  std::vector<double> ours, bound;
  uint64_t documents = 0;
  std::string bare = fmt::format(fmt::runtime(command), path.string()) + " > /dev/null";
  for (int i = 0; i < rounds; ++i) {
    Reading reading = read(path);
    ours.push_back(reading.seconds);
    documents = reading.documents;
    bound.push_back(seconds_of([&] { shell(bare); }));
  }
  double mb = static_cast<double>(bytes) / 1e6;
  fmt::print("  {:<34} {:7.1f} MB {:>7} documents {:8.1f} MB/s   {:<18} {:8.1f} MB/s\n",
             name, mb, documents, mb / median(ours),
             command.substr(0, command.find(' ')) + " | wc -c", mb / median(bound));
}

// The pages of the folder as one WARC, each with the HTTP header of a server's answer.
bool make_warc(const fs::path& pages, const fs::path& warc) {
  std::string script = R"(
import glob, gzip, sys
out = open(sys.argv[2], 'wb')
for n, name in enumerate(sorted(glob.glob(sys.argv[1] + '/*.html.gz'))):
    body = gzip.open(name).read()
    http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n' % len(body)
    out.write(b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://page.test/%d\r\n'
              b'WARC-Record-ID: <urn:uuid:%032d>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n'
              b'Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n'
              % (n, n, len(http) + len(body)) + http + body + b'\r\n\r\n')
)";
  return shell(
      fmt::format("python3 -c \"{}\" '{}' '{}'", script, pages.string(), warc.string()));
}

}  // namespace

void bench_reading(const fs::path& data, int rounds) {
  ScratchFolder scratch;
  fs::path lines = scratch.path() / "articles.jsonl";
  fs::path packed = data / "allsides-news" / "articles.jsonl.gz";
  if (!shell(fmt::format("zcat '{}' > '{}'", packed.string(), lines.string()))) return;
  shell(fmt::format("zstd -q -3 '{0}' -o '{0}.zst'", lines.string()));
  uint64_t bytes = fs::file_size(lines);
  bench_file("JSON lines", lines, "cat '{}' | wc -c", bytes, rounds, read_records);
  bench_file("JSON lines, whole way", lines, "cat '{}' | wc -c", bytes, rounds,
             read_whole);
  bench_file("JSON lines, gzip", packed, "zcat '{}' | wc -c", bytes, rounds,
             read_records);
  if (fs::exists(lines.string() + ".zst"))
    bench_file("JSON lines, zstd", lines.string() + ".zst", "zstdcat '{}' | wc -c", bytes,
               rounds, read_records);

  fs::path warc = scratch.path() / "pages.warc";
  if (!make_warc(data / "wcxb-dev" / "html", warc)) return;
  shell(fmt::format("gzip -k '{}'", warc.string()));
  bytes = fs::file_size(warc);
  bench_file("WARC", warc, "cat '{}' | wc -c", bytes, rounds, read_records);
  bench_file("WARC, gzip", warc.string() + ".gz", "zcat '{}' | wc -c", bytes, rounds,
             read_records);
  bench_file("WARC, articles found", warc, "cat '{}' | wc -c", bytes, 1, read_whole);
}

}  // namespace unspin::bench
