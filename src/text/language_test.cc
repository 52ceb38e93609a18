#include "text/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

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

// Some forty words of each, with many that look English: Dutch has "is", "was", "had",
// "we", "of", "over", "in", Danish "for", "over", "at", "have".
constexpr std::pair<const char*, std::string_view> kParagraphs[] = {
    {"nl",
     "Het was in de haven dat we over de brug hadden gesproken. Hij had het geld in een "
     "la, of was het in de kast? Wat is er over van de brug, en is het waar dat we "
     "helemaal niets meer over de plannen horen? In april is dat anders, zei hij."},
    {"da",
     "Han sagde at de skulle have en bro over havnen for at komme hjem, for der var "
     "ingen anden vej. At vente var det eneste de havde at gøre, og han ville have "
     "svar før det blev for sent at ændre noget ved planen for den gamle bro."},
    {"de",
     "Was war in der Stadt geschehen? Die Männer am Hafen hatten in der Nacht die "
     "Brücke geschlossen, so hieß es in den Berichten, und was man im Rat darüber "
     "wusste, war nicht mehr als das, was in der Zeitung stand."},
    {"fr",
     "On a vu que le pont a été fermé, on en a parlé au conseil, et le maire a dit que "
     "les travaux sur le port dureront plus longtemps que prévu, car on a trouvé des "
     "fissures dans les piliers et il a fallu tout vérifier."},
    {"es",
     "El alcalde dijo a los vecinos que el puente se cerró a causa de las grietas, y "
     "que no se abrirá a la gente hasta que los ingenieros hayan visto cada una de las "
     "piezas del puerto, como se hizo a finales del año pasado."},
    {"it",
     "Il sindaco ha detto a tutti che il ponte in fondo al porto è chiuso, e che in "
     "autunno si vedrà se è possibile aprirlo di nuovo a chi va a lavorare in città, "
     "come ha chiesto più volte il consiglio della regione."},
    {"pt",
     "O presidente da câmara disse que a ponte foi fechada e que as obras vão durar "
     "mais do que se pensava, porque a equipa encontrou fendas nos pilares e é preciso "
     "ver cada peça antes de a abrir de novo a quem vai a pé."},
    {"pl",
     "Burmistrz powiedział, że most został zamknięty, bo to jest stara budowla, a to "
     "oznacza, że prace potrwają do jesieni. Na to nie ma rady, i to wiedzą wszyscy, "
     "którzy po nim jeździli do pracy w porcie każdego dnia."},
    {"sv",
     "Man sade att bron över hamnen var stängd och att det inte fanns någon annan väg "
     "hem för den som hade bråttom, men han ville ha svar innan det blev för sent att "
     "ändra på planen för den gamla bron i staden."},
    {"id",
     "Wali kota mengatakan bahwa jembatan tua di pelabuhan itu ditutup sampai semua "
     "baut diperiksa oleh para insinyur, dan warga yang bekerja di kota harus mencari "
     "jalan lain untuk pulang selama pekerjaan itu belum selesai."},
};

TEST(Language, OfOtherLanguagesIsNotTakenForEnglish) {
  for (auto [language, text] : kParagraphs) {
    EXPECT_EQ(detect_language(text), language);
    for (size_t words : {16, 24, 32}) {
      size_t end = 0;
      for (size_t n = 0; n < words; ++n) end = text.find(' ', end + 1);
      EXPECT_NE(detect_language(text.substr(0, end)), "en") << text.substr(0, end);
    }
  }
}

TEST(Language, OfAMixtureIsTheLargerOne) {
  std::string english =
      "The mayor of the town said that the bridge at the port is closed and that it "
      "will not be open to the people who work there before the end of the year. ";
  for (auto [language, text] : kParagraphs)
    EXPECT_NE(detect_language(english + std::string(text) + std::string(text)), "en")
        << language;
  EXPECT_EQ(detect_language(english + english + english), "en");
  EXPECT_NE(detect_language(english + "市議会は火曜日、すべてのボルトが点検されるまで古い"
                                      "橋を閉鎖することを決めた。橋は長い間使われていた。"
                                      "修理には半年ほどかかると技術者は説明している。"),
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
