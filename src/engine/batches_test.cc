#include "engine/batches.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <latch>
#include <string>
#include <thread>
#include <vector>

namespace unspin {
namespace {

namespace fs = std::filesystem;

class Batches : public testing::Test {
 protected:
  Batches() {
    std::string name = (fs::temp_directory_path() / "unspin-batches-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Batches() override { fs::remove_all(folder_); }

  InputFile write(const std::string& name, const std::string& bytes) {
    fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return {path.string(), bytes.size()};
  }

  // A file of `n` JSON lines, each some `size` bytes long, ids "<name>-<i>".
  InputFile write_lines(const std::string& name, size_t n, size_t size) {
    std::string bytes;
    for (size_t i = 0; i < n; ++i)
      bytes += fmt::format(R"({{"id": "{}-{}", "text": "{}"}})"
                           "\n",
                           name, i, std::string(size, 'x'));
    return write(name + ".jsonl", bytes);
  }

  static std::vector<std::string> ids_of(const std::vector<InputFile>& files,
                                         unsigned threads) {
    ReadOptions options;
    options.threads = threads;
    std::vector<std::string> ids;
    BatchSteps steps;
    steps.deliver = [&](DocumentBatch&& batch) {
      for (const Document& document : batch.documents) ids.push_back(document.id);
      for (const Skip& skip : batch.skips) ids.push_back(to_line(skip));
      return true;
    };
    read_batches(files, options, steps);
    return ids;
  }

  fs::path folder_;
};

TEST_F(Batches, ComeInTheSameOrderForAnyNumberOfThreads) {
  std::vector<InputFile> files;
  for (size_t i = 0; i < 20; ++i)
    files.push_back(write_lines(fmt::format("f{}", i), 1 + i * 37, 10 + i * 300));
  std::vector<std::string> alone = ids_of(files, 1);
  ASSERT_EQ(alone.size(), 20 + 37 * 190);
  EXPECT_EQ(alone.front(), "f0-0");
  EXPECT_EQ(alone.back(), "f19-703");
  for (unsigned threads : {2U, 3U, 8U})
    EXPECT_EQ(ids_of(files, threads), alone) << threads;
}

TEST_F(Batches, KeepTheirOrdinals) {
  InputFile file = write(
      "x.jsonl",
      "{\"id\": \"a\", \"text\": \"x\"}\nbroken\n{\"id\": \"b\", \"text\": \"y\"}\n");
  std::vector<uint64_t> ordinals;
  BatchSteps steps;
  steps.deliver = [&](DocumentBatch&& batch) {
    ordinals.insert(ordinals.end(), batch.ordinals.begin(), batch.ordinals.end());
    return true;
  };
  read_batches({file}, {}, steps);
  EXPECT_EQ(ordinals, (std::vector<uint64_t>{0, 2}));
}

TEST_F(Batches, GoOnBehindWhatCannotBeRead) {
  std::vector<InputFile> files{
      write_lines("a", 2, 5), {(folder_ / "gone").string(), 0}, write_lines("b", 1, 5)};
  for (unsigned threads : {1U, 4U}) {
    std::vector<std::string> ids = ids_of(files, threads);
    ASSERT_EQ(ids.size(), 4U);
    EXPECT_EQ(ids[0], "a-0");
    EXPECT_NE(ids[2].find("gone"), std::string::npos) << ids[2];
    EXPECT_EQ(ids[3], "b-0");
  }
}

TEST_F(Batches, OfOtherFilesAreReadWhileOneAnswersSlowly) {
  fs::path pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::vector<InputFile> files{{pipe.string(), 0}, write_lines("quick", 3, 5)};
  std::latch quick_was_read(1);
  std::jthread slow([&] {
    std::ofstream out(pipe);
    quick_was_read.wait();
    out << "{\"id\": \"slow\", \"text\": \"at last\"}\n";
  });
  std::vector<std::string> ids;
  BatchSteps steps;
  steps.work = [&](DocumentBatch& batch) {
    if (batch.file == 1 && !batch.documents.empty()) quick_was_read.count_down();
  };
  steps.deliver = [&](DocumentBatch&& batch) {
    for (const Document& document : batch.documents) ids.push_back(document.id);
    return true;
  };
  ReadOptions options;
  options.threads = 2;
  read_batches(files, options, steps);
  EXPECT_EQ(ids, (std::vector<std::string>{"slow", "quick-0", "quick-1", "quick-2"}));
}

TEST_F(Batches, AreHeldOnlyAFewAheadOfASlowTaker) {
  std::vector<InputFile> files;
  for (size_t i = 0; i < 6; ++i)
    files.push_back(write_lines(fmt::format("f{}", i), 16, 1 << 20));
  std::atomic<int> held = 0;
  int most = 0;
  BatchSteps steps;
  steps.work = [&](DocumentBatch&) { ++held; };
  steps.deliver = [&](DocumentBatch&&) {
    most = std::max(most, held.load());
    --held;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return true;
  };
  ReadOptions options;
  options.threads = 3;
  read_batches(files, options, steps);
  EXPECT_LE(most, 4 * 3 + 1);
}

TEST_F(Batches, EndWhenTheTakerHasEnough) {
  std::vector<InputFile> files;
  for (size_t i = 0; i < 5; ++i)
    files.push_back(write_lines(fmt::format("f{}", i), 8, 1 << 20));
  for (unsigned threads : {1U, 3U}) {
    int taken = 0;
    BatchSteps steps;
    steps.deliver = [&](DocumentBatch&&) { return ++taken < 2; };
    ReadOptions options;
    options.threads = threads;
    read_batches(files, options, steps);
    EXPECT_EQ(taken, 2);
  }
}

}  // namespace
}  // namespace unspin
