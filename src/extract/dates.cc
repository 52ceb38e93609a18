// Never to invent a date is more than to find one: what names no day, or may name two,
// is passed over. Days are found by small patterns over numbers and words,
//
//   2024-06-18, 2024/6/18, 2024年6月18日     year first, whatever stands between
//   18 June 2024, 18. Juni 2024, 18 de junio de 2024, 1er mai 2024
//   June 18, 2024, Jun 18th 2024
//   18.06.2024                               dots: day first
//   18/06/2024                               a number above 12 is a day; else see above

#include "extract/dates.h"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "text/characters.h"
#include "text/fold.h"

namespace unspin {
namespace {

constexpr size_t kBytesLookedAt = 400;

// The months of a language after those of another; each phrase ended by ";".
constexpr std::array<std::string_view, 12> kMonths = {
    "january;jan;januar;jänner;janvier;janv;enero;ene;gennaio;gen;janeiro;januari;"
    "stycznia;styczeń;sty;ledna;leden;ianuarie;ocak;января;январь;янв;січня;tammikuu;"
    "tammikuuta;január;ιανουαρίου;",
    "february;feb;februar;februari;février;févr;fév;febrero;febbraio;fevereiro;fev;"
    "lutego;luty;lut;února;únor;februarie;şubat;февраля;февраль;фев;лютого;helmikuu;"
    "helmikuuta;február;φεβρουαρίου;",
    "march;mar;märz;mär;mars;marzo;março;maart;mrt;marca;marzec;března;březen;martie;"
    "mart;maret;marts;марта;март;мар;березня;maaliskuu;maaliskuuta;március;μαρτίου;",
    "april;apr;avril;avr;abril;abr;aprile;kwietnia;kwiecień;kwi;dubna;duben;aprilie;"
    "nisan;апреля;апрель;апр;квітня;huhtikuu;huhtikuuta;április;απριλίου;",
    "may;mai;mayo;maggio;mag;maio;mei;maj;maja;května;květen;mayıs;мая;май;травня;"
    "toukokuu;toukokuuta;május;μαΐου;μαίου;",
    "june;jun;juni;juin;junio;giugno;giu;junho;czerwca;czerwiec;cze;června;červen;"
    "iunie;haziran;июня;июнь;июн;червня;kesäkuu;kesäkuuta;június;ιουνίου;",
    "july;jul;juli;juillet;juil;julio;luglio;lug;julho;lipca;lipiec;lip;července;"
    "červenec;iulie;temmuz;июля;июль;июл;липня;heinäkuu;heinäkuuta;július;ιουλίου;",
    "august;aug;août;aout;agosto;ago;augustus;augusti;sierpnia;sierpień;sie;srpna;srpen;"
    "ağustos;agustus;августа;август;авг;серпня;elokuu;elokuuta;augusztus;αυγούστου;",
    "september;sep;sept;septembre;septiembre;setiembre;settembre;set;setembro;września;"
    "wrzesień;wrz;září;septembrie;eylül;сентября;сентябрь;сен;сент;вересня;syyskuu;"
    "syyskuuta;szeptember;σεπτεμβρίου;",
    "october;oct;oktober;okt;octobre;octubre;ottobre;ott;outubro;out;października;"
    "październik;paź;října;říjen;octombrie;ekim;октября;октябрь;окт;жовтня;lokakuu;"
    "lokakuuta;október;οκτωβρίου;",
    "november;nov;novembre;noviembre;novembro;listopada;listopad;lis;listopadu;"
    "noiembrie;kasım;ноября;ноябрь;ноя;листопада;marraskuu;marraskuuta;νοεμβρίου;",
    "december;dec;dezember;dez;décembre;déc;diciembre;dic;dicembre;dezembro;grudnia;"
    "grudzień;gru;prosince;prosinec;decembrie;aralık;desember;декабря;декабрь;дек;"
    "грудня;joulukuu;joulukuuta;δεκεμβρίου;"};

std::unordered_map<std::string_view, int> make_months() {
  std::unordered_map<std::string_view, int> months;
  for (size_t month = 0; month < kMonths.size(); ++month) {
    std::string_view list = kMonths[month];
    for (size_t at = 0; at < list.size();) {
      size_t end = list.find(';', at);
      months.emplace(list.substr(at, end - at), static_cast<int>(month) + 1);
      at = end + 1;
    }
  }
  return months;
}

int month_named(const std::string& word) {
  static const std::unordered_map<std::string_view, int> months = make_months();
  auto found = months.find(word);
  return found == months.end() ? 0 : found->second;
}

// A number or a word of the text.
struct Piece {
  int number = -1;  // of at most eight digits
  size_t digits = 0;
  std::string word;
  size_t begin = 0, end = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(const Char& c) {
  return c.kind == CharKind::kLetter || c.kind == CharKind::kComplex ||
         c.kind == CharKind::kExtend;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (size_t at = 0; at < text.size();) {
    Piece piece;
    piece.begin = at;
    if (is_digit(text[at])) {
      piece.number = 0;
      for (; at < text.size() && is_digit(text[at]); ++at) {
        if (++piece.digits <= 8) piece.number = piece.number * 10 + (text[at] - '0');
      }
    } else {
      Char c = char_at(text, at);
      while (c.bytes > 0 && is_letter(c)) {
        at += c.bytes;
        c = char_at(text, at);
      }
      if (at == piece.begin) {
        at += c.bytes;
        continue;
      }
      fold_word(text.substr(piece.begin, at - piece.begin), piece.word);
    }
    piece.end = at;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<size_t>(month) - 1];
}

void append_number(std::string& out, int number, int width) {
  std::string digits = std::to_string(number);
  out.append(static_cast<size_t>(width) - digits.size(), '0');
  out += digits;
}

std::optional<std::string> day_of(int year, int month, int day) {
  if (year < 1900 || year > 2099 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in(year, month)) return std::nullopt;
  std::string out = std::to_string(year) + "-";
  append_number(out, month, 2);
  out += '-';
  append_number(out, day, 2);
  return out;
}

// Which of day and month stands first where both are numbers.
enum class Order : uint8_t { kDayFirst, kMonthFirst, kUnknown };

Order order_in(std::string_view language) {
  std::string tag;
  for (char c : language) tag += c == '_' ? '-' : static_cast<char>(std::tolower(c));
  if (tag.starts_with("en-us") || tag.starts_with("en-ph")) return Order::kMonthFirst;
  // English of nowhere; and of Canada, which writes both.
  if (tag.empty() || tag == "en" || tag.starts_with("en-ca")) return Order::kUnknown;
  for (std::string_view year_first : {"zh", "ja", "ko", "hu", "lt", "mn", "fa"})
    if (tag.starts_with(year_first)) return Order::kUnknown;
  return Order::kDayFirst;
}

// Finds a day among the pieces of a text.
class DayReader {
 public:
  DayReader(std::string_view text, std::string_view language)
      : text_(text), pieces_(pieces_of(text)), order_(order_in(language)) {}

  // The day, and the piece after it.
  struct Found {
    std::string day;
    size_t next = 0;
  };

  std::optional<Found> first() const {
    for (size_t i = 0; i < pieces_.size(); ++i)
      for (auto read :
           {&DayReader::year_first, &DayReader::day_then_name, &DayReader::name_then_day,
            &DayReader::numbers, &DayReader::run_of_digits})
        if (std::optional<Found> found = (this->*read)(i)) return found;
    return std::nullopt;
  }

  const Piece* piece(size_t i) const {
    return i < pieces_.size() ? &pieces_[i] : nullptr;
  }

 private:
  bool is_number(size_t i, size_t least, size_t most) const {
    return i < pieces_.size() && pieces_[i].number >= 0 && pieces_[i].digits >= least &&
           pieces_[i].digits <= most;
  }
  bool is_word(size_t i, std::string_view word) const {
    return i < pieces_.size() && pieces_[i].word == word;
  }
  int number(size_t i) const { return pieces_[i].number; }

  // What stands before piece i, since the piece before.
  std::string_view gap(size_t i) const {
    if (i == 0 || i >= pieces_.size()) return {};
    return text_.substr(pieces_[i - 1].end, pieces_[i].begin - pieces_[i - 1].end);
  }

  int month_at(size_t i) const {
    return i < pieces_.size() ? month_named(pieces_[i].word) : 0;
  }

  static std::optional<Found> found(std::optional<std::string> day, size_t next) {
    if (!day) return std::nullopt;
    return Found{*day, next};
  }

  // 2024-06-18, 2024/6/18, 2024年6月18日
  std::optional<Found> year_first(size_t i) const {
    if (!is_number(i, 4, 4)) return std::nullopt;
    if (is_number(i + 1, 1, 2) && is_number(i + 2, 1, 2)) {
      std::string_view mark = gap(i + 1);
      bool marks = mark == "-" || mark == "/" || mark == "." || mark == ". ";
      if (!marks || mark != gap(i + 2)) return std::nullopt;
      return found(day_of(number(i), number(i + 1), number(i + 2)), i + 3);
    }
    bool eastern = (is_word(i + 1, "年") && is_word(i + 3, "月")) ||
                   (is_word(i + 1, "년") && is_word(i + 3, "월"));
    if (!eastern || !is_number(i + 2, 1, 2) || !is_number(i + 4, 1, 2))
      return std::nullopt;
    return found(day_of(number(i), number(i + 2), number(i + 4)), i + 5);
  }

  // 18 June 2024, 18th of June, 2024, 18. Juni 2024, 18 de junio de 2024
  std::optional<Found> day_then_name(size_t i) const {
    if (!is_number(i, 1, 2)) return std::nullopt;
    size_t at = i + 1;
    for (std::string_view suffix : {"st", "nd", "rd", "th", "er", "º", "o", "ª", "ος"})
      if (is_word(at, suffix) && gap(at).empty()) ++at;
    for (std::string_view small : {"de", "of", "d", "di", "den"})
      if (is_word(at, small)) ++at;
    int month = month_at(at);
    if (month == 0 || gap(at).size() > 3) return std::nullopt;
    ++at;
    for (std::string_view small : {"de", "of", "del"})
      if (is_word(at, small)) ++at;
    if (!is_number(at, 4, 4) || gap(at).size() > 3) return std::nullopt;
    return found(day_of(number(at), month, number(i)), at + 1);
  }

  // June 18, 2024, Jun. 18th 2024
  std::optional<Found> name_then_day(size_t i) const {
    int month = month_at(i);
    if (month == 0 || !is_number(i + 1, 1, 2) || gap(i + 1).size() > 3)
      return std::nullopt;
    size_t at = i + 2;
    for (std::string_view suffix : {"st", "nd", "rd", "th"})
      if (is_word(at, suffix) && gap(at).empty()) ++at;
    if (!is_number(at, 4, 4) || gap(at).size() > 3) return std::nullopt;
    return found(day_of(number(at), month, number(i + 1)), at + 1);
  }

  // 18.06.2024, 18/06/2024
  std::optional<Found> numbers(size_t i) const {
    if (!is_number(i, 1, 2) || !is_number(i + 1, 1, 2) || !is_number(i + 2, 4, 4))
      return std::nullopt;
    std::string_view mark = gap(i + 1);
    if (mark != gap(i + 2) || (mark != "." && mark != "/" && mark != "-"))
      return std::nullopt;
    // A version or an address of a machine goes on.
    if (is_number(i + 3, 1, 9) && gap(i + 3) == mark) return std::nullopt;
    int a = number(i), b = number(i + 1), year = number(i + 2);
    if (mark == "." || a > 12 || a == b) return found(day_of(year, b, a), i + 3);
    if (b > 12) return found(day_of(year, a, b), i + 3);
    if (order_ == Order::kUnknown) return std::nullopt;
    bool month_first = order_ == Order::kMonthFirst;
    return found(month_first ? day_of(year, a, b) : day_of(year, b, a), i + 3);
  }

  // 20240618, alone
  std::optional<Found> run_of_digits(size_t i) const {
    if (!is_number(i, 8, 8) || pieces_.size() != 1) return std::nullopt;
    int digits = number(i);
    return found(day_of(digits / 10000, digits / 100 % 100, digits % 100), i + 1);
  }

  std::string_view text_;
  std::vector<Piece> pieces_;
  Order order_;
};

bool two_digits(std::string_view text, size_t at, int most, std::string& out) {
  if (at + 2 > text.size() || !is_digit(text[at]) || !is_digit(text[at + 1]))
    return false;
  if ((text[at] - '0') * 10 + (text[at + 1] - '0') > most) return false;
  out += text.substr(at, 2);
  return true;
}

// "T09:00", "09:00:30.5+0200": what of it stands behind a machine's day, as ISO 8601.
std::string time_of(std::string_view text) {
  size_t at = 0;
  if (text.starts_with('T') || text.starts_with('t') || text.starts_with(' ')) ++at;
  std::string time = "T";
  if (at == 0 || !two_digits(text, at, 23, time)) return {};
  at += 2;
  if (at >= text.size() || text[at] != ':') return {};
  time += ':';
  if (!two_digits(text, ++at, 59, time)) return {};
  at += 2;
  if (at < text.size() && text[at] == ':') {
    time += ':';
    if (!two_digits(text, at + 1, 59, time)) return {};
    at += 3;
  }
  if (at < text.size() && text[at] == '.')
    for (++at; at < text.size() && is_digit(text[at]);) ++at;
  while (at < text.size() && text[at] == ' ') ++at;
  if (at < text.size() && (text[at] == 'Z' || text[at] == 'z')) return time + "Z";
  if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return time;
  std::string offset(1, text[at++]);
  if (!two_digits(text, at, 14, offset)) return time;
  at += 2;
  if (at < text.size() && text[at] == ':') ++at;
  offset += ':';
  if (!two_digits(text, at, 59, offset)) offset += "00";
  return time + offset;
}

std::string_view trimmed(std::string_view text) {
  size_t first = text.find_first_not_of(" \t\r\n\"'");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

}  // namespace

std::optional<std::string> read_published(std::string_view text,
                                          std::string_view language) {
  text = trimmed(text).substr(0, kBytesLookedAt);
  DayReader reader(text, language);
  std::optional<DayReader::Found> found = reader.first();
  if (!found) return std::nullopt;
  // Only a date that machines write has a time that says where.
  bool machine = found->next == 3 && text.size() > 10 && text.starts_with(found->day);
  return machine ? found->day + time_of(text.substr(10)) : found->day;
}

std::optional<std::string> read_date_of_url(std::string_view url) {
  if (size_t scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  size_t path = url.find('/');
  if (path == std::string_view::npos) return std::nullopt;
  url = url.substr(path, kBytesLookedAt);
  std::optional<std::string> day;
  for (size_t at = 0; at + 9 <= url.size(); ++at) {
    bool starts = url[at] == '/' || url[at] == '-' || url[at] == '_';
    if (!starts || !is_digit(url[at + 1])) continue;
    std::string_view rest = url.substr(at + 1);
    char mark = rest.size() > 4 ? rest[4] : '\0';
    if (mark != '/' && mark != '-' && mark != '_') continue;
    std::vector<Piece> pieces = pieces_of(rest.substr(0, 12));
    bool three = pieces.size() >= 3 && pieces[0].digits == 4 && pieces[1].digits >= 1 &&
                 pieces[1].digits <= 2 && pieces[2].digits >= 1 && pieces[2].digits <= 2;
    if (!three || pieces[1].begin != 5 || rest[pieces[1].end] != mark ||
        pieces[2].begin != pieces[1].end + 1)
      continue;
    day = day_of(pieces[0].number, pieces[1].number, pieces[2].number);
    if (day) return day;
  }
  return std::nullopt;
}

bool speaks_of_update(std::string_view text) {
  for (const Piece& piece : pieces_of(text.substr(0, kBytesLookedAt)))
    for (std::string_view word :
         {"updated",      "update",       "modified",  "revised",     "edited",
          "reviewed",     "aktualisiert", "geändert",  "actualizado", "actualizada",
          "atualizado",   "atualizada",   "modifié",   "jour",        "aggiornato",
          "bijgewerkt",   "uppdaterad",   "oppdatert", "opdateret",   "обновлено",
          "aktualizacja", "päivitetty",   "更新"})
      if (piece.word == word) return true;
  return false;
}

}  // namespace unspin
