// The command `compare`: two documents, or many pairs of them.
//
// One bad pair does not stop the others: it gets one line on stderr, the rest goes
// on, and the exit status tells at the end. A list of pairs often names the same
// document again and again (one source against many suspects), so the last few
// prepared documents are kept.

#include "unspin/compare.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "report/report.h"

namespace unspin::cli {
namespace {

// Enough for any list of pairs; only its error is wanted.
constexpr size_t kMaxPairsBytes = size_t{1} << 30;

struct Arguments {
  std::string a;
  std::string b;
  std::string pairs;
  std::string html;
  bool json = false;
  CompareOptions options;
  ReadOptions reading;
};

// The most recently used documents, made ready.
class Library {
 public:
  Library(const Comparer& comparer, const ReadOptions& reading)
      : comparer_(comparer), reading_(reading) {}

  // The document at `path`, which stays valid for two more calls. Errors: as
  // read_document.
  Result<const Prepared*> fetch(const std::string& path) {
    for (auto it = recent_.begin(); it != recent_.end(); ++it) {
      if (it->document().id != path) continue;
      recent_.splice(recent_.begin(), recent_, it);
      return &recent_.front();
    }
    UNSPIN_TRY(Document document, read_document(path, reading_));
    recent_.push_front(comparer_.prepare(std::move(document)));
    bytes_ += recent_.front().document().text.size();
    while (recent_.size() > 2 && bytes_ > kKeptBytes) {
      bytes_ -= recent_.back().document().text.size();
      recent_.pop_back();
    }
    remark_on(recent_.front());
    return &recent_.front();
  }

 private:
  // What the user should know about a document that can be compared all the same.
  static void remark_on(const Prepared& document) {
    const std::string& id = document.document().id;
    if (size_t invalid = document.invalid_bytes())
      complain(
          fmt::format("{}: {} bytes are not valid UTF-8; they are kept and match nothing",
                      id, invalid));
    if (document.words() == 0)
      complain(fmt::format("{}: has no words, so nothing to compare", id));
  }

  static constexpr size_t kKeptBytes = size_t{64} << 20;

  const Comparer& comparer_;
  const ReadOptions& reading_;
  std::list<Prepared> recent_;
  size_t bytes_ = 0;
};

int status_of(const Match& match) {
  return match.relation == Relation::kUnrelated ? kNothingFound : kFound;
}

// Compares one pair and prints it. Returns its exit status.
int compare_pair(const Arguments& arguments, const Comparer& comparer, Library& library,
                 Output& output) {
  auto a = library.fetch(arguments.a);
  if (!a) complain(a.error().message);
  auto b = library.fetch(arguments.b);
  if (!b) complain(b.error().message);
  if (!a || !b) return kFailed;

  Match match = comparer.compare(**a, **b);
  const Document& document_a = (*a)->document();
  const Document& document_b = (*b)->document();
  output.write_line(arguments.json
                        ? to_json(match)
                        : to_terminal(match, document_a, document_b, terminal_style()));
  if (arguments.html.empty()) return status_of(match);

  auto written = write_file(arguments.html, to_html(match, document_a, document_b));
  if (!written) return complain(written.error().message), kFailed;
  complain(fmt::format("wrote {}", arguments.html));
  return status_of(match);
}

// Splits "A<TAB>B"; empty when the line is no pair.
std::optional<std::pair<std::string, std::string>> parse_pair(std::string line) {
  if (line.ends_with('\r')) line.pop_back();
  size_t tab = line.find('\t');
  if (tab == 0 || tab == std::string::npos || tab + 1 == line.size() ||
      line.find('\t', tab + 1) != std::string::npos)
    return std::nullopt;
  return std::pair(line.substr(0, tab), line.substr(tab + 1));
}

int compare_pairs(const Arguments& arguments, const Comparer& comparer, Library& library,
                  Output& output) {
  std::ifstream file;
  if (arguments.pairs != "-") {
    file.open(arguments.pairs);
    if (!file || file.peek() == std::ifstream::traits_type::eof()) {
      if (auto bytes = read_file(arguments.pairs, kMaxPairsBytes); !bytes)
        return complain(bytes.error().message), kFailed;
    }
  }
  std::istream& lines = arguments.pairs == "-" ? std::cin : file;

  bool any_found = false, any_failed = false;
  std::string line;
  for (size_t number = 1; output.open() && std::getline(lines, line); ++number) {
    if (line.empty() || line == "\r") continue;
    auto pair = parse_pair(line);
    if (!pair) {
      complain(fmt::format("{}:{}: not a pair; write two paths with one tab between them",
                           arguments.pairs, number));
      any_failed = true;
      continue;
    }
    Arguments one = arguments;
    std::tie(one.a, one.b) = *pair;
    int status = compare_pair(one, comparer, library, output);
    any_found |= status == kFound;
    any_failed |= status == kFailed;
  }
  if (any_failed) return kFailed;
  return any_found ? kFound : kNothingFound;
}

// What is wrong with the arguments taken together; empty when nothing is.
std::string find_misuse(const Arguments& arguments) {
  bool two = !arguments.a.empty() && !arguments.b.empty();
  bool none = arguments.a.empty() && arguments.b.empty();
  if (arguments.pairs.empty() && !two)
    return "compare: name two documents, or --pairs FILE; see 'unspin compare --help'";
  if (!arguments.pairs.empty() && !none)
    return "compare: name two documents or --pairs FILE, not both";
  if (!arguments.pairs.empty() && !arguments.html.empty())
    return "compare: --html shows one pair; leave out --pairs";
  if (arguments.a == "-" && arguments.b == "-")
    return "compare: standard input can be only one of the two documents";
  return {};
}

int run_compare(Arguments arguments) {
  if (std::string misuse = find_misuse(arguments); !misuse.empty())
    return complain(misuse), kFailed;
  auto comparer = Comparer::open(arguments.options);
  if (!comparer) return complain(comparer.error().message), kFailed;

  Library library(*comparer, arguments.reading);
  Output output;
  int status = kFailed;
  if (arguments.pairs.empty()) {
    status = compare_pair(arguments, *comparer, library, output);
  } else {
    arguments.json = true;
    status = compare_pairs(arguments, *comparer, library, output);
  }
  auto finished = output.finish();
  if (!finished) return complain(finished.error().message), kFailed;
  return status;
}

}  // namespace

void add_compare(CLI::App& app, int& exit_status) {
  CLI::App* compare = app.add_subcommand(
      "compare",
      "Is one text taken from the other, which is the original, what was changed?");
  auto arguments = std::make_shared<Arguments>();
  CompareOptions& options = arguments->options;
  compare->add_option("A", arguments->a,
                      "A file with one document: text, HTML or another kind, see 'unspin "
                      "extract --help'; or - for standard input");
  compare->add_option("B", arguments->b, "The other, or - for standard input");
  compare->add_option(
      "--pairs", arguments->pairs,
      "Many pairs instead, \"A<TAB>B\" a line (- for standard input); prints "
      "one line of JSON a pair, in order");
  compare->add_flag("--json", arguments->json, "Print one line of JSON (unspin.match/1)");
  compare->add_option("--html", arguments->html,
                      "Also write a page with both texts side by side");
  compare->add_option(
      "--lexicon", options.lexicon,
      "A file made by 'unspin lexicon build', or none for words and stems "
      "alone; default: the English one beside this program");
  compare
      ->add_option(
          "--min-passage", options.min_passage_bytes,
          "Shortest passage to report, in bytes of its shorter side; 0: 120, or half of "
          "the shorter text where that is less")
      ->capture_default_str();
  compare
      ->add_option("--collection-size", options.collection_size,
                   "How many documents the pair was picked from; scales the E-value")
      ->capture_default_str();
  add_field_options(*compare, arguments->reading);
  compare->footer(
      "Exit status: 0 when the two are related, 1 when they are not, 2 after any error.");
  compare->callback([arguments, &exit_status] { exit_status = run_compare(*arguments); });
}

}  // namespace unspin::cli
