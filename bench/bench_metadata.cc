// How often are a page's title, author and date right?
//
// Runs the labelled pages of WCXB through the extractor and prints, per field and kind of
// page, how often it gives what the label says. The labels are what a person saw on the
// page. Titles and authors are compared by their letters and digits in lower case,
// without "and"; dates by the day. Pages with an even number were looked at while the
// rules were made, odd ones were not: --half tells them apart.
//
// Beside ours stands what other extractors say of the same pages, from files that
// bench/metadata_peers.py writes (--peers).

#include <zlib.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/charset.h"
#include "extract/metadata.h"
#include "extract/references.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::array<const char*, 3> kFields = {"title", "author", "date"};

struct Options {
  std::string data;
  std::string half = "all";
  std::vector<std::string> peers;
  bool errors = false;
};

// Title, author, day; empty where there is none.
using Says = std::array<std::string, 3>;

struct Page {
  std::string id;
  std::string kind;
  std::string url;
  Says truth;
};

struct Tally {
  int pages = 0, right = 0, wrong = 0, missed = 0, invented = 0, absent = 0;

  void add(const std::string& truth, const std::string& said, bool same) {
    ++pages;
    if (truth.empty())
      ++(said.empty() ? absent : invented);
    else if (said.empty())
      ++missed;
    else
      ++(same ? right : wrong);
  }
};

std::string string_at(const Json& object, const char* key) {
  auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<Page> read_pages(const fs::path& folder, const std::string& half) {
  std::vector<Page> pages;
  for (const auto& entry : fs::directory_iterator(folder / "ground-truth")) {
    std::ifstream file(entry.path());
    Json label = Json::parse(file);
    Page page;
    page.id = entry.path().stem();
    bool even = (page.id.back() - '0') % 2 == 0;
    if ((half == "even" && !even) || (half == "odd" && even)) continue;
    page.kind = label["_internal"]["page_type"]["primary"];
    page.url = label["url"];
    const Json& truth = label["ground_truth"];
    page.truth = {string_at(truth, "title"), string_at(truth, "author"),
                  string_at(truth, "publish_date")};
    pages.push_back(std::move(page));
  }
  std::ranges::sort(pages, {}, &Page::id);
  return pages;
}

std::string read_gzip(const fs::path& path) {
  std::string bytes;
  gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return bytes;
  std::array<char, 65536> buffer{};
  for (int n; (n = gzread(file, buffer.data(), buffer.size())) > 0;)
    bytes.append(buffer.data(), static_cast<size_t>(n));
  gzclose(file);
  return bytes;
}

Says ask_ours(const std::string& html, const std::string& url) {
  Result<Dom> dom = Dom::parse(html);
  if (!dom) return {};
  Metadata said = find_metadata(*dom, url);
  return {said.title.value_or(""), said.author.value_or(""), said.published.value_or("")};
}

// What two spellings of the same have in common.
std::string common(size_t field, const std::string& text) {
  if (field == 2) return text.substr(0, 10);
  std::string spaced = text;
  if (field == 1)
    for (const char* word : {" and ", " And ", " & "})
      for (size_t at; (at = spaced.find(word)) != std::string::npos;)
        spaced.replace(at, std::char_traits<char>::length(word), " ");
  return letters_of(spaced);
}

using Answers = std::map<std::string, Says>;  // by page

// A peer's file has a line a page: {"id", "title", "author", "date"}.
Answers read_peer(const std::string& path) {
  Answers answers;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    Json said = Json::parse(line);
    answers[said["id"]] = {string_at(said, "title"), string_at(said, "author"),
                           string_at(said, "date")};
  }
  return answers;
}

void print_table(const std::string& name, const std::vector<Page>& pages,
                 const Answers& answers) {
  for (size_t field = 0; field < kFields.size(); ++field) {
    std::map<std::string, Tally> tallies;
    for (const Page& page : pages) {
      auto found = answers.find(page.id);
      const std::string said = found == answers.end() ? "" : found->second[field];
      const std::string& truth = page.truth[field];
      bool same = common(field, said) == common(field, truth);
      for (const std::string& kind : {page.kind, std::string("all")})
        tallies[kind].add(truth, said, same);
    }
    for (const auto& [kind, t] : tallies)
      std::printf("%-12s %-7s %-13s %5d %6d %6d %6d %8d %6d   %.3f\n", name.c_str(),
                  kFields[field], kind.c_str(), t.pages, t.right, t.wrong, t.missed,
                  t.invented, t.absent,
                  static_cast<double>(t.right + t.absent) / t.pages);
  }
}

void print_errors(const std::vector<Page>& pages, const Answers& answers) {
  for (const Page& page : pages)
    for (size_t field = 0; field < kFields.size(); ++field) {
      const std::string& said = answers.at(page.id)[field];
      if (common(field, said) != common(field, page.truth[field]))
        std::printf("%s %s %s\n  label [%s]\n  said  [%s]\n", page.id.c_str(),
                    page.kind.c_str(), kFields[field], page.truth[field].c_str(),
                    said.c_str());
    }
}

int run(const Options& options) {
  fs::path folder = fs::path(options.data) / "wcxb-dev";
  if (!fs::exists(folder)) {
    std::printf("no %s: skipped\n", folder.c_str());
    return 0;
  }
  std::vector<Page> pages = read_pages(folder, options.half);
  Answers ours;
  double seconds = 0;
  for (const Page& page : pages) {
    std::string html =
        decode_text(read_gzip(folder / "html" / (page.id + ".html.gz"))).text;
    auto start = std::chrono::steady_clock::now();
    ours[page.id] = ask_ours(html, page.url);
    seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  if (options.errors) print_errors(pages, ours);
  std::printf("%-12s %-7s %-13s %5s %6s %6s %6s %8s %6s   %s\n", "who", "field",
              "pages of", "pages", "right", "wrong", "missed", "invented", "absent",
              "accuracy");
  print_table("unspin", pages, ours);
  for (const std::string& peer : options.peers)
    print_table(fs::path(peer).stem(), pages, read_peer(peer));
  std::printf("\nunspin: %.0f pages/s on one core, parsing included\n",
              static_cast<double>(pages.size()) / seconds);
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  unspin::bench::Options options;
  const char* data = std::getenv("UNSPIN_DATA");
  options.data = data ? data : UNSPIN_DATA_DEFAULT;
  CLI::App app("How often are a page's title, author and date right?");
  app.add_option("--data", options.data, "folder that holds wcxb-dev");
  app.add_option("--half", options.half, "pages by number: even, odd or all")
      ->check(CLI::IsMember({"even", "odd", "all"}));
  app.add_option("--peers", options.peers, "what others say, by metadata_peers.py")
      ->check(CLI::ExistingFile);
  app.add_flag("--errors", options.errors, "print what differs from the labels");
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(options);
}
