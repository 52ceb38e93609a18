#include "unspin/compare.h"

#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "base/file.h"
#include "cli/commands.h"
#include "corpus/read_document.h"
#include "report/report.h"

namespace unspin::cli {
namespace {

struct Arguments {
  std::string a, b;
  std::string pairs;
  std::string html;
  bool json = false;
  CompareOptions options;
};

int run_compare(const Arguments& arguments) {
  auto comparer = Comparer::open(arguments.options);
  auto a = read_document(arguments.a);
  auto b = read_document(arguments.b);
  if (!comparer) return complain(comparer.error().message), kFailed;
  if (!a) complain(a.error().message);
  if (!b) complain(b.error().message);
  if (!a || !b) return kFailed;
  Match match = comparer->compare(*a, *b);
  fmt::print("{}\n", arguments.json ? to_json(match) : to_terminal(match, *a, *b, {}));
  return match.relation == Relation::kUnrelated ? kNothingFound : kFound;
}

}  // namespace

void add_compare(CLI::App& app, int& exit_status) {
  CLI::App* compare = app.add_subcommand(
      "compare",
      "Two documents: is one taken from the other, which, and what was changed?");
  auto arguments = std::make_shared<Arguments>();
  compare->add_option("A", arguments->a, "A file, or - for standard input");
  compare->add_option("B", arguments->b, "A file, or - for standard input");
  compare->add_option("--pairs", arguments->pairs, "Compare many pairs: A<TAB>B a line");
  compare->add_flag("--json", arguments->json, "Print one line of JSON a pair");
  compare->add_option("--html", arguments->html,
                      "Write a page with both texts side by side");
  compare->add_option("--lexicon", arguments->options.lexicon,
                      "A compiled lexicon, or none");
  compare->callback([arguments, &exit_status] { exit_status = run_compare(*arguments); });
}

}  // namespace unspin::cli
