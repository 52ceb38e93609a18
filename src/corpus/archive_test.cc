// WARC and ARC: where records end, and what they say.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "corpus/readers.h"
#include "corpus/testing.h"
#include "corpus/warc.h"

namespace unspin {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string warc_record(std::string_view type, std::string_view uri,
                        std::string_view content_type, std::string_view block,
                        std::string_view length = {}) {
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nContent-Type: {}\r\n"
      "Content-Length: {}\r\n\r\n{}\r\n\r\n",
      type, uri, content_type,
      length.empty() ? std::to_string(block.size()) : std::string(length), block);
}

std::string response(std::string_view uri, std::string_view body,
                     std::string_view length = {}) {
  return warc_record(
      "response", uri, "application/http; msgtype=response",
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + std::string(body), length);
}

// All that a file's reader and parser say of it.
struct Seen {
  std::string bytes;  // of all records, as a copy has them
  size_t records = 0;
  size_t documents = 0;
  std::vector<std::string> texts;  // "id=text", pages in <>
  std::vector<std::string> skips;  // "offset: reason (detail)"
};

Seen see(std::string_view file, Kind kind, const ReadLimits& limits = {}) {
  RecordSource source{
      .path = "f", .kind = kind, .stream = open_memory(file, limits).bytes};
  auto open = kind == Kind::kArc ? open_arc : open_warc;
  auto [reader, parser] =
      open(std::move(source), {.limits = limits, .past_damage = true}).value();
  Seen seen;
  auto note = [&](const Skip& skip) {
    seen.skips.push_back(
        fmt::format("{}: {} ({})", skip.offset, skip.reason, skip.detail));
  };
  RecordBatch batch;
  Result<bool> more = true;
  while (more && *more) {
    more = reader->next(batch);
    if (!more) seen.skips.push_back("error: " + more.error().message);
    for (const Skip& skip : batch.skips) note(skip);
    for (size_t i = 0; i < batch.records.size(); ++i) {
      const RawRecord& raw = batch.records[i];
      EXPECT_EQ(raw.offset, seen.bytes.size());
      EXPECT_EQ(raw.line, raw.ordinal + 1);
      seen.bytes += batch.bytes_of(raw);
      ++seen.records;
      if (!raw.is_document) continue;
      ++seen.documents;
      auto record = parser->parse(batch, i);
      if (!record)
        note(record.error());
      else if (const auto& found = *record)
        seen.texts.push_back(
            found->document.id + "=" +
            (found->page ? "<" + found->page->html + ">" : found->document.text));
    }
  }
  return seen;
}

Seen see_warc(std::string_view file, const ReadLimits& limits = {}) {
  return see(file, Kind::kWarc, limits);
}
Seen see_arc(std::string_view file) { return see(file, Kind::kArc); }

const std::string kInfo = warc_record("warcinfo", "", "application/warc-fields", "a: b");

TEST(Warc, HandsOnEveryRecordByteForByte) {
  std::string file = kInfo + response("http://a/", "one") + response("http://b/", "two");
  Seen seen = see_warc(file);
  EXPECT_EQ(seen.bytes, file);
  EXPECT_EQ(seen.records, 3);
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=one", "http://b/=two"));
  EXPECT_THAT(seen.skips, IsEmpty());
}

TEST(Warc, KnowsWhatIsADocument) {
  std::string file;
  for (std::string_view type :
       {"warcinfo", "request", "metadata", "revisit", "continuation", "odd", ""})
    file += warc_record(type, "http://a/", "text/plain", "no");
  file += warc_record("response", "http://a/", "text/plain", "raw");
  file += warc_record("RESOURCE", "http://b/", "text/html", "page");
  file += warc_record("conversion", "http://c/", "text/plain", "HTTP/1.1 404 told");
  Seen seen = see_warc(file);
  EXPECT_EQ(seen.documents, 3);
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=raw", "http://b/=<page>",
                                      "http://c/=HTTP/1.1 404 told"));
}

TEST(Warc, LeavesOutWhatIsNoTextWithoutAComplaint) {
  std::string file =
      warc_record("response", "dns:a", "text/dns", "127.0.0.1") +
      warc_record("response", "http://a/", "application/http",
                  "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Sorry") +
      warc_record("response", "http://a/", "application/http",
                  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG") +
      warc_record("resource", "metadata://gnu.org/software/wget/warc/wget.log",
                  "text/plain", "log");
  Seen seen = see_warc(file);
  EXPECT_EQ(seen.documents, 4);
  EXPECT_THAT(seen.texts, IsEmpty());
  EXPECT_THAT(seen.skips, IsEmpty());
}

TEST(Warc, TakesPagesWithTheirCharset) {
  std::string file =
      warc_record("response", "<http://a/b c>", "application/http",
                  "HTTP/1.1 200\nContent-Type: text/html; charset=Latin1\n\n<p>caf\xE9");
  OpenedRecords opened = *open_records(file, "f", {});
  EXPECT_EQ(opened.kind, Kind::kWarc);
  RecordBatch batch;
  ASSERT_TRUE(opened.reader->next(batch).value());
  auto record = opened.parser->parse(batch, 0);
  ASSERT_TRUE(record && *record && (*record)->page);
  EXPECT_EQ((*record)->page->html, "<p>caf\xE9");
  EXPECT_EQ((*record)->page->charset, "Latin1");
  EXPECT_EQ((*record)->document.url, "http://a/b c");
  EXPECT_EQ((*record)->document.kind, "warc");
  EXPECT_EQ((*record)->document.published, std::nullopt);
}

TEST(Warc, NamesRecordsWithoutAnAddressByTheirPlace) {
  EXPECT_THAT(see_warc(response("", "one") + response("", "two")).texts,
              ElementsAre("f:1=one", "f:2=two"));
}

TEST(Warc, BearsAnyLineEndsAndAnyNumberBetweenRecords) {
  std::string unix_file = "WARC/0.18\nwarc-type: Response\ncontent-length:  3\n\none\n\n";
  EXPECT_THAT(see_warc(unix_file).texts, ElementsAre("f:1=one"));
  std::string cr_file =
      "WARC/1.1\r\r\nWARC-Type: response\r\r\nContent-Length: 3\r\r\n\r\r\none\r\r\n";
  EXPECT_THAT(see_warc(cr_file).texts, ElementsAre("f:1=one"));

  std::string record = response("http://a/", "one");
  for (size_t n : {0, 1, 2, 3, 5, 63, 64, 65, 1000, 300000}) {
    std::string bare = record.substr(0, record.size() - 4);
    std::string file = fmt::format("{}{}{}", bare, std::string(n, '\n'), record);
    Seen seen = see_warc(file);
    EXPECT_EQ(seen.texts.size(), 2) << n;
    EXPECT_THAT(seen.skips, IsEmpty()) << n;
    EXPECT_EQ(seen.bytes, file) << n;
  }
}

TEST(Warc, ReadsFieldsThatGoOnInTheNextLine) {
  std::string file =
      "WARC/1.0\r\nWARC-Type:\r\n response\r\nWARC-Target-URI: http://a/\r\n\tb\r\n"
      "no field\r\nContent-Length: 3\r\n\r\none\r\n\r\n";
  EXPECT_THAT(see_warc(file).texts, ElementsAre("http://a/b=one"));
}

TEST(Warc, EndsARecordThatIsTooLongAtTheNext) {
  std::string first = response("http://a/", "one", "90");
  std::string file = first + response("http://b/", "two") + response("http://c/", "3");
  Seen seen = see_warc(file);
  EXPECT_EQ(seen.bytes, file);
  EXPECT_EQ(seen.texts.size(), 3);
  EXPECT_TRUE(seen.texts[0].starts_with("http://a/=one"));
  EXPECT_THAT(seen.skips, ElementsAre("0: record with a wrong length (90 bytes are said, "
                                      "the next record begins after 52)"));
}

TEST(Warc, PassesOverWhatATooShortLengthLeaves) {
  std::string file =
      kInfo + response("http://a/", "one two", "48") + response("http://b/", "three");
  Seen seen = see_warc(file);
  EXPECT_EQ(seen.bytes, file);
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=one", "http://b/=three"));
  ASSERT_EQ(seen.skips.size(), 1);
  EXPECT_THAT(seen.skips[0], testing::HasSubstr("bytes that belong to no record (8 "));
}

TEST(Warc, PassesOverARecordWithoutALength) {
  for (std::string_view length : {"-1", "abc", "0x10", "99999999999999999999", "1 2"}) {
    std::string file = response("http://a/", "one", length) + response("http://b/", "2");
    Seen seen = see_warc(file);
    EXPECT_EQ(seen.bytes, file);
    EXPECT_THAT(seen.texts, ElementsAre("http://b/=2")) << length;
    ASSERT_EQ(seen.skips.size(), 1);
    EXPECT_TRUE(seen.skips[0].starts_with("0: record without a length")) << length;
  }
}

TEST(Warc, PassesOverARecordThatIsTooLargeWithoutHoldingIt) {
  std::string large = response("http://a/", std::string(3'000'000, 'x'));
  std::string file = large + response("http://b/", "2");
  Seen seen = see_warc(file, {.max_record_bytes = 100'000});
  EXPECT_EQ(seen.bytes, file);
  EXPECT_THAT(seen.texts, ElementsAre("http://b/=2"));
  EXPECT_THAT(seen.skips,
              ElementsAre("0: record is too long (said to have 3000045 bytes)"));
}

TEST(Warc, DoesNotBelieveAHugeLength) {
  for (std::string_view length : {"999999999999", "4611686018427387903"}) {
    std::string file = response("http://a/", "one", length) + response("http://b/", "2");
    Seen seen = see_warc(file);
    EXPECT_EQ(seen.bytes, file);
    EXPECT_THAT(seen.texts, ElementsAre("http://b/=2"));
    EXPECT_EQ(seen.skips.size(), 1);
  }
}

TEST(Warc, SaysWhereAFileIsCutOff) {
  std::string file = response("http://a/", "one") + response("http://b/", "two");
  size_t second = response("http://a/", "one").size();
  for (size_t size = 0; size <= file.size(); ++size) {
    Seen seen = see_warc(std::string_view(file).substr(0, size));
    EXPECT_EQ(seen.bytes, file.substr(0, size));
    bool whole =
        size + 4 >= file.size() || size == 0 || (size + 4 >= second && size <= second);
    EXPECT_EQ(seen.skips.empty(), whole) << size;
    // What there is of a text is a text; the first byte of one stands 7 before its end.
    EXPECT_EQ(seen.texts.size(), size + 6 >= file.size() ? 2 : size + 6 >= second)
        << size;
  }
}

TEST(Warc, PassesOverWhatIsNoRecord) {
  Seen seen = see_warc("junk\nWARC/1.0\nWARC/1.x\n" + response("http://a/", "one"));
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=one"));
  EXPECT_THAT(seen.skips, ElementsAre("0: bytes that belong to no record (23 bytes)"));
  EXPECT_THAT(see_warc("nothing of ours").skips,
              ElementsAre("0: bytes that belong to no record (15 bytes)"));
  EXPECT_THAT(see_warc("").skips, IsEmpty());
}

TEST(Warc, StopsAHeaderWhereTheNextBegins) {
  std::string file = "WARC/1.0\r\nWARC-Type: response\r\n" + response("http://a/", "one");
  Seen seen = see_warc(file);
  EXPECT_EQ(seen.bytes, file);
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=one"));
}

TEST(Warc, LeavesArchivesInsideOfRecordsAlone) {
  std::string inner = response("http://inner/", "inner");
  std::string file =
      warc_record("response", "http://a/x.warc", "text/plain", "x\r\n" + inner) +
      response("http://b/", "two");
  Seen seen = see_warc(file);
  EXPECT_EQ(seen.documents, 2);
  EXPECT_THAT(seen.skips, IsEmpty());
}

TEST(Warc, FindsRecordsBehindJunkOfAnyLength) {
  std::string record = response("http://a/", "one");
  for (size_t n : {1, 100, 131071, 131072, 1 << 20, (1 << 20) + 131072 - 20}) {
    for (size_t shift = 0; shift < 12; shift += 3) {
      std::string file = std::string(n + shift, 'x') + "\n" + record;
      Seen seen = see_warc(file);
      EXPECT_EQ(seen.bytes, file);
      EXPECT_THAT(seen.texts, ElementsAre("http://a/=one")) << n + shift;
      EXPECT_EQ(seen.skips.size(), 1);
    }
  }
}

TEST(Warc, GivesWhatCameBeforeADamagedMember) {
  std::string good = gzip(response("http://a/", "one"));
  std::string bad = gzip(response("http://b/", "two"));
  Seen seen = see_warc(good + bad.substr(0, bad.size() - 12));
  ASSERT_FALSE(seen.texts.empty());
  EXPECT_EQ(seen.texts[0], "http://a/=one");
  ASSERT_EQ(seen.skips.size(), 1);
  EXPECT_TRUE(seen.skips[0].starts_with("error: ")) << seen.skips[0];
}

// A file of one member for each of 60 records, of which none is small.
struct ManyMembers {
  std::vector<std::string> members;
  std::vector<std::string> texts;

  std::string file() const { return fmt::format("{}", fmt::join(members, "")); }
};

ManyMembers make_members(Compression compression) {
  ManyMembers many;
  for (unsigned i = 0; i < 60; ++i) {
    std::string body;
    for (unsigned word = 0; word < 2000; ++word)
      body += fmt::format("{} ", (word + 17 * i) * 2654435761U % 10007);
    std::string url = fmt::format("http://a/{}", i);
    many.members.push_back(compress(compression, response(url, body)));
    many.texts.push_back(fmt::format("{}={}", url, body));
  }
  return many;
}

// All texts but the damaged one, of which the beginning may be there.
void expect_all_but(size_t damaged, const ManyMembers& many, const Seen& seen) {
  ASSERT_EQ(seen.skips.size(), 1);
  EXPECT_THAT(seen.skips[0], testing::HasSubstr("damaged compression ("));
  size_t given = 0;
  for (size_t i = 0; i < many.texts.size(); ++i) {
    if (given < seen.texts.size() && seen.texts[given] == many.texts[i])
      ++given;
    else if (i == damaged)
      given += seen.texts.size() == many.texts.size();
    else
      ADD_FAILURE() << i << " is lost, not only " << damaged;
  }
  EXPECT_EQ(given, seen.texts.size());
}

TEST(Warc, LosesOneRecordWithADamagedMember) {
  for (Compression compression : {Compression::kGzip, Compression::kZstd}) {
    const ManyMembers good = make_members(compression);
    for (size_t at : {size_t{1}, size_t{7}, good.members.size() - 2}) {
      for (size_t place = 0; place < 20; ++place) {
        ManyMembers bad = good;
        std::string& member = bad.members[at];
        for (size_t i = 0; i < 4; ++i) member[member.size() * place / 20 + i] ^= 0x5A;
        SCOPED_TRACE(fmt::format("member {} at {}/20", at, place));
        expect_all_but(at, good, see_warc(bad.file()));
      }
    }
  }
}

TEST(Warc, LosesOneRecordWithAMemberThatIsCutOffInTheMiddleOfAFile) {
  const ManyMembers good = make_members(Compression::kGzip);
  for (size_t cut = 1; cut < good.members[5].size(); cut += 97) {
    ManyMembers bad = good;
    bad.members[5].resize(cut);
    SCOPED_TRACE(cut);
    expect_all_but(5, good, see_warc(bad.file()));
  }
}

TEST(Warc, GoesThroughDamageOfAnyLength) {
  std::string file = gzip(response("http://a/", "one"));
  for (size_t i = 0; i < 100'000; ++i) file.append("\x1F\x8B\x08\x00", 4);
  file += std::string(100, 'x') + gzip(response("http://b/", "two"));
  Seen seen = see_warc(file);
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=one", "http://b/=two"));
  EXPECT_GT(seen.skips.size(), 10'000);
}

TEST(Warc, SaysWhyABodyCannotBeRead) {
  std::string bytes = gzip("some text that is long enough to be deflated, deflated");
  bytes.replace(12, 8, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
  std::string file = warc_record("response", "http://a/", "application/http",
                                 "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                                 "Content-Encoding: gzip\r\n\r\n" +
                                     bytes) +
                     response("http://b/", "two");
  Seen seen = see_warc(file);
  EXPECT_THAT(seen.texts, ElementsAre("http://b/=two"));
  EXPECT_THAT(seen.skips,
              ElementsAre("0: body with a damaged content encoding (damaged)"));
}

TEST(Warc, FindsFieldsOfARecord) {
  std::string record = response("http://a/", "one");
  EXPECT_EQ(find_warc_field(record, "warc-type"), "response");
  EXPECT_EQ(find_warc_field(record, "Server"), std::nullopt);
  EXPECT_EQ(find_warc_field("no record", "WARC-Type"), std::nullopt);
}

std::string arc_record(std::string_view head, std::string_view block) {
  return fmt::format("{} {}\n{}\n", head, block.size(), block);
}

const std::string kDescription =
    arc_record("filedesc://x.arc 127.0.0.1 20140216050221 text/plain",
               "1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n");

TEST(Arc, ReadsBothVersions) {
  std::string file =
      kDescription +
      arc_record("http://a/ 1.2.3.4 20140216050221 text/html",
                 "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>one") +
      arc_record("http://b/ 1.2.3.4 20140216050221 text/plain 200 - - 77 x.arc", "two") +
      arc_record("dns:c 1.2.3.4 20140216050221 text/dns", "127.0.0.1");
  Seen seen = see_arc(file);
  EXPECT_EQ(seen.bytes, file);
  EXPECT_EQ(seen.documents, 3);
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=<<p>one>", "http://b/=two"));
  EXPECT_THAT(seen.skips, IsEmpty());
}

TEST(Arc, ReadsAddressesWithBlanksAndOddDates) {
  std::string file =
      arc_record(
          "http://a/?t=From The 1.2 Web 20140101 93.184.216.119 20140216050221 "
          "text/plain",
          "one") +
      arc_record("http://b/ 2001:db8::1 null text/plain; charset=utf-8", "two") +
      arc_record("http://c/ unknown 20140216050221 text/plain", "three");
  Seen seen = see_arc(file);
  EXPECT_THAT(seen.texts, ElementsAre("http://a/?t=From The 1.2 Web 20140101=one",
                                      "http://b/=two", "http://c/=three"));
  EXPECT_THAT(seen.skips, IsEmpty());
}

TEST(Arc, GoesOnBehindLengthsThatLie) {
  std::string next = arc_record("http://z/ 1.2.3.4 20140216050221 text/plain", "last");
  for (std::string_view length : {"-1", "abc", "9", "1", "60", "99999999999999"}) {
    std::string file =
        fmt::format("{}http://a/ 1.2.3.4 20140216050221 text/plain {}\none two\n{}",
                    kDescription, length, next);
    Seen seen = see_arc(file);
    EXPECT_EQ(seen.bytes, file);
    ASSERT_FALSE(seen.texts.empty()) << length;
    EXPECT_EQ(seen.texts.back(), "http://z/=last") << length;
    EXPECT_EQ(seen.skips.size(), 1) << length;
  }
}

TEST(Arc, SaysWhereAFileIsCutOff) {
  std::string file =
      kDescription + arc_record("http://a/ 1.2.3.4 20140216050221 text/plain", "four");
  Seen seen = see_arc(std::string_view(file).substr(0, file.size() - 3));
  EXPECT_THAT(seen.texts, ElementsAre("http://a/=fo"));
  ASSERT_EQ(seen.skips.size(), 1);
  EXPECT_THAT(seen.skips[0], testing::HasSubstr("record that is cut off (2 of 4 bytes"));
}

}  // namespace
}  // namespace unspin
