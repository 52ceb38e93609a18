#include "corpus/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "corpus/testing.h"

namespace unspin {
namespace {

using ::testing::ElementsAre;

// Paths are shown without the scratch folder.
struct Expanded {
  std::vector<std::string> paths;
  std::vector<std::string> errors;
};

Expanded expand(const Scratch& scratch, const std::vector<std::string>& inputs) {
  std::string root = scratch.path().string() + "/";
  std::vector<std::string> full;
  for (const std::string& input : inputs)
    full.push_back(input == "-" ? input : root + input);
  Expanded expanded;
  auto shown = [&](const std::string& text) {
    return text.starts_with(root) ? text.substr(root.size()) : text;
  };
  auto on_error = [&](const Error& error) {
    expanded.errors.push_back(shown(error.message));
  };
  for (const InputFile& file : expand_inputs(full, on_error))
    expanded.paths.push_back(shown(file.path));
  return expanded;
}

TEST(Inputs, WalksFoldersSortedAndLeavesHiddenNamesOut) {
  Scratch scratch;
  for (const char* name :
       {"d/b.txt", "d/a/z", "d/a/y", "d/a.txt", "d/.hidden", "d/.git/x"})
    scratch.write(name, "text");
  EXPECT_THAT(expand(scratch, {"d"}).paths,
              ElementsAre("d/a.txt", "d/a/y", "d/a/z", "d/b.txt"));
  EXPECT_THAT(expand(scratch, {"d/"}).paths,
              ElementsAre("d/a.txt", "d/a/y", "d/a/z", "d/b.txt"));
  EXPECT_THAT(expand(scratch, {"d/.hidden"}).paths, ElementsAre("d/.hidden"));
}

TEST(Inputs, KeepsTheOrderInWhichInputsAreNamed) {
  Scratch scratch;
  scratch.write("a", "");
  scratch.write("b", "");
  EXPECT_THAT(expand(scratch, {"b", "-", "a", "-"}).paths, ElementsAre("b", "-", "a"));
}

TEST(Inputs, TellsTheBytesOnDisk) {
  Scratch scratch;
  std::string path = scratch.write("a", "12345");
  auto files = expand_inputs({path}, [](const Error&) {});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].bytes, 5u);
}

TEST(Inputs, ListsAFileOnceHoweverItIsNamed) {
  Scratch scratch;
  scratch.write("d/file", "");
  std::filesystem::create_symlink("file", scratch / "d/another");
  EXPECT_THAT(expand(scratch, {"d/file", "d/../d/file", "d", "d/*"}).paths,
              ElementsAre("d/file"));
  EXPECT_THAT(expand(scratch, {"d"}).paths, ElementsAre("d/file"));
  EXPECT_THAT(expand(scratch, {"d/another"}).paths, ElementsAre("d/another"));
}

TEST(Inputs, TakesHardLinksForFilesOfTheirOwn) {
  Scratch scratch;
  scratch.write("d/a", "");
  std::filesystem::create_hard_link(scratch / "d/a", scratch / "d/b");
  EXPECT_THAT(expand(scratch, {"d", "d/a", "d/../d/b"}).paths, ElementsAre("d/a", "d/b"));
}

TEST(Inputs, GoesRoundNoLoopOfLinks) {
  Scratch scratch;
  scratch.write("d/sub/file", "");
  scratch.write("far/away", "");
  std::filesystem::create_symlink("..", scratch / "d/sub/up");
  std::filesystem::create_symlink(".", scratch / "d/self");
  std::filesystem::create_symlink("../far", scratch / "d/a-link");
  std::filesystem::create_symlink("../d", scratch / "far/back");
  EXPECT_THAT(expand(scratch, {"d"}).paths, ElementsAre("d/a-link/away", "d/sub/file"));
  EXPECT_THAT(expand(scratch, {"**/file"}).paths, ElementsAre("d/sub/file"));
}

TEST(Inputs, MatchesPatternsAsShellsDo) {
  Scratch scratch;
  for (const char* name : {"a.txt", "b.txt", "c.md", ".d.txt", "s/e.txt", "s/t/f.txt"})
    scratch.write(name, "");
  EXPECT_THAT(expand(scratch, {"*.txt"}).paths, ElementsAre("a.txt", "b.txt"));
  EXPECT_THAT(expand(scratch, {"[ac].*"}).paths, ElementsAre("a.txt", "c.md"));
  EXPECT_THAT(expand(scratch, {"?.md"}).paths, ElementsAre("c.md"));
  EXPECT_THAT(expand(scratch, {".*.txt"}).paths, ElementsAre(".d.txt"));
  EXPECT_THAT(expand(scratch, {"*/*.txt"}).paths, ElementsAre("s/e.txt"));
  EXPECT_THAT(expand(scratch, {"**/*.txt"}).paths,
              ElementsAre("a.txt", "b.txt", "s/e.txt", "s/t/f.txt"));
  EXPECT_THAT(expand(scratch, {"s/**"}).paths, ElementsAre("s/e.txt", "s/t/f.txt"));
  EXPECT_THAT(expand(scratch, {"?"}).paths, ElementsAre("s/e.txt", "s/t/f.txt"));
}

TEST(Inputs, TakesANameWithBracketsForTheFileThatHasIt) {
  Scratch scratch;
  scratch.write("a[1].txt", "");
  scratch.write("a1.txt", "");
  EXPECT_THAT(expand(scratch, {"a[1].txt"}).paths, ElementsAre("a[1].txt"));
}

TEST(Inputs, SaysWhatIsMissingAndGoesOn) {
  Scratch scratch;
  scratch.write("a", "");
  std::filesystem::create_directory(scratch / "empty");
  Expanded expanded = expand(scratch, {"missing", "*.none", "no/*/way", "empty", "a"});
  EXPECT_THAT(expanded.paths, ElementsAre("a"));
  EXPECT_THAT(expanded.errors,
              ElementsAre("missing: cannot read: No such file or directory",
                          "*.none: matches nothing", "no/*/way: matches nothing"));
}

TEST(Inputs, ReportsWhatIsNoFileInAFolder) {
  Scratch scratch;
  scratch.write("d/a", "");
  std::filesystem::create_symlink("nowhere", scratch / "d/dangling");
  ASSERT_EQ(::mkfifo((scratch / "d/pipe").c_str(), 0600), 0);
  Expanded expanded = expand(scratch, {"d"});
  EXPECT_THAT(expanded.paths, ElementsAre("d/a"));
  EXPECT_THAT(expanded.errors,
              ElementsAre("d/dangling: cannot read: No such file or directory",
                          "d/pipe: is no regular file"));
}

TEST(Inputs, ReportsAFolderThatCannotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  Scratch scratch;
  scratch.write("d/a", "");
  scratch.write("d/closed/b", "");
  std::filesystem::permissions(scratch / "d/closed", std::filesystem::perms::none);
  Expanded expanded = expand(scratch, {"d"});
  std::filesystem::permissions(scratch / "d/closed", std::filesystem::perms::owner_all);
  EXPECT_THAT(expanded.paths, ElementsAre("d/a"));
  EXPECT_THAT(expanded.errors, ElementsAre("d/closed: cannot read: Permission denied"));
}

TEST(Inputs, WalksAFolderInAFolderManyTimes) {
  Scratch scratch;
  std::string path = "d";
  while (path.size() < 900) path += "/d";
  scratch.write(path + "/file", "");
  EXPECT_THAT(expand(scratch, {"d"}).paths, ElementsAre(path + "/file"));
  EXPECT_THAT(expand(scratch, {"**/file"}).paths, ElementsAre(path + "/file"));
}

}  // namespace
}  // namespace unspin
