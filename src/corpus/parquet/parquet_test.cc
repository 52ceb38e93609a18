// Parquet files, written by Arrow, as documents and copied.

#include "corpus/parquet.h"

#include <arrow/api.h>
#include <arrow/io/memory.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/writer.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>

#include <fstream>
#include <string>

#include "corpus/read_all.h"
#include "corpus/testing.h"

namespace unspin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::shared_ptr<arrow::Array> strings(const std::vector<std::string>& values) {
  arrow::StringBuilder builder;
  EXPECT_TRUE(builder.AppendValues(values).ok());
  return *builder.Finish();
}

std::shared_ptr<arrow::Table> table_of(
    const std::vector<std::pair<std::string, std::shared_ptr<arrow::Array>>>& columns) {
  arrow::FieldVector fields;
  arrow::ArrayVector arrays;
  for (const auto& [name, array] : columns) {
    fields.push_back(arrow::field(name, array->type()));
    arrays.push_back(array);
  }
  return arrow::Table::Make(arrow::schema(fields), arrays);
}

std::string file_of(const arrow::Table& table, int64_t group_rows = 1000) {
  auto sink = *arrow::io::BufferOutputStream::Create();
  parquet::WriterProperties::Builder properties;
  properties.compression(parquet::Compression::ZSTD);
  EXPECT_TRUE(parquet::arrow::WriteTable(
                  table, arrow::default_memory_pool(), sink, group_rows,
                  properties.build(),
                  parquet::ArrowWriterProperties::Builder().store_schema()->build())
                  .ok());
  return (*sink->Finish())->ToString();
}

std::vector<std::string> numbered(const std::string& name, int n) {
  std::vector<std::string> values;
  for (int i = 0; i < n; ++i) values.push_back(name + std::to_string(i));
  return values;
}

TEST(Parquet, ReadsTheColumnsThatAreNamed) {
  arrow::TimestampBuilder times(arrow::timestamp(arrow::TimeUnit::MILLI, "UTC"),
                                arrow::default_memory_pool());
  ASSERT_TRUE(times.AppendValues({1556197074000, -1000}).ok());
  std::string file = file_of(*table_of({{"other", strings({"x", "y"})},
                                        {"text", strings({"one", "two"})},
                                        {"url", strings({"http://a/", "http://b/"})},
                                        {"date", *times.Finish()}}));
  testing::AllRecords all = testing::read_all(file, "f.parquet");
  EXPECT_EQ(all.error, "");
  ASSERT_EQ(all.records.size(), 2);
  EXPECT_EQ(all.records[0].document.text, "one");
  EXPECT_EQ(all.records[0].document.id, "http://a/");
  EXPECT_EQ(all.records[0].document.kind, "parquet");
  EXPECT_EQ(all.records[0].document.published, "2019-04-25T12:57:54Z");
  EXPECT_EQ(all.records[1].document.published, "1969-12-31T23:59:59Z");
  EXPECT_THAT(all.ordinals, ElementsAre(0, 1));
}

TEST(Parquet, NamesRowsByTheirPlaceAndReadsManyRowGroups) {
  std::string file = file_of(*table_of({{"text", strings(numbered("t", 5000))}}), 7);
  testing::AllRecords all = testing::read_all(file, "f.parquet");
  ASSERT_EQ(all.records.size(), 5000);
  EXPECT_EQ(all.records[0].document.id, "f.parquet:1");
  EXPECT_EQ(all.records[4999].document.id, "f.parquet:5000");
  EXPECT_EQ(all.records[4999].document.text, "t4999");
}

TEST(Parquet, LooksInsideStructsAndLists) {
  auto inner = *arrow::StructArray::Make({strings({"http://a/"}), strings({"x"})},
                                         std::vector<std::string>{"url", "other"});
  arrow::ListBuilder list(arrow::default_memory_pool(),
                          std::make_shared<arrow::StringBuilder>());
  auto* values = static_cast<arrow::StringBuilder*>(list.value_builder());
  ASSERT_TRUE(list.Append().ok());
  ASSERT_TRUE(values->AppendValues({"Ann", "Bob"}).ok());
  std::string file = file_of(*table_of(
      {{"text", strings({"one"})}, {"metadata", inner}, {"authors", *list.Finish()}}));
  RecordOptions options;
  options.fields.url = {"metadata.url"};
  options.fields.author = {"authors"};
  testing::AllRecords all = testing::read_all(file, "f", options);
  ASSERT_EQ(all.records.size(), 1) << all.error;
  EXPECT_EQ(all.records[0].document.url, "http://a/");
  EXPECT_EQ(all.records[0].document.author, "Ann, Bob");
}

TEST(Parquet, TakesTheFirstNamedColumnThatIsPresent) {
  arrow::StringBuilder first;
  ASSERT_TRUE(first.Append("a").ok());
  ASSERT_TRUE(first.AppendNull().ok());
  ASSERT_TRUE(first.AppendNull().ok());
  arrow::StringBuilder second;
  ASSERT_TRUE(second.Append("b").ok());
  ASSERT_TRUE(second.Append("b").ok());
  ASSERT_TRUE(second.AppendNull().ok());
  std::string file =
      file_of(*table_of({{"content", *second.Finish()}, {"text", *first.Finish()}}));
  RecordOptions options;
  options.fields.text = {"text", "content"};
  testing::AllRecords all = testing::read_all(file, "f", options);
  ASSERT_EQ(all.records.size(), 2);
  EXPECT_EQ(all.records[0].document.text, "a");
  EXPECT_EQ(all.records[1].document.text, "b");
  ASSERT_EQ(all.skips.size(), 1);
  EXPECT_EQ(all.skips[0].reason, "no text field");
}

TEST(Parquet, ReadsDictionariesLargeStringsAndBinary) {
  arrow::StringDictionaryBuilder words;
  arrow::LargeStringBuilder large;
  arrow::BinaryBuilder binary;
  for (const char* word : {"x", "y", "x"}) {
    ASSERT_TRUE(words.Append(word).ok());
    ASSERT_TRUE(large.Append(word).ok());
    ASSERT_TRUE(binary.Append(word).ok());
  }
  std::string file = file_of(*table_of({{"text", *words.Finish()},
                                        {"title", *large.Finish()},
                                        {"author", *binary.Finish()}}));
  testing::AllRecords all = testing::read_all(file, "f");
  ASSERT_EQ(all.records.size(), 3) << all.error;
  EXPECT_EQ(all.records[1].document.text, "y");
  EXPECT_EQ(all.records[2].document.title, "x");
  EXPECT_EQ(all.records[2].document.author, "x");
}

TEST(Parquet, FindsNothingInAnEmptyFile) {
  std::string file = file_of(*table_of({{"text", strings({})}}));
  testing::AllRecords all = testing::read_all(file, "f");
  EXPECT_EQ(all.error, "");
  EXPECT_THAT(all.records, IsEmpty());
}

TEST(Parquet, NamesTheColumnsThereAreWhenThereIsNoText) {
  std::string file = file_of(*table_of({{"a", strings({"x"})}, {"b", strings({"y"})}}));
  EXPECT_THAT(testing::read_all(file, "f").error,
              ::testing::AllOf(HasSubstr("f: Parquet: no text column"),
                               HasSubstr("its columns: a, b")));
}

TEST(Parquet, SaysInOneLineWhatIsWrongWithADamagedFile) {
  std::string file = file_of(*table_of({{"text", strings(numbered("some text ", 99))}}));
  for (size_t size = 4; size < file.size(); size += 13) {
    std::string error = testing::read_all(file.substr(0, size), "f").error;
    EXPECT_THAT(error, HasSubstr("f: Parquet: ")) << size;
    EXPECT_THAT(error, ::testing::Not(HasSubstr("\n")));
  }
  for (size_t i = 4; i < file.size(); ++i) {
    std::string damaged = file;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
    testing::read_all(damaged, "f");  // must return
  }
}

TEST(Parquet, ReadsFilesOnDiskAndCompressedOnes) {
  Scratch scratch;
  std::string file = file_of(*table_of({{"text", strings({"one"})}}));
  for (const auto& path :
       {scratch.write("a.parquet", file), scratch.write("b.parquet.gz", gzip(file))}) {
    auto opened = open_records(InputFile{.path = path}, {});
    ASSERT_TRUE(opened) << opened.error().message;
    testing::AllRecords all = testing::read_all(*opened);
    ASSERT_EQ(all.records.size(), 1);
    EXPECT_EQ(all.records[0].document.text, "one");
  }
}

TEST(Parquet, RefusesRowsThatAreTooLong) {
  std::string file =
      file_of(*table_of({{"text", strings({"short", std::string(5000, 'x')})}}));
  RecordOptions options;
  options.limits.max_record_bytes = 1000;
  testing::AllRecords all = testing::read_all(file, "f", options);
  EXPECT_EQ(all.records.size(), 1);
  ASSERT_EQ(all.skips.size(), 1);
  EXPECT_EQ(all.skips[0].reason, "record is too long");
}

TEST(Parquet, CopiesRowsWithSchemaMetadataAndCompression) {
  Scratch scratch;
  auto table = table_of(
      {{"text", strings(numbered("t", 100))}, {"other", strings(numbered("o", 100))}});
  table = table->ReplaceSchemaMetadata(arrow::key_value_metadata({"key"}, {"value"}));
  std::string from = scratch.write("a.parquet", file_of(*table, 30));
  std::string to = scratch / "b.parquet";
  Result<AtomicFile> out = AtomicFile::create(to);
  ASSERT_TRUE(out);
  auto counts = copy_parquet(InputFile{.path = from}, *out, [](uint64_t row) {
    return (row < 30 || row >= 60) && row % 3 != 0;
  });
  ASSERT_TRUE(counts) << counts.error().message;
  ASSERT_TRUE(out->finish());
  EXPECT_EQ(counts->kept, 46);
  EXPECT_EQ(counts->removed, 54);

  auto read = parquet::ParquetFileReader::OpenFile(to);
  auto metadata = read->metadata();
  EXPECT_EQ(metadata->num_rows(), 46);
  EXPECT_EQ(metadata->num_row_groups(), 3);
  EXPECT_EQ(metadata->RowGroup(0)->ColumnChunk(1)->compression(),
            parquet::Compression::ZSTD);
  ASSERT_NE(metadata->key_value_metadata(), nullptr);
  EXPECT_EQ(metadata->key_value_metadata()->Get("key").ValueOr(""), "value");
  EXPECT_EQ(metadata->schema()->Column(1)->name(), "other");
  auto opened = open_records(InputFile{.path = to}, {});
  testing::AllRecords all = testing::read_all(*opened);
  ASSERT_EQ(all.records.size(), 46);
  EXPECT_EQ(all.records[0].document.text, "t1");
  EXPECT_EQ(all.records[45].document.text, "t98");
}

TEST(Parquet, CopiesFilesWhateverTheirColumnsAreCalled) {
  Scratch scratch;
  std::string from = scratch.write(
      "a.parquet", file_of(*table_of({{"odd", strings(numbered("t", 10))}})));
  auto counts = copy_records(InputFile{.path = from}, scratch / "b.parquet",
                             [](uint64_t row) { return row < 4; });
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_EQ(counts->kept, 4);
  EXPECT_EQ(
      parquet::ParquetFileReader::OpenFile(scratch / "b.parquet")->metadata()->num_rows(),
      4);
}

TEST(Parquet, CopiesNothingAtAll) {
  Scratch scratch;
  std::string from = scratch.write(
      "a.parquet", file_of(*table_of({{"text", strings(numbered("t", 10))}})));
  Result<AtomicFile> out = AtomicFile::create(scratch / "b.parquet");
  ASSERT_TRUE(
      copy_parquet(InputFile{.path = from}, *out, [](uint64_t) { return false; }));
  ASSERT_TRUE(out->finish());
  auto opened = open_records(InputFile{.path = scratch / "b.parquet"}, {});
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_THAT(testing::read_all(*opened).records, IsEmpty());
}

}  // namespace
}  // namespace unspin
