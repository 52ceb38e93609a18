// Compares what the engine says of the real spun pair and of the example articles with
// what a careful editor listed by hand (the tables beside this file).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "unspin/unspin.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKinds[] = {"number",    "quantity",    "date",     "name",
                                  "quotation", "attribution", "negation", "certainty",
                                  "term",      "omission",    "addition"};
constexpr const char* kVerdicts[] = {"verbatim", "altered", "truncated",
                                     "spliced",  "missing", "added"};

fs::path data_folder() {
  const char* named = std::getenv("UNSPIN_DATA");
  return named ? fs::path(named) : fs::path(UNSPIN_SOURCE_DIR) / "../shared/data";
}

std::optional<std::string> read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The lines of a table, split at tabs, without comments.
std::vector<std::vector<std::string>> read_table(const std::string& name) {
  std::ifstream file(fs::path(UNSPIN_SOURCE_DIR) / "test/golden" / name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    rows.push_back(row);
  }
  return rows;
}

struct Entry {
  std::string expectation, kind, severity, a, b;
  bool found = false;
};

// With plain spaces for the no-break ones that the pair is full of.
std::string plain(std::string text) {
  for (size_t at; (at = text.find("\u00a0")) != std::string::npos;)
    text.replace(at, 2, " ");
  return text;
}

// Is `change` at the place of `entry`? "-" stands for an empty side.
bool same_place(const Entry& entry, const Change& change) {
  auto holds = [](const Excerpt& excerpt, const std::string& words) {
    return words == "-" ? excerpt.text.empty()
                        : plain(excerpt.text).find(words) != std::string::npos;
  };
  return entry.kind == kKinds[static_cast<int>(change.kind)] &&
         holds(change.a, entry.a) && holds(change.b, entry.b);
}

std::string show(const Change& change) {
  return std::string(kKinds[static_cast<int>(change.kind)]) + " [" +
         change.a.text.substr(0, 70) + "] -> [" + change.b.text.substr(0, 70) + "]";
}

Match compare(const std::string& original, const std::string& copy) {
  auto comparer = Comparer::open({.lexicon = UNSPIN_TEST_LEXICON});
  if (!comparer) {
    ADD_FAILURE() << comparer.error().message;
    return {};
  }
  Document a, b;
  a.text = original;
  b.text = copy;
  return comparer->compare(std::move(a), std::move(b));
}

// Every change is in the table, and everything the table asks for was found.
void expect_changes(const Match& match, const std::string& table) {
  std::vector<Entry> entries;
  for (const auto& row : read_table(table)) {
    ASSERT_EQ(row.size(), 5u) << row[0];
    entries.push_back({row[0], row[1], row[2], row[3], row[4]});
  }
  std::vector<std::string> unexpected;
  for (const Change& change : match.changes) {
    auto entry = std::ranges::find_if(
        entries, [&](const Entry& e) { return !e.found && same_place(e, change); });
    if (entry == entries.end()) {
      unexpected.push_back(show(change));
      continue;
    }
    entry->found = true;
    EXPECT_EQ(entry->severity == "fact", change.severity == Severity::kFact)
        << show(change);
  }
  for (const Entry& entry : entries) {
    std::string text = entry.kind + " [" + entry.a + "] -> [" + entry.b + "]";
    EXPECT_TRUE(entry.found || entry.expectation != "must") << "missed: " << text;
    if (entry.expectation == "hard" && !entry.found)
      std::cout << "beyond us: " << text << "\n";
  }
  for (const std::string& text : unexpected) ADD_FAILURE() << "unexpected: " << text;
}

class SpunPair : public testing::Test {
 protected:
  void SetUp() override {
    auto a = read(data_folder() / "spun-pair/original.txt");
    auto b = read(data_folder() / "spun-pair/copy.txt");
    if (!a || !b) GTEST_SKIP() << "no data at " << data_folder();
    match_ = compare(*a, *b);
  }
  Match match_;
};

TEST_F(SpunPair, ListsWhatACarefulEditorLists) {
  expect_changes(match_, "spun_pair.tsv");
}

TEST(ExampleArticles, ListWhatACarefulEditorLists) {
  fs::path folder = fs::path(UNSPIN_SOURCE_DIR) / "examples/articles";
  auto a = read(folder / "original.txt"), b = read(folder / "copy.txt");
  ASSERT_TRUE(a && b) << folder;
  expect_changes(compare(*a, *b), "example.tsv");
}

TEST_F(SpunPair, JudgesEveryQuotation) {
  std::vector<std::vector<std::string>> rows = read_table("spun_pair_quotations.tsv");
  std::vector<bool> found(rows.size());
  auto opens = [](const std::optional<Excerpt>& excerpt, const std::string& words) {
    if (!excerpt) return words == "-";
    size_t at = plain(excerpt->text).find(words);
    return at != std::string::npos && at <= 3;  // after the mark
  };
  for (const QuotationMatch& quotation : match_.quotations) {
    bool listed = false;
    for (size_t i = 0; i < rows.size() && !listed; ++i) {
      if (found[i] || !opens(quotation.a, rows[i][2]) || !opens(quotation.b, rows[i][3]))
        continue;
      found[i] = listed = true;
      EXPECT_EQ(rows[i][0], kVerdicts[static_cast<int>(quotation.verdict)]) << rows[i][2];
      if (rows[i][1] == "-")
        EXPECT_EQ(quotation.speaker, "") << rows[i][2];
      else
        EXPECT_NE(quotation.speaker.find(rows[i][1]), std::string::npos)
            << rows[i][2] << ": " << quotation.speaker;
    }
    std::string text = quotation.a ? quotation.a->text : quotation.b->text;
    EXPECT_TRUE(listed) << "unexpected: " << text;
  }
  for (size_t i = 0; i < rows.size(); ++i)
    EXPECT_TRUE(found[i]) << "missed: " << rows[i][2];
}

}  // namespace
}  // namespace unspin
