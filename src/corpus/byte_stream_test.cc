#include "corpus/byte_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "corpus/testing.h"

namespace unspin {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr Compression kAll[] = {Compression::kNone, Compression::kGzip,
                                Compression::kZstd, Compression::kBzip2,
                                Compression::kXz};
constexpr Compression kCompressed[] = {Compression::kGzip, Compression::kZstd,
                                       Compression::kBzip2, Compression::kXz};

// Words, so that it compresses as text does.
std::string some_text(size_t bytes, unsigned seed = 1) {
  std::minstd_rand random(seed);
  std::string text;
  while (text.size() < bytes) {
    text += static_cast<char>('a' + random() % 26);
    if (random() % 5 == 0) text += random() % 9 == 0 ? '\n' : ' ';
  }
  text.resize(bytes);
  return text;
}

Drained drain_memory(std::string_view file, const ReadLimits& limits = {},
                     size_t buffer_bytes = 1 << 20) {
  return drain(*open_memory(file, limits).bytes, buffer_bytes);
}

TEST(ByteStream, GivesBackWhatWasCompressedWhateverTheBuffer) {
  std::string text = some_text(300'000);
  for (Compression compression : kAll) {
    std::string file = compress(compression, text);
    for (size_t buffer : {1'000'000, 65'536, 4'097, 1'000}) {
      OpenedStream stream = open_memory(file);
      EXPECT_EQ(stream.compression, compression);
      Drained drained = drain(*stream.bytes, buffer);
      EXPECT_EQ(drained.error.message, "");
      EXPECT_EQ(drained.bytes, text);
      EXPECT_EQ(stream.bytes->consumed(), file.size());
    }
  }
}

TEST(ByteStream, GivesOneByteAtATimeToWhoAsksForOne) {
  for (Compression compression : kAll) {
    std::string file = compress(compression, "some text");
    EXPECT_EQ(drain_memory(file, {}, 1).bytes, "some text");
  }
}

TEST(ByteStream, ReadsMembersOneBehindTheOther) {
  for (Compression compression : kCompressed) {
    std::string file;
    std::string text;
    for (unsigned i = 0; i < 50; ++i) {
      std::string part = some_text(i * 997, i);
      file += compress(compression, part);
      text += part;
    }
    Drained drained = drain_memory(file);
    EXPECT_EQ(drained.error.message, "");
    EXPECT_EQ(drained.bytes, text);
  }
}

TEST(ByteStream, PassesOverZerosBetweenMembersAndBehindTheLast) {
  for (Compression compression : kCompressed) {
    std::string file = compress(compression, "one ") + std::string(512, '\0') +
                       compress(compression, "two") + std::string(300'000, '\0');
    Drained drained = drain_memory(file);
    EXPECT_EQ(drained.error.message, "");
    EXPECT_EQ(drained.bytes, "one two");
  }
}

TEST(ByteStream, PassesOverGarbageBehindTheLastMember) {
  for (Compression compression : kCompressed) {
    Drained drained = drain_memory(compress(compression, "text") + "\r\n-- the end --");
    EXPECT_EQ(drained.error.message, "");
    EXPECT_EQ(drained.bytes, "text");
  }
}

TEST(ByteStream, LosesNoMemberBehindGarbageInSilence) {
  for (Compression compression : kCompressed) {
    std::string first = compress(compression, "first");
    Drained drained = drain_memory(first + "garbage" + compress(compression, "second"));
    EXPECT_EQ(drained.bytes, "first");
    EXPECT_EQ(drained.error.code, Code::kCorrupt);
    EXPECT_THAT(drained.error.message,
                HasSubstr("damaged at byte " + std::to_string(first.size())));
  }
}

TEST(ByteStream, DeliversWhatComesBeforeACut) {
  std::string text = some_text(100'000);
  for (Compression compression : kCompressed) {
    std::string whole = compress(compression, text);
    for (size_t cut : {whole.size() - 1, whole.size() / 2, size_t{12}}) {
      Drained drained = drain_memory(std::string_view(whole).substr(0, cut));
      EXPECT_EQ(drained.error.code, Code::kCorrupt);
      EXPECT_THAT(drained.error.message,
                  HasSubstr("ends early at byte " + std::to_string(cut)));
      EXPECT_THAT(text, StartsWith(drained.bytes));
    }
  }
}

TEST(ByteStream, NamesWhereAMemberIsDamagedAndIsOverThen) {
  for (Compression compression : kCompressed) {
    std::string file = compress(compression, "the first member");
    size_t second = file.size();
    file += compress(compression, some_text(50'000));
    file[second + (file.size() - second) / 2] ^= 0x55;
    file[second + (file.size() - second) / 2 + 1] ^= 0x55;
    OpenedStream stream = open_memory(file);
    Drained drained = drain(*stream.bytes);
    EXPECT_EQ(drained.error.code, Code::kCorrupt);
    EXPECT_THAT(drained.error.message,
                HasSubstr("(in the member at byte " + std::to_string(second) + ")"));
    EXPECT_THAT(drained.bytes, StartsWith("the first member"));
    char byte = 0;
    EXPECT_EQ(stream.bytes->read({&byte, 1}), 0u);
  }
}

TEST(ByteStream, GivesAllThatIsGoodBeforeDamageWhateverTheBuffer) {
  for (Compression compression : kCompressed) {
    std::string file = compress(compression, some_text(30'000));
    file[file.size() - 20] ^= 0x55;
    Drained whole = drain_memory(file);
    EXPECT_NE(whole.error.message, "");
    for (size_t buffer : {1, 100, 10'000}) {
      Drained parts = drain_memory(file, {}, buffer);
      EXPECT_TRUE(parts.bytes == whole.bytes) << parts.error.message;
      EXPECT_EQ(parts.error.message, whole.error.message);
    }
  }
}

TEST(ByteStream, StopsAtABomb) {
  std::string zeros(size_t{64} << 20, '\0');
  for (Compression compression : kCompressed) {
    Drained drained = drain_memory(compress(compression, zeros));
    EXPECT_EQ(drained.error.code, Code::kTooLarge);
    EXPECT_THAT(drained.error.message, HasSubstr("is it a bomb?"));
    EXPECT_LE(drained.bytes.size(), size_t{20} << 20);
  }
}

TEST(ByteStream, StopsAtTheMostThatAFileMayGive) {
  std::string text = some_text(100'000);
  for (Compression compression : kAll) {
    std::string file = compress(compression, text);
    EXPECT_EQ(drain_memory(file, {.max_file_bytes = 100'000}).error.message, "");
    Drained drained = drain_memory(file, {.max_file_bytes = 99'999});
    EXPECT_EQ(drained.bytes, text.substr(0, 99'999));
    EXPECT_EQ(drained.error.code, Code::kTooLarge);
    EXPECT_EQ(drained.error.message, "longer than the limit of 99999 bytes for one file");
  }
}

TEST(ByteStream, TakesAnEmptyFileForAnEmptyOne) {
  EXPECT_EQ(drain_memory("").bytes, "");
  for (Compression compression : kCompressed)
    EXPECT_EQ(drain_memory(compress(compression, "")).error.message, "");
}

TEST(ByteStream, OpensFilesLongerThanItsWindow) {
  Scratch scratch;
  std::string text = some_text(3'000'000);
  for (Compression compression : kAll) {
    std::string path = scratch.write("file", compress(compression, text));
    Result<OpenedStream> stream = open_stream(path);
    ASSERT_TRUE(stream);
    EXPECT_EQ(stream->compression, compression);
    Drained drained = drain(*stream->bytes);
    EXPECT_EQ(drained.error.message, "");
    EXPECT_EQ(drained.bytes, text);
  }
}

TEST(ByteStream, TellsAFolderFromAMissingFile) {
  Scratch scratch;
  auto folder = open_stream(scratch.path().string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, Code::kUnreadable);
  EXPECT_THAT(folder.error().message, HasSubstr("is a folder"));

  auto missing = open_stream(scratch / "missing");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::kNotFound);
  EXPECT_THAT(missing.error().message, StartsWith(scratch / "missing"));
}

}  // namespace
}  // namespace unspin
