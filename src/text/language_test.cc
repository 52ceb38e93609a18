#include "text/language.h"

#include <gtest/gtest.h>

#include <string>

namespace unspin {
namespace {

TEST(Language, IsToldFromAParagraph) {
  EXPECT_EQ(
      detect_language("The council voted on Tuesday to close the old harbour bridge "
                      "until engineers have looked at every one of its bolts."),
      "en");
  EXPECT_EQ(
      detect_language("Der Stadtrat hat am Dienstag beschlossen, die alte Brücke am "
                      "Hafen zu schließen, bis alle Schrauben geprüft sind."),
      "de");
  EXPECT_EQ(
      detect_language("Le conseil municipal a décidé mardi de fermer le vieux pont du "
                      "port jusqu'à ce que chaque boulon soit vérifié."),
      "fr");
  EXPECT_EQ(
      detect_language(
          "市議会は火曜日、すべてのボルトが点検されるまで古い橋を閉鎖することを決めた。"),
      "ja");
}

TEST(Language, OfAShortEnglishTextIsEnglish) {
  EXPECT_EQ(detect_language("The bridge is closed to all traffic."), "en");
  EXPECT_EQ(detect_language("Council votes to close the old harbour bridge on Tuesday"),
            "en");
  EXPECT_EQ(detect_language("The West watches on with concern as the leader visits"),
            "en");
}

TEST(Language, OfNothingIsUnknown) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("1234 5678 !!"), "");
  EXPECT_EQ(detect_language("\xff\xfe\x80\x81"), "");
  EXPECT_EQ(detect_language(std::string(5000, '\0')), "");
}

TEST(Language, SurvivesBytesThatAreNoText) {
  EXPECT_EQ(
      detect_language("The council voted \xff on Tuesday to close \xc3 the old harbour "
                      "bridge until engineers have looked at all of its bolts."),
      "en");
}

}  // namespace
}  // namespace unspin
