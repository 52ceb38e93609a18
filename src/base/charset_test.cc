#include "base/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/charset_detect.h"
#include "base/charset_labels.h"

namespace unspin {
namespace {

using namespace std::string_literals;

// UTF-8 text as `converter`, an ICU name, writes it.
std::string encode(std::string_view text, const char* converter) {
  std::string out(text.size() * 4 + 16, '\0');
  UErrorCode error = U_ZERO_ERROR;
  int32_t size =
      ucnv_convert(converter, "UTF-8", out.data(), static_cast<int32_t>(out.size()),
                   text.data(), static_cast<int32_t>(text.size()), &error);
  EXPECT_TRUE(U_SUCCESS(error)) << converter;
  out.resize(static_cast<size_t>(size));
  return out;
}

constexpr std::string_view kGerman =
    "Der Präsident erklärte, die Verhandlungen seien abgeschlossen. Man habe eine Lösung "
    "gefunden, sagte er. Die Abgeordneten stimmen nächste Woche über das Gesetz ab.";
constexpr std::string_view kPolish =
    "Prezydent powiedział, że negocjacje zostały zakończone. Posłowie będą głosować nad "
    "ustawą w przyszłym tygodniu, mimo sprzeciwu części opozycji.";
constexpr std::string_view kRussian =
    "Президент сообщил, что переговоры завершены. Депутаты проголосуют за закон на "
    "следующей неделе, несмотря на возражения части оппозиции.";
constexpr std::string_view kGreek =
    "Ο πρόεδρος είπε ότι οι διαπραγματεύσεις ολοκληρώθηκαν. Οι βουλευτές θα ψηφίσουν το "
    "νόμο την επόμενη εβδομάδα.";
constexpr std::string_view kArabic =
    "قال الرئيس إن المفاوضات انتهت. وسيصوت النواب على القانون في الأسبوع المقبل.";
constexpr std::string_view kHebrew =
    "הנשיא אמר כי המשא ומתן הסתיים. חברי הכנסת יצביעו על החוק בשבוע הבא.";
constexpr std::string_view kChinese =
    "总统表示,谈判已经结束。议员们将于下周就该法案进行表决,尽管部分反对派表示反对。";
constexpr std::string_view kTaiwanese =
    "總統表示,談判已經結束。議員們將於下週就該法案進行表決,儘管部分反對派表示反對。";
constexpr std::string_view kJapanese =
    "大統領は交渉が終わったと述べた。議員たちは来週この法案について採決する。";
constexpr std::string_view kKorean =
    "대통령은 협상이 끝났다고 말했다. 의원들은 다음 주에 이 법안을 표결할 예정이다.";
constexpr std::string_view kThai =
    "ประธานาธิบดีกล่าวว่าการเจรจาสิ้นสุดลงแล้ว สมาชิกสภาจะลงคะแนนเสียงในสัปดาห์หน้า";

TEST(Charset, KeepsUtf8WhateverIsDeclared) {
  for (std::string_view text : {kGerman, kRussian, kChinese, std::string_view("plain")})
    for (std::string_view label : {"", "latin1", "gb2312", "utf-8", "nonsense"}) {
      Decoded decoded = decode_text(std::string(text), label);
      EXPECT_EQ(decoded.text, text);
      EXPECT_EQ(decoded.charset, "UTF-8");
    }
}

TEST(Charset, DropsTheByteOrderMarkAndBelievesIt) {
  EXPECT_EQ(decode_text("\xEF\xBB\xBFhi", "latin1").text, "hi");
  EXPECT_EQ(decode_text("\xEF\xBB\xBF\xE9").text, "\xE9");
  EXPECT_EQ(decode_text("\xFF\xFEh\0i\0\xE9\0"s, "utf-8").text, "hi\xC3\xA9");
  EXPECT_EQ(decode_text("\xFE\xFF\0h\0i\0\xE9"s).charset, "UTF-16BE");
}

TEST(Charset, RecognisesUtf16WithoutAMark) {
  EXPECT_EQ(decode_text("h\0e\0l\0l\0o\0 \0y\0o\0u\0"s).text, "hello you");
  EXPECT_EQ(decode_text("\0h\0e\0l\0l\0o\0 \0y\0o\0u"s).text, "hello you");
  std::string russian = encode(kRussian, "UTF-16LE");
  EXPECT_EQ(decode_text(russian, "utf-16").text, kRussian);
}

TEST(Charset, KeepsTheFewStrangeBytesOfWhatIsUtf8Otherwise) {
  std::string mixed = std::string(kGerman) + " caf\xE9 ";
  EXPECT_EQ(decode_text(mixed).text, mixed);
  EXPECT_EQ(decode_text(mixed, "latin1").text, mixed);
  std::string cut = std::string(kChinese).substr(0, 31);
  EXPECT_EQ(decode_text(cut, "gbk").text, cut);
}

struct Sample {
  std::string_view text;
  const char* converter;
  std::string_view label;
  std::string_view charset;
};

constexpr Sample kSamples[] = {
    {kGerman, "windows-1252", "ISO-8859-1", "windows-1252"},
    {kPolish, "windows-1250", "windows-1250", "windows-1250"},
    {kPolish, "ISO-8859-2", "latin2", "ISO-8859-2"},
    {kRussian, "windows-1251", "cp1251", "windows-1251"},
    {kRussian, "KOI8-R", "koi8-r", "KOI8-R"},
    {kRussian, "ISO-8859-5", "cyrillic", "ISO-8859-5"},
    {kGreek, "ISO-8859-7", "greek", "ISO-8859-7"},
    {kArabic, "windows-1256", "windows-1256", "windows-1256"},
    {kHebrew, "ISO-8859-8", "iso-8859-8-i", "ISO-8859-8-I"},
    {kChinese, "gb18030", "gb18030", "GB18030"},
    {kTaiwanese, "Big5", "big5", "Big5"},
    {kJapanese, "Shift_JIS", "x-sjis", "Shift_JIS"},
    {kJapanese, "EUC-JP", "euc-jp", "EUC-JP"},
    {kKorean, "windows-949", "ks_c_5601-1987", "EUC-KR"},
    {kThai, "windows-874", "tis-620", "windows-874"},
};

TEST(Charset, BelievesADeclarationThatMakesSense) {
  for (const Sample& sample : kSamples) {
    Decoded decoded = decode_text(encode(sample.text, sample.converter), sample.label);
    EXPECT_EQ(decoded.text, sample.text) << sample.converter;
    EXPECT_EQ(decoded.charset, sample.charset);
  }
}

TEST(Charset, DetectsWhatIsNotDeclared) {
  for (const Sample& sample : kSamples) {
    std::string bytes = encode(sample.text, sample.converter);
    EXPECT_EQ(decode_text(bytes).text, sample.text) << sample.converter;
    EXPECT_EQ(decode_text(bytes, "utf-8").text, sample.text) << sample.converter;
  }
}

TEST(Charset, DetectsWhatBeginsBehindKilobytesOfAscii) {
  std::string markup;
  while (markup.size() < 100'000) markup += "<meta name=\"a\" content=\"nothing\">\n";
  for (const Sample& sample : kSamples) {
    std::string bytes = markup;
    bytes.append(encode(sample.text, sample.converter)).append(markup);
    std::string text = markup;
    text.append(sample.text).append(markup);
    Decoded decoded = decode_text(bytes);
    EXPECT_TRUE(decoded.text == text)
        << sample.converter << " taken for " << decoded.charset;
  }
}

TEST(Charset, TakesASingleStrangeByteForWestern) {
  EXPECT_EQ(decode_text("It was a caf\xE9 in the old town, he said.").text,
            "It was a café in the old town, he said.");
  EXPECT_EQ(decode_text("It\x92s \x93over\x94 \x97 he said").text,
            "It’s “over” — he said");
}

TEST(Charset, DoubtsADeclarationThatMakesNonsense) {
  EXPECT_EQ(decode_text(encode(kJapanese, "Shift_JIS"), "euc-jp").text, kJapanese);
  EXPECT_EQ(decode_text(encode(kKorean, "windows-949"), "shift_jis").text, kKorean);
}

TEST(Charset, ReadsGb2312AsWhatItGrewInto) {
  EXPECT_EQ(decode_text(encode("朱镕基说：「€」，" + std::string(kChinese), "gb18030"),
                        "gb2312")
                .text,
            "朱镕基说：「€」，" + std::string(kChinese));
}

TEST(Charset, ReadsJapaneseEscapesOnlyWhereDeclared) {
  std::string bytes = encode(kJapanese, "ISO-2022-JP");
  EXPECT_EQ(decode_text(bytes, "iso-2022-jp").text, kJapanese);
  EXPECT_EQ(decode_text(bytes).text, bytes);
}

TEST(Charset, IgnoresLabelsThatHideMarkup) {
  EXPECT_EQ(find_charset("utf-7"), std::nullopt);
  EXPECT_EQ(find_charset("hz-gb-2312"), std::nullopt);
  EXPECT_EQ(find_charset("iso-2022-cn"), std::nullopt);
  EXPECT_EQ(find_charset("x-user-defined"), std::nullopt);
  EXPECT_EQ(find_charset("ebcdic-us"), std::nullopt);
  std::string hidden = "+ADw-script+AD4-";
  EXPECT_EQ(decode_text(hidden, "utf-7").text, hidden);
}

TEST(Charset, SwallowsNoAngleBracketAfterHalfALetter) {
  for (const Sample& sample : kSamples) {
    std::string text = convert_text("a\x81<b>\xE0<c>\xFE<", sample.charset);
    EXPECT_NE(text.find("<b>"), text.npos) << sample.charset;
    EXPECT_NE(text.find("<c>"), text.npos) << sample.charset;
    EXPECT_TRUE(text.ends_with('<')) << sample.charset;
  }
}

TEST(Charset, MarksWhatAnEncodingDoesNotDefine) {
  EXPECT_EQ(convert_text("a\xFF\xFF b", "EUC-JP"), "a\uFFFD\uFFFD b");
  EXPECT_EQ(convert_text("a\x81", "Shift_JIS"), "a\uFFFD");
  EXPECT_EQ(convert_text("h\0\x00\xD8i\0"s, "UTF-16LE"), "h\uFFFDi");
  EXPECT_EQ(convert_text("h\0i"s, "UTF-16LE"), "h\uFFFD");
}

TEST(Charset, KnowsLabelsInAnyCaseAndQuotes) {
  EXPECT_EQ(find_charset(" \"UTF-8\" "), "UTF-8");
  EXPECT_EQ(find_charset("Latin1"), "windows-1252");
  EXPECT_EQ(find_charset("GB2312;"), "GBK");
  EXPECT_EQ(find_charset(""), std::nullopt);
}

TEST(Charset, HasAConverterForEveryLabel) {
  std::string_view before;
  for (const CharsetLabel& label : charset_labels()) {
    EXPECT_LT(before, label.label);
    EXPECT_FALSE(convert_text("some", label.charset).empty()) << label.label;
    before = label.label;
  }
}

// Whatever comes, UTF-8 goes out; the same as a converter says at once.
TEST(Charset, MakesValidUtf8OfAnything) {
  std::minstd_rand random(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 300, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % (round % 2 ? 256 : 128));
    const Sample& sample = kSamples[random() % std::size(kSamples)];
    std::string text = convert_text(bytes, sample.charset);
    EXPECT_EQ(convert_text(text, "UTF-8"), text);
  }
}

TEST(Charset, SamplesTheStretchesAroundStrangeBytes) {
  EXPECT_EQ(sample_bytes("all ASCII"), "");
  EXPECT_EQ(sample_bytes("caf\xE9"), "caf\xE9");
  std::string far(1000, 'x');
  std::string sample = sample_bytes(far + " the caf\xE9 there " + far);
  EXPECT_NE(sample.find("the caf\xE9 there"), std::string::npos);
}

}  // namespace
}  // namespace unspin
