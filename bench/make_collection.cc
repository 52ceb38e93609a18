// Makes a collection of news of any size, with copies whose sources are known.
//
// usage: make_collection --documents N --out FILE.jsonl --truth FILE.tsv
//                        [--data DIR] [--seed S] [--longest WORDS] [--planted X]
//                        [--threads T]
//        make_collection --articles --out FILE.jsonl [--data DIR]
//
// Memory does not grow with N; the same N and seed give the same bytes. With --articles
// the real articles of the data folder are written instead, as the same kind of records.
//
// The truth has a line for each document that is no independent text: id, kind, source
// id, parameter, and what came of it, between tabs. Kinds: identical; near (a few words
// edited, marks and case changed, a header or footer added); spun (parameter: percent of
// the words to replace; what came of it: how many the thesaurus allowed); reordered;
// excerpt (parameter: how many consecutive words of the source stand in a text of its
// own); fold (one text over and over, a tenth of them near copies); template (pages of
// one site with the same 80 words around different texts: no copies of each other);
// drift (versions of a text, each 5 % away from the one before; parameter: which).

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "collection_documents.h"
#include "judge_corpora.h"

namespace unspin::bench {
namespace {

constexpr size_t kBlock = 32;   // documents, made by one thread
constexpr size_t kBatch = 64;   // blocks, written at a time
constexpr uint32_t kRare = 12;  // articles' words seen less often are filled anew

struct Arguments {
  std::string out, truth;
  uint64_t documents = 0, seed = 1;
  uint32_t longest = 2500;
  double planted = 1;
  unsigned threads = 0;
  bool articles = false;
};

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

File open_for_writing(const std::string& path) {
  File file(fopen(path.c_str(), "wb"), fclose);
  if (!file) fmt::print(stderr, "make_collection: {}: cannot write\n", path);
  return file;
}

bool write(const File& file, const std::string& bytes) {
  return fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
}

bool finish(File file, const std::string& path) {
  bool whole = fflush(file.get()) == 0 && !ferror(file.get());
  if (!whole) fmt::print(stderr, "make_collection: {}: not written whole\n", path);
  return whole;
}

void append_field(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out.append(out.empty() || out.back() == '\n' ? "{\"" : ", \"");
  out.append(name).append("\": \"");
  size_t copied = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    auto byte = static_cast<unsigned char>(value[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(value.substr(copied, i - copied));
    copied = i + 1;
    if (byte == '\n')
      out += "\\n";
    else if (byte < 0x20)
      out += fmt::format("\\u{:04x}", byte);
    else
      out.append("\\").append(1, value[i]);
  }
  out.append(value.substr(copied)).append("\"");
}

void append_line(const MadeDocument& document, std::string& out) {
  append_field("id", document.id, out);
  append_field("url", document.url, out);
  append_field("date", document.date, out);
  append_field("title", document.title, out);
  append_field("text", document.text, out);
  out += "}\n";
}

// Both kinds of article, those first that have more to say of today's news.
std::vector<Article> read_articles() {
  std::vector<Article> articles = read_allsides(200);
  for (Article& article : read_reuters(200)) {
    article.id = "reuters-" + article.id;
    articles.push_back(std::move(article));
  }
  if (articles.empty())
    fmt::print(stderr, "make_collection: no articles in {}\n", data_folder().string());
  return articles;
}

int write_articles(const Arguments& arguments) {
  File out = open_for_writing(arguments.out);
  std::vector<Article> articles = read_articles();
  if (!out || articles.empty()) return 2;
  std::string line;
  for (const Article& article : articles) {
    line.clear();
    MadeDocument document;
    document.id = article.id;
    document.text = article.text;
    bool is_iso = article.date.size() == 10 && article.date[4] == '-';
    document.date = is_iso ? article.date : "";
    document.url = article.source == "reuters"
                       ? ""
                       : fmt::format("http://{}/{}", article.source, article.id);
    append_line(document, line);
    write(out, line);
  }
  return finish(std::move(out), arguments.out) ? 0 : 2;
}

struct Block {
  std::string lines, truth;
};

void make_block(const CollectionDocuments& documents, uint64_t begin, uint64_t end,
                Block& block) {
  block.lines.clear();
  block.truth.clear();
  for (uint64_t place = begin; place < end; ++place) {
    MadeDocument made = documents.make(place);
    append_line(made, block.lines);
    if (made.role.kind == Planted::kOriginal) continue;
    block.truth += fmt::format("{}\t{}\t{}\t{}\t{}\n", made.id, name_of(made.role.kind),
                               made.source.empty() ? "-" : made.source,
                               made.parameter.empty() ? "-" : made.parameter,
                               made.how.empty() ? "-" : made.how);
  }
}

int write_collection(const Arguments& arguments) {
  File out = open_for_writing(arguments.out), truth = open_for_writing(arguments.truth);
  std::vector<Article> articles = read_articles();
  if (!out || !truth || articles.empty()) return 2;
  NewsChain chain(read_words(articles, kRare), {});
  articles = {};
  TextChanges changes(chain,
                      Spinner("/usr/share/wordnet", "/usr/share/mythes/th_en_US_v2.dat"));
  CollectionPlan plan(arguments.documents, arguments.seed, arguments.planted);
  CollectionDocuments documents(plan, chain, changes, arguments.seed, arguments.longest);

  auto start = std::chrono::steady_clock::now();
  write(truth, "id\tkind\tsource\tparameter\tdetail\n");
  std::vector<Block> blocks(kBatch);
  double bytes = 0;
  for (uint64_t begin = 0; begin < plan.size(); begin += kBatch * kBlock) {
    parallel_for(kBatch, count_threads(arguments.threads), 1, [&](size_t i, unsigned) {
      uint64_t first = std::min(begin + i * kBlock, plan.size());
      make_block(documents, first, std::min(first + kBlock, plan.size()), blocks[i]);
    });
    for (const Block& block : blocks) {
      bytes += static_cast<double>(block.lines.size());
      if (!write(out, block.lines) || !write(truth, block.truth)) {
        fmt::print(stderr, "make_collection: {}: cannot write on\n", arguments.out);
        return 2;
      }
    }
  }
  double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("{} documents, {:.1f} MB, {:.1f} MB/s\n", plan.size(), bytes / 1e6,
             bytes / 1e6 / seconds);
  bool whole = finish(std::move(out), arguments.out);
  return finish(std::move(truth), arguments.truth) && whole ? 0 : 2;
}

int main(int argc, char** argv) {
  CLI::App app("Makes a collection of news with copies whose sources are known");
  Arguments arguments;
  std::string data;
  app.add_option("--documents", arguments.documents, "How many");
  app.add_option("--seed", arguments.seed)->capture_default_str();
  app.add_option("--longest", arguments.longest, "Words of the longest originals")
      ->capture_default_str();
  app.add_option("--out", arguments.out)->required();
  app.add_option("--planted", arguments.planted, "Times as many copies as usual")
      ->capture_default_str()
      ->check(CLI::Range(.01, 2.));
  app.add_option("--truth", arguments.truth);
  app.add_option("--data", data, "The data folder; else $UNSPIN_DATA");
  app.add_option("--threads", arguments.threads, "0: one for each core");
  app.add_flag("--articles", arguments.articles, "Write the real articles instead");
  CLI11_PARSE(app, argc, argv);
  if (!data.empty()) setenv("UNSPIN_DATA", data.c_str(), 1);
  if (arguments.articles) return write_articles(arguments);
  if (arguments.documents == 0 || arguments.truth.empty()) {
    fmt::print(stderr, "make_collection: needs --documents and --truth\n");
    return 2;
  }
  return write_collection(arguments);
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) { return unspin::bench::main(argc, argv); }
