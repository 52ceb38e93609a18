#include "corpus/http.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "corpus/testing.h"

namespace unspin {
namespace {

using namespace std::string_literals;

std::string body_of(std::string_view message, const ReadLimits& limits = {}) {
  Result<std::string> body = decode_http_body(parse_http_response(message), limits);
  return body ? *body : "error: " + body.error().message;
}

std::string with_header(std::string_view fields, std::string_view body) {
  return "HTTP/1.1 200 OK\r\n" + std::string(fields) + "\r\n\r\n" + std::string(body);
}

// "a" 100 times, as brotli has it.
const std::string kBrotli = "\x1b\x63\x00\xf8\x25\xc2\x02\xb1\x40\xa0\x03"s;

// The same as zlib has it, with its wrapper (2 bytes before, 4 behind).
const std::string kZlib = "\x78\x9c\x4b\x4c\xa4\x3d\x00\x00\x7a\x47\x25\xe5"s;

TEST(Http, TakesAMessageApart) {
  HttpResponse response = parse_http_response(
      "HTTP/1.1 404 Not Found\r\ncontent-TYPE: text/html\r\nX: y\r\n\r\nbody\n");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.content_type, "text/html");
  EXPECT_EQ(response.body, "body\n");
}

TEST(Http, ReadsOddStatusLines) {
  EXPECT_EQ(parse_http_response("HTTP/1.0 302 \r\n\r\n").status, 302);
  EXPECT_EQ(parse_http_response("HTTP/1.0 302\n\nx").status, 302);
  EXPECT_EQ(parse_http_response("HTTP/1.1\r\n\r\n").status, 0);
  EXPECT_EQ(parse_http_response("HTTP/1.1 OK\r\n\r\n").status, 0);
  EXPECT_EQ(parse_http_response("HTTP/2 200\r\n\r\nx").status, 200);
  EXPECT_EQ(parse_http_response("HTTP/1.1 204 cut off").status, 204);
}

TEST(Http, ReadsHeadersOfAnyLineEnd) {
  for (std::string_view end : {"\n", "\r\n", "\r\r\n"}) {
    std::string message = "HTTP/1.1 200 OK" + std::string(end) +
                          "Content-Type: text/plain" + std::string(end) +
                          std::string(end) + "body";
    EXPECT_EQ(parse_http_response(message).content_type, "text/plain");
    EXPECT_EQ(parse_http_response(message).body, "body");
  }
}

TEST(Http, JoinsFieldsThatGoOnInTheNextLine) {
  HttpResponse response = parse_http_response(
      "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n  charset=latin1\r\n\r\n");
  EXPECT_EQ(find_charset_parameter(response.content_type), "latin1");
}

TEST(Http, TakesAMessageWithoutAHeaderAsBody) {
  EXPECT_EQ(body_of("<html>hi"), "<html>hi");
  EXPECT_EQ(parse_http_response("<html>hi").status, 0);
}

TEST(Http, HasNoBodyWhereTheHeaderDoesNotEnd) {
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\nContent-Type: text/html"), "");
  EXPECT_EQ(body_of("HTTP/1.1 200 OK"), "");
}

TEST(Http, JoinsChunks) {
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked",
                                "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n")),
            "hello world");
}

TEST(Http, JoinsChunksThatBreakOff) {
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked", "5\r\nhello\r\n6\r\n wo")),
            "hello wo");
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked", "5\r\nhello\r\n")),
            "hello");
}

TEST(Http, TakesABodyThatIsNotChunkedAsItIs) {
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked", "<html>hi</html>")),
            "<html>hi</html>");
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked", "face\nvalue")),
            "face\nvalue");
}

TEST(Http, TakesTheRestAsItIsWhereAChunkIsWrong) {
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked",
                                "5\r\nhello\r\nand so on\r\n0\r\n\r\n")),
            "helloand so on\r\n0\r\n\r\n");
}

TEST(Http, BearsChunksOfAnySize) {
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked",
                                "ffffffffffffffff\r\nhello\r\n0\r\n\r\n")),
            "hello\r\n0\r\n\r\n");
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: chunked",
                                "1ffffffffffffffff\r\nhello\r\n")),
            "1ffffffffffffffff\r\nhello\r\n");
}

TEST(Http, UncompressesEachEncoding) {
  std::string plain(100, 'a');
  EXPECT_EQ(body_of(with_header("Content-Encoding: gzip", gzip(plain))), plain);
  EXPECT_EQ(body_of(with_header("Content-Encoding: X-GZIP", gzip(plain))), plain);
  EXPECT_EQ(body_of(with_header("Content-Encoding: zstd", zstd(plain))), plain);
  EXPECT_EQ(body_of(with_header("Content-Encoding: br", kBrotli)), plain);
  EXPECT_EQ(body_of(with_header("Content-Encoding: deflate", kZlib)), plain);
  std::string raw = kZlib.substr(2, kZlib.size() - 6);
  EXPECT_EQ(body_of(with_header("Content-Encoding: deflate", raw)), plain);
}

TEST(Http, UncompressesWhatIsChunkedAndCompressedTwice) {
  std::string body = gzip(gzip("hello"));
  std::string chunked = "a\r\n" + body.substr(0, 10) + "\r\n" + "fff\r\n" +
                        body.substr(10) + "\r\n0\r\n\r\n";
  EXPECT_EQ(body_of(with_header(
                "Content-Encoding: gzip, gzip\r\nTransfer-Encoding: chunked", chunked)),
            "hello");
  EXPECT_EQ(body_of(with_header("Transfer-Encoding: gzip", gzip("hello"))), "hello");
}

TEST(Http, LeavesWhatWasUncompressedBefore) {
  for (std::string_view coding : {"gzip", "deflate", "br", "zstd", "utf-8", "identity"})
    EXPECT_EQ(body_of(with_header("Content-Encoding: " + std::string(coding),
                                  "<html>hi</html>")),
              "<html>hi</html>")
        << coding;
}

TEST(Http, UncompressesWhatNobodySaidWasCompressed) {
  EXPECT_EQ(body_of(with_header("Content-Type: text/html", gzip("<html>"))), "<html>");
}

TEST(Http, GivesWhatThereIsOfABodyThatBreaksOff) {
  std::string plain;
  for (int i = 0; i < 9999; ++i) plain += std::to_string(i * 7919) + " ";
  for (const auto& [name, bytes] :
       {std::pair{"gzip"s, gzip(plain)}, std::pair{"zstd"s, zstd(plain)}}) {
    std::string body = body_of(
        with_header("Content-Encoding: " + name, bytes.substr(0, bytes.size() * 9 / 10)));
    EXPECT_TRUE(plain.starts_with(body)) << name;
    EXPECT_LT(body.size(), plain.size()) << name;
  }
  std::string half = gzip(plain);
  EXPECT_GT(
      body_of(with_header("Content-Encoding: gzip", half.substr(0, half.size() / 2)))
          .size(),
      plain.size() / 4);
}

TEST(Http, RefusesWhatIsDamaged) {
  std::string bytes = gzip("some text that is long enough to be deflated, deflated");
  bytes.replace(12, 8, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
  EXPECT_EQ(body_of(with_header("Content-Encoding: gzip", bytes)), "error: damaged");
}

TEST(Http, RefusesBombs) {
  std::string zeros(20 << 20, '\0');
  std::string bomb = gzip(zeros);
  EXPECT_EQ(body_of(with_header("Content-Encoding: gzip", bomb), {.max_ratio = 500}),
            "error: more than 500 bytes for each of its own");
  EXPECT_EQ(
      body_of(with_header("Content-Encoding: gzip", bomb), {.max_record_bytes = 1000}),
      "error: more than 1000 bytes");
  EXPECT_EQ(body_of(with_header("Content-Encoding: gzip", bomb), {.max_ratio = 0}),
            zeros);
  EXPECT_EQ(body_of(with_header("Content-Encoding: gzip, gzip, gzip, gzip, gzip",
                                gzip(gzip(gzip(gzip(gzip("x"))))))),
            "error: more than 4 encodings on each other");
}

TEST(Http, FindsTheCharset) {
  EXPECT_EQ(find_charset_parameter("text/html; charset=utf-8"), "utf-8");
  EXPECT_EQ(find_charset_parameter("text/html;a=b; Charset = \"utf-8\" ; c"), "utf-8");
  EXPECT_EQ(find_charset_parameter("text/html; charset='x"), "x");
  EXPECT_EQ(find_charset_parameter("text/html; charset="), "");
  EXPECT_EQ(find_charset_parameter("text/html; charset=\""), "");
  EXPECT_EQ(find_charset_parameter("text/html"), "");
  EXPECT_EQ(find_charset_parameter(";;="), "");
}

TEST(BodyKind, BelievesTheHeaderAboutPagesAndText) {
  EXPECT_EQ(find_body_kind("text/html", "hello"), BodyKind::kHtml);
  EXPECT_EQ(find_body_kind("Text/HTML; charset=x", "hello"), BodyKind::kHtml);
  EXPECT_EQ(find_body_kind("application/xhtml+xml", "<?xml?>"), BodyKind::kHtml);
  EXPECT_EQ(find_body_kind("text/plain", "hello"), BodyKind::kText);
  EXPECT_EQ(find_body_kind("text/css", "a {}"), BodyKind::kOther);
  EXPECT_EQ(find_body_kind("application/json", "{}"), BodyKind::kOther);
  EXPECT_EQ(find_body_kind("image/svg+xml", "<svg>"), BodyKind::kOther);
}

TEST(BodyKind, BelievesTheBytesWhereTheHeaderIsNoHelp) {
  EXPECT_EQ(find_body_kind("", " <!DOCTYPE html><p>"), BodyKind::kHtml);
  EXPECT_EQ(find_body_kind("text/plain", "<html>"), BodyKind::kHtml);
  EXPECT_EQ(find_body_kind("text/xml", "<?xml?><html xmlns=x>"), BodyKind::kHtml);
  EXPECT_EQ(find_body_kind("text/xml", "<rss>"), BodyKind::kOther);
  EXPECT_EQ(find_body_kind("unknown", "just words"), BodyKind::kText);
  EXPECT_EQ(find_body_kind("", "a <b> c"), BodyKind::kText);
  EXPECT_EQ(find_body_kind("", "\x01\x02\x03"), BodyKind::kOther);
  EXPECT_EQ(find_body_kind("", ""), BodyKind::kOther);
}

TEST(BodyKind, BelievesSignaturesMostOfAll) {
  EXPECT_EQ(find_body_kind("text/html", "%PDF-1.4"), BodyKind::kOther);
  EXPECT_EQ(find_body_kind("text/html", "\x89PNG\r\n"), BodyKind::kOther);
  EXPECT_EQ(find_body_kind("text/plain",
                           "\0\0\0\x18"
                           "ftypmp42"s),
            BodyKind::kOther);
  EXPECT_EQ(find_body_kind("text/html", "\xFF\xFEh\0i\0"s), BodyKind::kHtml);
  EXPECT_EQ(find_body_kind("text/plain", "\xFF\xFEh\0i\0"s), BodyKind::kText);
}

}  // namespace
}  // namespace unspin
