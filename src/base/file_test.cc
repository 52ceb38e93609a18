#include "base/file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace unspin {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              fs::path(testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(File, ReadsBackWhatWasWritten) {
  std::string bytes(100'000, 'x');
  bytes[5] = '\0';
  ASSERT_TRUE(write_file(folder_ / "a", bytes));
  EXPECT_EQ(read_file(folder_ / "a", 1 << 20).value(), bytes);
  EXPECT_EQ(MappedFile::open(folder_ / "a").value().bytes(), bytes);
}

TEST_F(File, LeavesNoTemporaryBehind) {
  ASSERT_TRUE(write_file(folder_ / "a", "1"));
  ASSERT_TRUE(write_file(folder_ / "a", "2"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
  EXPECT_EQ(read_file(folder_ / "a", 10).value(), "2");
}

TEST_F(File, SaysWhyItCannotWrite) {
  auto written = write_file(folder_ / "no" / "a", "1");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::kUnwritable);
}

TEST_F(File, RefusesMoreThanTheLimit) {
  ASSERT_TRUE(write_file(folder_ / "a", "12345"));
  EXPECT_TRUE(read_file(folder_ / "a", 5));
  auto bytes = read_file(folder_ / "a", 4);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, Code::kTooLarge);
}

TEST_F(File, MapsAnEmptyFile) {
  ASSERT_TRUE(write_file(folder_ / "empty", ""));
  EXPECT_EQ(MappedFile::open(folder_ / "empty").value().bytes(), "");
}

TEST_F(File, NamesWhatIsMissing) {
  auto bytes = read_file(folder_ / "gone", 10);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, Code::kNotFound);
  EXPECT_NE(bytes.error().message.find("gone"), std::string::npos);
  EXPECT_EQ(MappedFile::open(folder_).error().code, Code::kUnreadable);
}

TEST_F(File, AppearsOnlyWhenItIsFinished) {
  std::string large(size_t{1} << 20, 'x');
  {
    auto file = AtomicFile::create(folder_ / "a");
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("one "));
    ASSERT_TRUE(file->write(large));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a"));
    ASSERT_TRUE(file->finish());
  }
  EXPECT_EQ(read_file(folder_ / "a", 1 << 24).value(), "one " + large);
}

TEST_F(File, LeavesNothingWhenItIsGivenUp) {
  ASSERT_TRUE(write_file(folder_ / "a", "before"));
  {
    auto file = AtomicFile::create(folder_ / "a");
    ASSERT_TRUE(file && file->write("half"));
  }
  EXPECT_EQ(read_file(folder_ / "a", 100).value(), "before");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace unspin
