#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "corpus/read_all.h"

namespace unspin {
namespace {

using testing::AllRecords;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AllRecords read(std::string_view bytes, const RecordOptions& options = {},
                const std::string& name = "news.csv") {
  AllRecords all = testing::read_all(bytes, name, options);
  EXPECT_EQ(all.fault, "");
  if (all.error.empty()) {
    EXPECT_EQ(all.bytes, bytes);
  }
  return all;
}

RecordOptions batches_of(size_t bytes) {
  RecordOptions options;
  options.batch_bytes = bytes;
  return options;
}

TEST(Csv, GivesADocumentARow) {
  AllRecords all = read(
      "id,title,text,date\n7,Head,\"One, two.\",2019-04-25\n8,,\"He said "
      "\"\"no\"\".\",\n");
  EXPECT_THAT(all.texts(), ElementsAre("One, two.", "He said \"no\"."));
  EXPECT_THAT(all.ids(), ElementsAre("7", "8"));
  EXPECT_THAT(all.skips, IsEmpty());
  EXPECT_EQ(all.records[0].document.title, "Head");
  EXPECT_EQ(all.records[0].document.published, "2019-04-25");
  EXPECT_EQ(all.records[1].document.title, std::nullopt);
  EXPECT_EQ(all.records[0].document.kind, "csv");
}

TEST(Csv, KeepsLineBreaksInQuotes) {
  AllRecords all = read("text,n\r\n\"a\r\n\r\nb\",1\r\nc,2\r\n\"d\n\",3");
  EXPECT_THAT(all.texts(), ElementsAre("a\r\n\r\nb", "c", "d\n"));
  EXPECT_THAT(all.ids(), ElementsAre("news.csv:2", "news.csv:5", "news.csv:6"));
  EXPECT_THAT(all.ordinals, ElementsAre(0, 1, 2));
}

TEST(Csv, TakesSemicolonsTabsAndOldLineEnds) {
  EXPECT_THAT(read("id;text\n1;a, b\n").texts(), ElementsAre("a, b"));
  EXPECT_THAT(read("id\ttext\n1\ta, b\n", {}, "x.tsv").texts(), ElementsAre("a, b"));
  EXPECT_EQ(read("id\ttext\n1\ta, b\n", {}, "x.tsv").records.at(0).document.kind, "tsv");
  EXPECT_THAT(read("id,text\r1,a\r2,b\r").texts(), ElementsAre("a", "b"));
}

TEST(Csv, PassesOverTheByteOrderMarkAndBlankRows) {
  AllRecords all = read("\xEF\xBB\xBF\"text\",n\n\n  \na,1\n,\nb,2\n\n");
  EXPECT_THAT(all.texts(), ElementsAre("a", "b"));
  EXPECT_THAT(all.skips, IsEmpty());
}

TEST(Csv, SkipsRowsThatDoNotFitTheHeader) {
  AllRecords all = read("id,text\n1,a\n2\n3,b,c\n4,d\n");
  EXPECT_THAT(all.texts(), ElementsAre("a", "d"));
  EXPECT_THAT(all.complaints(), ElementsAre("12: row does not fit the header",
                                            "14: row does not fit the header"));
  EXPECT_EQ(all.skips[1].detail, "3 fields, the header has 2");
  EXPECT_THAT(all.ordinals, ElementsAre(0, 3));
}

TEST(Csv, LosesOneRowToAQuoteThatIsNotClosed) {
  AllRecords all = read("id,text\n1,a\n2,\"b, c\n3,\"d, \"\"e\"\"\"\n4,f\n\"5\",g\n");
  EXPECT_THAT(all.texts(), ElementsAre("a", "d, \"e\"", "f", "g"));
  EXPECT_THAT(all.complaints(), ElementsAre("12: row does not fit the header"));
  ASSERT_EQ(all.skips.size(), 1);
  EXPECT_EQ(all.skips[0].detail, "a quote is not closed");
}

TEST(Csv, TakesStrayQuotesForLettersWhereTheRowFitsThen) {
  AllRecords all = read("id\ttext\n1\t\"No\" was all he said.\n2\tb\n", {}, "x.tsv");
  EXPECT_THAT(all.texts(), ElementsAre("\"No\" was all he said.", "b"));
  EXPECT_THAT(all.skips, IsEmpty());
}

TEST(Csv, ForgivesQuotesInsideAQuotedField) {
  AllRecords all = read("id,text,n\n1,\"He said \"no\" and\nleft, \"angry\" too\",2\n");
  EXPECT_THAT(all.texts(), ElementsAre("He said \"no\" and\nleft, \"angry\" too"));
}

TEST(Csv, NamesTheColumnsWhenNoneIsAText) {
  EXPECT_EQ(read("nr,kop,inhoud\n1,a,b\n").error.substr(0, 34),
            "news.csv: no column for the text (");
  EXPECT_THAT(read("nr,kop,inhoud\n1,a,b\n").error,
              HasSubstr("its columns: nr, kop, inhoud"));
  RecordOptions options;
  options.fields.text = {"inhoud"};
  EXPECT_THAT(read("nr,kop,inhoud\n1,a,b\n", options).texts(), ElementsAre("b"));
}

TEST(Csv, TakesTheFirstColumnThatIsNotEmpty) {
  EXPECT_THAT(read("content,text,n\na,b,1\nc,,2\n,,3\n").texts(),
              ElementsAre("b", "c", ""));
}

TEST(Csv, ConvertsOtherEncodings) {
  AllRecords all =
      read("id,text\n1,Le caf\xE9 de l'\xE9t\xE9 o\xF9 l'on boit\n2,d\xE9j\xE0 vu\n");
  EXPECT_THAT(all.texts(),
              ElementsAre("Le caf\xC3\xA9 de l'\xC3\xA9t\xC3\xA9 o\xC3\xB9 l'on boit",
                          "d\xC3\xA9j\xC3\xA0 vu"));
}

TEST(Csv, HasNoDocumentsWhenThereIsNothingButAHeader) {
  EXPECT_THAT(read("id,text\n").records, IsEmpty());
  EXPECT_THAT(read("id,text\n").skips, IsEmpty());
  EXPECT_EQ(read("").error, "");
}

TEST(Csv, LeavesOutWhatIsTooLongWithoutHoldingIt) {
  std::string file = "id,text\n1,a\n2," + std::string(5000, 'b') + "\n3,\"" +
                     std::string(5000, 'c') + "\n4,d\n";
  for (size_t batch : {1, 10, 999, 2000, 20000}) {
    RecordOptions options = batches_of(batch);
    options.limits.max_record_bytes = 1000;
    AllRecords all = read(file, options);
    EXPECT_THAT(all.texts(), ElementsAre("a", "d"));
    EXPECT_THAT(all.complaints(),
                ElementsAre("12: record is too long", "5015: record is too long"));
    EXPECT_THAT(all.ordinals, ElementsAre(0, 3));
  }
}

TEST(Csv, DoesNotTakeLongOverQuotesThatAreNeverClosed) {
  std::string file = "id,text\n";
  while (file.size() < 4 << 20) file += "1,\"x\n";
  AllRecords all = read(file);
  EXPECT_EQ(all.records.size() + all.skips.size(), (file.size() - 8) / 5);
}

TEST(Csv, IsTheSameForEveryBatchSize) {
  std::string file =
      "\xEF\xBB\xBF\r\nid,text\r\n\r1,\"a\n\nb\"\n2,\"c\n3,d\r\r\n\"4\",\"e\"\"\r\"\n5,"
      "\"\n";
  AllRecords whole = read(file);
  EXPECT_THAT(whole.texts(), ElementsAre("a\n\nb", "\"c", "d", "e\"\r", "\""));
  for (size_t batch = 1; batch < file.size() + 2; ++batch) {
    AllRecords all = read(file, batches_of(batch));
    EXPECT_EQ(all.texts(), whole.texts());
    EXPECT_EQ(all.ids(), whole.ids());
    EXPECT_EQ(all.ordinals, whole.ordinals);
    EXPECT_EQ(all.complaints(), whole.complaints());
  }
}

// The obvious reading of a table without mistakes (RFC 4180).
std::vector<std::vector<std::string>> slow_rows(std::string_view file) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (size_t i = 0; i < file.size(); ++i) {
    if (quoted && file[i] == '"' && file.substr(i + 1).starts_with('"')) {
      row.back() += file[i++];
    } else if (file[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && file[i] == ',') {
      row.emplace_back();
    } else if (!quoted && file[i] == '\n') {
      rows.push_back(row);
      row.assign(1, "");
    } else {
      row.back() += file[i];
    }
  }
  return rows;
}

TEST(Csv, AgreesWithASlowReaderOnRandomTables) {
  constexpr std::string_view kBits[] = {"a", "\"\"", ",", "\n", "\r\n", " ", "b c"};
  for (unsigned seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::string file = "n,text,more\n";
    for (unsigned rows = random() % 12; rows > 0; --rows) {
      for (int column = 0; column < 3; ++column) {
        std::string field = column == 0 ? "1" : "\"x";
        for (unsigned n = column > 0 ? random() % 9 : 0; n > 0; --n)
          field += kBits[random() % std::size(kBits)];
        file += field + (column == 0 ? "," : column == 1 ? "\"," : "\"\n");
      }
    }
    std::vector<std::string> texts;
    for (const std::vector<std::string>& row : slow_rows(file)) texts.push_back(row[1]);
    texts.erase(texts.begin());
    AllRecords all = read(file, batches_of(1 + random() % 60));
    EXPECT_EQ(all.texts(), texts);
    EXPECT_THAT(all.skips, IsEmpty());
  }
}

}  // namespace
}  // namespace unspin
