// A join that is killed, stopped, or that runs into a full or damaged disk.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/file.h"
#include "join/equal_keys.h"
#include "join/feature_join.h"
#include "join/manifest.h"
#include "join/records.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kDocuments = 600;

// Features of document `d`: half its own, half shared with some neighbours.
std::vector<uint64_t> features_of(uint32_t d) {
  std::mt19937_64 random(d);
  std::vector<uint64_t> features;
  for (int i = 0; i < 20; ++i) {
    features.push_back(random());
    features.push_back(d / 7 * 1000 + random() % 30);
  }
  return features;
}

class JoinFaults : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / "unspin-join-faults" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Adds documents from `first` on, with a checkpoint every 100.
  static void add_from(FeatureJoin& join, uint32_t first, uint32_t end = kDocuments) {
    for (uint32_t d = first; d < end; ++d) {
      ASSERT_TRUE(join.appender().add(d, 40, features_of(d)));
      if (d % 100 == 99) {
        ASSERT_TRUE(join.checkpoint(d + 1));
      }
    }
  }

  static std::vector<CandidatePair> emit_all(FeatureJoin& join) {
    std::vector<CandidatePair> pairs;
    auto take = [&](std::span<const CandidatePair> batch) {
      pairs.insert(pairs.end(), batch.begin(), batch.end());
      return true;
    };
    EXPECT_TRUE(join.emit(take).value());
    return pairs;
  }

  std::vector<CandidatePair> expected_pairs() {
    FeatureJoin join = FeatureJoin::create(folder_.string() + "-whole", options_).value();
    add_from(join, 0);
    EXPECT_TRUE(join.finish().value());
    auto pairs = emit_all(join);
    EXPECT_GT(pairs.size(), 100u);
    join.remove();
    return pairs;
  }

  // What remains to be done after a kill.
  std::vector<CandidatePair> resume_to_the_end() {
    FeatureJoin join = FeatureJoin::resume(folder_, options_).value();
    if (join.stage() == JoinStage::kAdding)
      add_from(join, static_cast<uint32_t>(join.cookie()));
    EXPECT_TRUE(join.finish().value());
    auto pairs = emit_all(join);
    join.remove();
    EXPECT_FALSE(fs::exists(folder_));
    return pairs;
  }

  // Runs `work` in a process that is killed when it returns; gives its signal.
  static int run_and_kill(const std::function<void()>& work) {
    pid_t child = ::fork();
    if (child == 0) {
      work();
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  }

  std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder_)) found.push_back(entry);
    return found;
  }

  static void overwrite(const fs::path& path, size_t byte) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(byte));
    char c = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(byte));
    file.put(static_cast<char>(c ^ 0x10));
  }

  fs::path folder_;
  JoinOptions options_{.memory_bytes = 0, .resumable = true};
};

TEST_F(JoinFaults, LeavesNothingBehind) {
  {
    FeatureJoin join = FeatureJoin::create(folder_, {.memory_bytes = 0}).value();
    add_from(join, 0);
    EXPECT_GT(files().size(), 100u);
  }
  EXPECT_FALSE(fs::exists(folder_));
  {
    EqualKeys keys = EqualKeys::create(folder_, {.memory_bytes = 0}).value();
    for (uint32_t d = 0; d < 5000; ++d) ASSERT_TRUE(keys.appender().add(d, d * 77));
    EXPECT_GT(files().size(), 100u);
  }
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(JoinFaults, RemovesWhatAKilledRunLeftAndNothingElse) {
  fs::create_directories(folder_);
  ASSERT_TRUE(write_file(folder_ / "features-007", "half"));
  ASSERT_TRUE(write_file(folder_ / "manifest", "half"));
  ASSERT_TRUE(write_file(folder_ / "notes.txt", "mine"));
  {
    auto join = FeatureJoin::create(folder_, options_).value();
  }
  ASSERT_EQ(files().size(), 1u);
  EXPECT_EQ(read_file(folder_ / "notes.txt", 10).value(), "mine");
}

TEST_F(JoinFaults, ASecondRunInTheSameFolderIsRefused) {
  auto first = FeatureJoin::create(folder_, options_);
  ASSERT_TRUE(first);
  auto second = FeatureJoin::create(folder_, options_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::kUnwritable);
}

TEST_F(JoinFaults, GoesOnAfterAKillWhileAdding) {
  auto expected = expected_pairs();
  for (uint32_t until : {100u, 137u, 250u, 600u}) {
    ASSERT_EQ(run_and_kill([&] {
                auto join = FeatureJoin::create(folder_, options_).value();
                add_from(join, 0, until);
              }),
              SIGKILL);
    EXPECT_EQ(resume_to_the_end(), expected);
  }
}

TEST_F(JoinFaults, GoesOnAfterAKillWhileJoining) {
  auto expected = expected_pairs();
  for (uint64_t parts : {16, 112, 240, 256}) {
    ASSERT_EQ(run_and_kill([&] {
                auto join = FeatureJoin::create(folder_, options_).value();
                add_from(join, 0);
                (void)join.finish([&](const JoinProgress& progress) {
                  if (progress.done >= parts) ::kill(::getpid(), SIGKILL);
                  return true;
                });
              }),
              SIGKILL);
    EXPECT_EQ(resume_to_the_end(), expected);
  }
}

TEST_F(JoinFaults, GoesOnAfterAKillAtAnyMoment) {
  auto expected = expected_pairs();
  std::mt19937 random(11);
  int resumed = 0;
  for (int round = 0; round < 8; ++round) {
    auto delay = static_cast<useconds_t>(random() % 60'000);
    pid_t child = ::fork();
    if (child == 0) {
      auto join = FeatureJoin::create(folder_, options_).value();
      add_from(join, 0);
      (void)join.finish();
      ::pause();
    }
    ::usleep(delay);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    auto join = FeatureJoin::resume(folder_, options_);
    if (!join) {
      EXPECT_EQ(join.error().code, Code::kNotFound) << join.error().message;
      continue;
    }
    join = fail(Code::kNotFound, "closed");
    EXPECT_EQ(resume_to_the_end(), expected);
    ++resumed;
  }
  RecordProperty("resumed", resumed);
}

TEST_F(JoinFaults, GoesOnAfterAStop) {
  auto expected = expected_pairs();
  {
    auto join = FeatureJoin::create(folder_, options_).value();
    add_from(join, 0);
    EXPECT_FALSE(join.finish([](const JoinProgress&) { return false; }).value());
    EXPECT_EQ(join.stage(), JoinStage::kJoining);
  }
  JoinOptions other = options_;
  other.memory_bytes = 1 << 22;
  other.threads = 3;
  auto join = FeatureJoin::resume(folder_, other).value();
  EXPECT_TRUE(join.finish().value());
  EXPECT_EQ(emit_all(join), expected);
}

TEST_F(JoinFaults, ResumesNothingWhereNothingWasLeft) {
  EXPECT_EQ(FeatureJoin::resume(folder_, options_).error().code, Code::kNotFound);
}

TEST_F(JoinFaults, RefusesToResumeWithOtherCaps) {
  {
    auto join = FeatureJoin::create(folder_, options_).value();
    add_from(join, 0);
  }
  JoinOptions other = options_;
  other.max_df = 7;
  EXPECT_EQ(FeatureJoin::resume(folder_, other).error().code, Code::kBadArgument);
  EXPECT_TRUE(FeatureJoin::resume(folder_, options_));
}

TEST_F(JoinFaults, NeverTakesAShortFileForWhole) {
  {
    auto join = FeatureJoin::create(folder_, options_).value();
    add_from(join, 0);
  }
  fs::path cut = folder_ / "features-100";
  fs::resize_file(cut, fs::file_size(cut) - 8);
  auto join = FeatureJoin::resume(folder_, options_);
  ASSERT_FALSE(join);
  EXPECT_EQ(join.error().code, Code::kCorrupt);
  EXPECT_NE(join.error().message.find("features-100"), std::string::npos);
}

TEST_F(JoinFaults, NoticesAChangedByteInAnyKindOfFile) {
  for (const char* name : {"features-003", "features-256", "pairs-128"}) {
    SCOPED_TRACE(name);
    bool pairs = std::string_view(name).starts_with("pairs");
    {
      auto join = FeatureJoin::create(folder_, options_).value();
      add_from(join, 0);
      if (pairs) {
        ASSERT_TRUE(join.finish().value());
      }
    }
    overwrite(folder_ / name, 13);
    auto join = FeatureJoin::resume(folder_, options_).value();
    Result<bool> done = join.finish();
    if (done) done = join.emit([](std::span<const CandidatePair>) { return true; });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Code::kCorrupt);
    join.remove();
  }
}

TEST_F(JoinFaults, SaysThatTheDiskIsFull) {
  // A limit on the size of files is the nearest to a full disk that a test can have.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  for (unsigned threads : {1u, 2u}) {
    auto join =
        FeatureJoin::create(folder_, {.memory_bytes = 0, .threads = threads}).value();
    for (uint32_t d = 0; d < kDocuments; ++d)
      ASSERT_TRUE(join.appender().add(d, 40, features_of(d)));
    rlimit limit = before;
    limit.rlim_cur = 512;
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    Result<bool> finished = join.finish();
    Result<bool> again = join.finish();
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().code, Code::kUnwritable);
    EXPECT_NE(finished.error().message.find(folder_.string()), std::string::npos);
    ASSERT_FALSE(again);
  }
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(JoinFaults, SaysWhereItCannotWrite) {
  fs::create_directories(folder_);
  ASSERT_TRUE(write_file(folder_ / "file", "x"));
  auto join = FeatureJoin::create(folder_ / "file" / "scratch", options_);
  ASSERT_FALSE(join);
  EXPECT_EQ(join.error().code, Code::kUnwritable);
}

Manifest some_manifest() {
  Manifest manifest{.stage = JoinStage::kJoining, .documents = 12, .cookie = ~0ull};
  manifest.features = 480;
  manifest.max_df = 10;
  manifest.joined = 32;
  for (uint64_t i = 0; i <= kPartitions; ++i)
    manifest.feature_files.push_back({i, i * 0x9e3779b97f4a7c15u});
  manifest.pair_files.resize(kPartitions);
  return manifest;
}

TEST(Manifest, ComesBackAsItWas) {
  Manifest manifest = some_manifest();
  EXPECT_EQ(parse_manifest(to_text(manifest)).value(), manifest);
}

TEST(Manifest, IsRefusedWithAnyByteChangedOrCut) {
  std::string text = to_text(some_manifest());
  for (size_t i = 0; i < text.size(); ++i) {
    std::string damaged = text;
    damaged[i] ^= 1;
    EXPECT_FALSE(parse_manifest(damaged)) << i;
    EXPECT_FALSE(parse_manifest(std::string_view(text).substr(0, i))) << i;
  }
}

}  // namespace
}  // namespace unspin
