#include "unspin/dedup.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "engine/dedup_rules.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

FamilyEdge edge(Relation relation, double a, double b, uint32_t facts = 0) {
  return {
      .a = 3, .b = 5, .relation = relation, .coverage = {a, b}, .facts_changed = facts};
}

bool counts(Relation relation, DedupLevel level) {
  return duplicate_of_edge(edge(relation, 1, 1), {.level = level}).has_value();
}

TEST(DedupRules, EachLevelTakesOneRelationMore) {
  const Relation relations[] = {Relation::kIdentical,      Relation::kNearCopy,
                                Relation::kSpun,           Relation::kParaphrase,
                                Relation::kSharedPassages, Relation::kUnrelated};
  for (int r = 0; r < 6; ++r)
    for (int level = 0; level < 4; ++level)
      EXPECT_EQ(counts(relations[r], static_cast<DedupLevel>(level)), r <= level)
          << r << " " << level;
  EXPECT_FALSE(counts(Relation::kExcerpt, DedupLevel::kSpun));
  EXPECT_TRUE(counts(Relation::kExcerpt, DedupLevel::kParaphrase));
}

TEST(DedupRules, LetADocumentGoOnlyIntoOneThatHoldsIt) {
  auto pair = duplicate_of_edge(edge(Relation::kNearCopy, .95, .7), {});
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->a, 3U);
  EXPECT_EQ(pair->b, 5U);
  EXPECT_TRUE(pair->a_may_go);
  EXPECT_FALSE(pair->b_may_go);
  EXPECT_FALSE(duplicate_of_edge(edge(Relation::kNearCopy, .7, .79), {}));
  EXPECT_TRUE(duplicate_of_edge(edge(Relation::kNearCopy, .7, .7), {.min_coverage = .6}));
  EXPECT_TRUE(duplicate_of_edge(edge(Relation::kIdentical, 0, 0), {}));
  DedupOptions far{.level = DedupLevel::kParaphrase, .min_coverage = .5};
  EXPECT_FALSE(duplicate_of_edge(edge(Relation::kExcerpt, .85, .2), far));
  auto excerpt = duplicate_of_edge(edge(Relation::kExcerpt, .2, .95), far);
  ASSERT_TRUE(excerpt);
  EXPECT_FALSE(excerpt->a_may_go);
  EXPECT_TRUE(excerpt->b_may_go);
}

TEST(DedupRules, GuardFiguresInOtherWordsToo) {
  DedupOptions far{.level = DedupLevel::kParaphrase};
  FamilyEdge reworded = edge(Relation::kParaphrase, 1, 1, 1);
  EXPECT_FALSE(duplicate_of_edge(reworded, far)->fact_changed);
  reworded.figures_changed = 1;
  EXPECT_TRUE(duplicate_of_edge(reworded, far)->fact_changed);
  far.merge_fact_changes = true;
  EXPECT_FALSE(duplicate_of_edge(reworded, far)->fact_changed);
}

TEST(DedupRules, GuardFactsWhereTheWordingIsTheSame) {
  DedupOptions far{.level = DedupLevel::kParaphrase};
  EXPECT_TRUE(duplicate_of_edge(edge(Relation::kNearCopy, 1, 1, 1), far)->fact_changed);
  EXPECT_TRUE(duplicate_of_edge(edge(Relation::kExcerpt, 1, 0, 1), far)->fact_changed);
  EXPECT_FALSE(duplicate_of_edge(edge(Relation::kSpun, 1, 1, 9), far)->fact_changed);
  EXPECT_FALSE(duplicate_of_edge(edge(Relation::kNearCopy, 1, 1), far)->fact_changed);
  far.merge_fact_changes = true;
  EXPECT_FALSE(duplicate_of_edge(edge(Relation::kNearCopy, 1, 1, 1), far)->fact_changed);
}

class Dedup : public testing::Test {
 protected:
  Dedup() {
    std::string name = (fs::temp_directory_path() / "unspin-dedup-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    options_.scan.comparing.lexicon = UNSPIN_TEST_LEXICON;
  }
  ~Dedup() override { fs::remove_all(folder_); }

  std::string random_text(size_t n) {
    std::string text;
    for (size_t i = 0; i < n; ++i) {
      text += fmt::format("{}w{}", i ? " " : "", letters(random_() % 20000));
      if (i % 12 == 11) text += '.';
    }
    return text;
  }

  // A number as a word that is no number.
  static std::string letters(uint32_t n) {
    std::string word;
    for (; n > 0; n /= 26) word += static_cast<char>('a' + n % 26);
    return word;
  }

  // `text` with one word in `step` replaced.
  std::string edited(const std::string& text, uint32_t step) {
    std::istringstream words(text);
    std::string word, out;
    while (words >> word) {
      if (random_() % step == 0) word = "v" + letters(random_() % 20000);
      out += (out.empty() ? "" : " ") + word;
    }
    return out;
  }

  // Families of versions, each an edit of an earlier one, and strangers; ids occur twice.
  void make_collection(uint32_t seed, const std::vector<std::string>& files) {
    random_.seed(seed);
    std::vector<std::vector<std::string>> families;
    std::vector<std::string> lines(files.size());
    for (int i = 0; i < 60; ++i) {
      std::string text;
      if (families.empty() || random_() % 3 == 0) {
        text = random_text(80 + random_() % 150);
        families.push_back({text});
      } else {
        auto& family = families[random_() % families.size()];
        text = family[random_() % family.size()];
        uint32_t how = random_() % 4;
        if (how == 1) text = edited(text, 60);
        if (how == 2) text = edited(text, 12);
        if (how == 3) text += " " + random_text(20 + random_() % 60);
        family.push_back(text);
      }
      lines[random_() % files.size()] +=
          json{{"id", fmt::format("d{}", random_() % 50)}, {"text", text}}.dump() + '\n';
    }
    for (size_t i = 0; i < files.size(); ++i) write(files[i], lines[i]);
  }

  void write(const std::string& name, std::string_view bytes) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

  static std::string slurp(const fs::path& path) {
    return read_file(path, size_t{1} << 30).value_or("(no file)");
  }

  static std::vector<std::string> lines_of(const fs::path& path) {
    std::vector<std::string> lines;
    std::istringstream file(slurp(path));
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

  DedupSummary run(const std::string& from, const std::string& to) {
    auto summary = dedup({(folder_ / from).string()}, folder_ / to, options_, observer_);
    EXPECT_TRUE(summary) << summary.error().message;
    return summary.value_or(DedupSummary{});
  }

  // What is wrong with the results in `out` of the files in `in`; empty when nothing.
  std::string find_fault(const fs::path& in, const fs::path& out,
                         const DedupSummary& summary) {
    auto comparer = Comparer::open(options_.scan.comparing);
    std::map<std::string, std::set<uint64_t>> removed;
    std::vector<json> lines;
    for (const std::string& line : lines_of(out / "removed.jsonl")) {
      lines.push_back(json::parse(line));
      removed[lines.back()["file"]].insert(lines.back()["record"].get<uint64_t>());
    }
    size_t kept = 0;
    std::map<std::string, std::vector<std::string>> records;
    for (const auto& entry : fs::directory_iterator(in)) {
      std::string expected;
      auto& all = records[entry.path().string()] = lines_of(entry.path());
      for (size_t i = 0; i < all.size(); ++i)
        if (!removed[entry.path().string()].contains(i))
          ++kept, expected += all[i] + '\n';
      if (slurp(out / entry.path().filename()) != expected)
        return entry.path().string() + ": not what is left";
    }
    if (kept != summary.kept || lines.size() != summary.removed) return "miscounted";
    auto document_of = [&](const json& name) {
      json record =
          json::parse(records.at(name["file"]).at(name["record"].get<size_t>()));
      EXPECT_EQ(record["id"], name["id"]);
      return Document{.id = record["id"], .text = record["text"]};
    };
    for (const json& line : lines) {
      const json& keeper = line["duplicate_of"];
      if (removed[keeper["file"]].contains(keeper["record"].get<uint64_t>()))
        return line.dump() + ": what it goes for goes";
      Match match = comparer->compare(document_of(line), document_of(keeper));
      auto pair = duplicate_of_edge(edge_of(0, 1, match), options_);
      if (!pair || !pair->a_may_go || pair->fact_changed) return line.dump() + ": untrue";
    }
    return "";
  }

  fs::path folder_;
  std::mt19937 random_{7};
  DedupOptions options_;
  ScanObserver observer_;
};

TEST_F(Dedup, RemovesOnlyWhatDuplicatesAKeptDocumentInRandomCollections) {
  uint64_t removed = 0;
  for (uint32_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(seed);
    fs::remove_all(folder_ / "in");
    make_collection(seed, {"in/a.jsonl", "in/b.jsonl", "in/c.jsonl"});
    options_.keep = static_cast<DedupKeep>(seed % 4);
    options_.level = static_cast<DedupLevel>(seed / 2 % 4);
    options_.min_coverage = seed % 3 == 0 ? .95 : .8;
    fs::remove_all(folder_ / "out");
    DedupSummary summary = run("in", "out");
    removed += summary.removed;
    EXPECT_EQ(summary.read.documents, 60U);
    EXPECT_EQ(find_fault(folder_ / "in", folder_ / "out", summary), "");
  }
  EXPECT_GT(removed, 60U);
}

TEST_F(Dedup, GivesTheSameBytesForAnyThreadsAndMemory) {
  make_collection(3, {"in/a.jsonl", "in/b.jsonl"});
  for (DedupKeep keep : {DedupKeep::kOriginal, DedupKeep::kLast}) {
    options_.keep = keep;
    options_.scan.threads = 1;
    options_.scan.memory_bytes = uint64_t{2} << 30;
    run("in", "one");
    options_.scan.threads = 4;
    options_.scan.memory_bytes = uint64_t{16} << 20;
    run("in", "other");
    for (const char* name : {"a.jsonl", "b.jsonl", "removed.jsonl", "kept.jsonl"})
      EXPECT_EQ(slurp(folder_ / "one" / name), slurp(folder_ / "other" / name)) << name;
  }
}

TEST_F(Dedup, LeavesTheSameDocumentsForAnyOrderOfInputsUnlessAskedForTheFirst) {
  make_collection(5, {"in/a.jsonl"});
  options_.level = DedupLevel::kSpun;
  std::vector<std::string> lines = lines_of(folder_ / "in/a.jsonl");
  std::ranges::sort(lines);  // equal records are told apart by their place alone
  auto repeated = std::ranges::unique(lines);
  lines.erase(repeated.begin(), repeated.end());
  std::set<std::vector<std::string>> results;
  for (int i = 0; i < 3; ++i) {
    std::string file;
    for (const std::string& line : lines) file += line + '\n';
    write("in/a.jsonl", file);
    run("in", "out");
    std::vector<std::string> left = lines_of(folder_ / "out/a.jsonl");
    std::ranges::sort(left);
    results.insert(left);
    std::ranges::shuffle(lines, random_);
  }
  EXPECT_EQ(results.size(), 1U);
}

TEST_F(Dedup, KeepsTheOneAskedFor) {
  std::string text = random_text(200);
  std::string longer = text + " " + random_text(10) + ".";
  write("in.jsonl",
        json{{"id", "1"}, {"text", text}, {"date", "2024-03-02"}}.dump() + '\n' +
            json{{"id", "2"}, {"text", longer}, {"date", "2024-03-03"}}.dump() + '\n' +
            json{{"id", "3"}, {"text", text}, {"date", "2024-03-01"}}.dump() + '\n');
  auto kept = [&](DedupKeep keep) {
    options_.keep = keep;
    run("in.jsonl", "out.jsonl");
    std::string ids;
    for (const std::string& line : lines_of(folder_ / "out.jsonl"))
      ids += json::parse(line)["id"].get<std::string>();
    return ids;
  };
  EXPECT_EQ(kept(DedupKeep::kFirst), "1");
  EXPECT_EQ(kept(DedupKeep::kLast), "3");
  EXPECT_EQ(kept(DedupKeep::kLongest), "2");
  EXPECT_EQ(kept(DedupKeep::kOriginal), "3");
}

TEST_F(Dedup, LeavesOneOfManyVersionsThatEachStandManyTimes) {
  std::string text = random_text(300), file;
  std::vector<std::string> versions;
  for (int i = 0; i < 12; ++i) versions.push_back(edited(text, 150));
  for (int i = 0; i < 120; ++i)
    file += json{{"id", fmt::format("{}", random_())}, {"text", versions[random_() % 12]}}
                .dump() +
            '\n';
  write("in.jsonl", file);
  for (int keep = 0; keep < 4; ++keep) {
    options_.keep = static_cast<DedupKeep>(keep);
    EXPECT_EQ(run("in.jsonl", "out.jsonl").kept, 1U) << keep;
  }
}

TEST_F(Dedup, KeepsWhatItCannotReadAndWhatHasNoWords) {
  std::string file =
      "{\"id\": 1, \"text\": \"\"}\n{broken\n\n{\"id\": 2, \"text\": \"\"}\n";
  write("in.jsonl", file);
  size_t skipped = 0;
  observer_.on_skip = [&](const Skip&) { ++skipped; };
  DedupSummary summary = run("in.jsonl", "out.jsonl");
  EXPECT_EQ(slurp(folder_ / "out.jsonl"), file);
  EXPECT_EQ(summary.removed, 0U);
  EXPECT_EQ(skipped, 1U);
}

// While the collection is compared, its input goes or changes.
TEST_F(Dedup, SaysThatAnInputWentOrChangedAndLeavesNothing) {
  for (bool gone : {true, false}) {
    make_collection(1, {"in/a.jsonl", "in/b.jsonl"});
    bool done = false;
    observer_.on_progress = [&](ScanStage stage, uint64_t, uint64_t) {
      if (stage == ScanStage::kReading || std::exchange(done, true)) return;
      if (gone) fs::remove(folder_ / "in/b.jsonl");
      if (!gone) write("in/b.jsonl", "{\"text\": \"other\"}\n");
    };
    auto summary =
        dedup({(folder_ / "in").string()}, folder_ / "out", options_, observer_);
    ASSERT_FALSE(summary);
    EXPECT_NE(summary.error().message.find("in/b.jsonl: "), std::string::npos);
    EXPECT_FALSE(fs::exists(folder_ / "out"));
  }
}

// A limit on the size of files stands for a full disk: the write fails just the same.
TEST_F(Dedup, LeavesNothingOnAFullDisk) {
  make_collection(1, {"in/a.jsonl", "in/b.jsonl"});
  pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{5000, 5000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    options_.scan.threads = 1;
    auto summary =
        dedup({(folder_ / "in").string()}, folder_ / "out", options_, observer_);
    ::_exit(!summary && summary.error().code == Code::kUnwritable ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

}  // namespace
}  // namespace unspin
