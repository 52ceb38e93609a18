#include "unspin/scan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "engine/document_store.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class Scan : public testing::Test {
 protected:
  Scan() {
    std::string name = (fs::temp_directory_path() / "unspin-scan-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Scan() override { fs::remove_all(folder_); }

  // A text of `n` words drawn from 20,000, in sentences of twelve.
  std::string random_text(size_t n) {
    std::string text;
    for (size_t i = 0; i < n; ++i) {
      text += fmt::format("{}w{}", i ? " " : "", random_() % 20000);
      if (i % 12 == 11) text += '.';
    }
    return text;
  }

  // `text` with every `step`th word replaced.
  std::string edited(const std::string& text, size_t step) {
    std::istringstream words(text);
    std::string word, out;
    for (size_t i = 0; words >> word; ++i)
      out +=
          (i ? " " : "") + (i % step == 1 ? fmt::format("v{}", random_() % 20000) : word);
    return out;
  }

  void add(const std::string& id, const std::string& text) {
    records_.push_back(json{{"id", id}, {"text", text}}.dump());
  }

  // Scans what was added; returns the folder of results.
  fs::path run(const std::string& name, ScanOptions options = {}) {
    options.comparing.lexicon = UNSPIN_TEST_LEXICON;
    fs::path input = folder_ / (name + ".jsonl");
    std::ofstream file(input);
    for (const std::string& record : records_) file << record << '\n';
    file.close();
    auto summary = scan({input.string()}, folder_ / name, options);
    EXPECT_TRUE(summary) << summary.error().message;
    if (summary) summary_ = *summary;
    return folder_ / name;
  }

  static std::string slurp(const fs::path& path) {
    return read_file(path, size_t{1} << 30).value_or("");
  }

  static std::vector<json> lines_of(const fs::path& path) {
    std::vector<json> lines;
    std::istringstream file(slurp(path));
    for (std::string line; std::getline(file, line);) lines.push_back(json::parse(line));
    return lines;
  }

  // Thirty strangers, an identical, a near and an edited copy of the first.
  void add_collection() {
    std::string first;
    for (int i = 0; i < 30; ++i) {
      std::string text = random_text(300);
      if (i == 0) first = text;
      add(fmt::format("doc{:02}", i), text);
    }
    add("same", first);
    add("near", edited(first, 100));
    add("edit", edited(first, 7));
  }

  fs::path folder_;
  std::mt19937 random_{7};
  std::vector<std::string> records_;
  ScanSummary summary_;
};

TEST_F(Scan, FindsCopiesNearCopiesAndEditedOnesAsOneFamily) {
  add_collection();
  fs::path out = run("out");
  EXPECT_EQ(summary_.read.documents, 33U);
  EXPECT_EQ(summary_.copies, 3U);
  EXPECT_EQ(summary_.independent, 30U);
  std::vector<json> families = lines_of(out / "families.jsonl");
  ASSERT_EQ(families.size(), 1U);
  EXPECT_EQ(families[0]["size"], 4);
  std::vector<std::string> ids{families[0]["root"]};
  for (const json& member : families[0]["members"]) ids.push_back(member["id"]);
  std::ranges::sort(ids);
  EXPECT_EQ(ids, (std::vector<std::string>{"doc00", "edit", "near", "same"}));
  for (const json& match : lines_of(out / "matches.jsonl"))
    EXPECT_EQ(match["schema"], "unspin.match/1");
  EXPECT_FALSE(fs::exists(out / ".scratch"));
}

TEST_F(Scan, GivesTheSameBytesForAnyOrderThreadsAndMemory) {
  add_collection();
  ScanOptions options;
  options.threads = 1;
  fs::path one = run("one", options);
  std::ranges::reverse(records_);
  options.threads = 3;
  options.memory_bytes = uint64_t{16} << 20;
  fs::path other = run("other", options);
  for (const char* name : {"matches.jsonl", "families.jsonl", "summary.json"}) {
    EXPECT_FALSE(slurp(one / name).empty());
    EXPECT_EQ(slurp(one / name), slurp(other / name)) << name;
  }
}

TEST_F(Scan, FindsAnExcerptAndMakesNoFamilyOfASharedPassage) {
  std::string source = random_text(600), passage = source.substr(0, 700);
  add("source", source);
  add("quoting", random_text(300) + ". " + passage + ". " + random_text(300));
  run("out");
  EXPECT_EQ(summary_.matches, 1U);
  EXPECT_EQ(summary_.families, 0U);
}

TEST_F(Scan, TellsEachNearCopyOfASourceWhatQuotesIt) {
  std::string source = random_text(600), passage = source.substr(0, 700);
  add("source", source);
  add("near", edited(source, 200));
  add("nearer", edited(source, 300));
  add("quoting", random_text(300) + ". " + passage + ". " + random_text(300));
  std::vector<std::string> quoted;
  for (const json& match : lines_of(run("out") / "matches.jsonl"))
    if (match["b"]["id"] == "quoting")
      quoted.push_back(match["a"]["id"]);
    else if (match["a"]["id"] == "quoting")
      quoted.push_back(match["b"]["id"]);
  std::ranges::sort(quoted);
  EXPECT_EQ(quoted, (std::vector<std::string>{"near", "nearer", "source"}));
}

TEST_F(Scan, FindsMoreWithEachPreset) {
  std::string source = random_text(300);
  auto sentences = [&](size_t first, size_t last) {
    auto end = [&](size_t sentence) {
      size_t at = 0;
      for (size_t i = 0; i < sentence; ++i) at = source.find('.', at) + 1;
      return at;
    };
    return source.substr(end(first), end(last) - end(first));
  };
  auto add_with = [&](const char* id, const std::string& passage) {
    add(id, random_text(240) + passage + ' ' + random_text(240));
  };
  add("source", source);
  add_with("verbatim", sentences(0, 3));
  add_with("edited", edited(sentences(5, 7), 4));
  add_with("reworded", edited(sentences(10, 11), 4));
  std::vector<uint64_t> found;
  for (ScanPreset preset :
       {ScanPreset::kVerbatim, ScanPreset::kEdited, ScanPreset::kSpun}) {
    ScanOptions options{.preset = preset};
    options.comparing.min_passage_bytes = 60;
    run(fmt::format("out{}", found.size()), options);
    found.push_back(summary_.matches);
  }
  EXPECT_EQ(found, (std::vector<uint64_t>{1, 2, 3}));
}

TEST_F(Scan, FindsWhatIsInReachAndAlignsNoMore) {
  for (int i = 0; i < 20; ++i) {
    std::string source = random_text(200);
    add(fmt::format("source{}", i), source);
    add(fmt::format("same{}", i), source);
    add(fmt::format("near{}", i),
        source.substr(0, 600) + random_text(20) + source.substr(600));
    add(fmt::format("quoting{}", i),
        random_text(150) + source.substr(0, 400) + ' ' + random_text(150));
  }
  auto found_in = [&](ScanReach reach) {
    std::map<std::string, uint64_t> found;
    auto lines = lines_of(run("out", {.reach = reach}) / "matches.jsonl");
    for (const json& line : lines) ++found[line["relation"]];
    return found;
  };
  auto all = found_in(ScanReach::kAll);
  uint64_t compared = summary_.compared;
  EXPECT_EQ(all["identical"], 20u);
  EXPECT_EQ(all["near_copy"], 20u);
  EXPECT_EQ(all["shared_passages"], 40u);
  auto near = found_in(ScanReach::kNear);
  EXPECT_EQ(near,
            (std::map<std::string, uint64_t>{{"identical", 20}, {"near_copy", 20}}));
  EXPECT_LT(summary_.compared, compared);
  auto identical = found_in(ScanReach::kIdentical);
  EXPECT_EQ(identical, (std::map<std::string, uint64_t>{{"identical", 20}}));
}

TEST_F(Scan, KeepsStrangersApart) {
  for (int i = 0; i < 40; ++i) add(fmt::format("doc{}", i), random_text(200));
  run("out");
  EXPECT_EQ(summary_.matches, 0U);
  EXPECT_EQ(summary_.copies, 0U);
}

TEST_F(Scan, OfNothingIsEmpty) {
  fs::path out = run("out");
  EXPECT_EQ(slurp(out / "matches.jsonl"), "");
  EXPECT_EQ(json::parse(slurp(out / "summary.json"))["documents"], 0);
}

TEST(DocumentStore, GivesBackWhatWasAdded) {
  Document document{.id = "x", .text = std::string("\0\xFFtext", 6), .title = "T"};
  document.furniture = {{1, 3}};
  auto back = unpack(pack(document));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->id, document.id);
  EXPECT_EQ(back->text, document.text);
  EXPECT_EQ(back->title, document.title);
  EXPECT_FALSE(back->author);
  EXPECT_EQ(back->furniture, document.furniture);
}

TEST(DocumentStore, KnowsDamageWhenItSeesIt) {
  std::string packed = pack({.id = "x", .text = std::string(1000, 'y')});
  for (size_t cut = 0; cut < packed.size(); ++cut)
    EXPECT_FALSE(unpack(packed.substr(0, cut))) << cut;
}

}  // namespace
}  // namespace unspin
