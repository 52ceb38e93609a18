#include "extract/bylines.h"

#include <algorithm>
#include <array>

#include "extract/dates.h"
#include "extract/furniture_lines.h"
#include "extract/furniture_phrases.h"
#include "extract/references.h"
#include "text/characters.h"

namespace unspin {
namespace {

constexpr size_t kLongestName = 80;
constexpr uint32_t kMostWords = 7;
constexpr size_t kMostNames = 20;

using List = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, List words) {
  return std::ranges::find(words, word) != words.end();
}

// Before a name, in the order of their length.
constexpr std::array<std::string_view, 44> kBefore = {"article written by",
                                                      "medically reviewed by",
                                                      "reviewed by",
                                                      "fact checked by",
                                                      "story and photos by",
                                                      "by our correspondent",
                                                      "this article was written by",
                                                      "a guest post by",
                                                      "guest post by",
                                                      "contributed by",
                                                      "article by",
                                                      "presented by",
                                                      "published by",
                                                      "created by",
                                                      "posted by",
                                                      "written by",
                                                      "words by",
                                                      "story by",
                                                      "text by",
                                                      "report by",
                                                      "author",
                                                      "authors",
                                                      "autor",
                                                      "autorin",
                                                      "auteur",
                                                      "autore",
                                                      "redactor",
                                                      "författare",
                                                      "geschrieben von",
                                                      "escrito por",
                                                      "publicado por",
                                                      "publié par",
                                                      "écrit par",
                                                      "scritto da",
                                                      "автор",
                                                      "автори",
                                                      "autorka",
                                                      "by",
                                                      "von",
                                                      "par",
                                                      "por",
                                                      "af",
                                                      "av",
                                                      "door"};

// A line after a name that tells what somebody is, and no name.
bool is_role_word(std::string_view word) {
  return is_one_of(
      word, {"editor",     "editors",     "writer",        "writers",     "reporter",
             "reporters",  "staff",       "correspondent", "contributor", "contributors",
             "columnist",  "journalist",  "producer",      "director",    "manager",
             "senior",     "chief",       "officer",       "founder",     "cofounder",
             "ceo",        "cto",         "cmo",           "president",   "vp",
             "analyst",    "specialist",  "expert",        "author",      "professor",
             "fellow",     "associate",   "assistant",     "strategist",  "marketer",
             "consultant", "engineer",    "developer",     "designer",    "blogger",
             "freelance",  "head",        "lead",          "dietitian",   "partner",
             "attorney",   "redakteur",   "redakteurin",   "redacteur",   "redactor",
             "periodista", "journaliste", "giornalista"});
}

bool is_company_word(std::string_view word) {
  return is_one_of(
      word,
      {"inc",        "llc",      "ltd",       "gmbh",      "corp",         "company",
       "group",      "team",     "staff",     "news",      "media",        "blog",
       "editorial",  "magazine", "times",     "post",      "daily",        "press",
       "university", "college",  "school",    "institute", "bank",         "services",
       "solutions",  "agency",   "studio",    "studios",   "official",     "online",
       "network",    "digital",  "marketing", "software",  "technologies", "systems",
       "the",        "forum",    "forums",    "club",      "association",  "foundation",
       "pc",         "center",   "centre",    "health",    "insurance",    "law"});
}

bool is_degree(std::string_view key) {
  return is_one_of(key, {"phd", "ph d", "md",     "m d", "jr",   "sr",   "ii",  "iii",
                         "cfp", "cpa",  "rn",     "rd",  "esq",  "mba",  "jd",  "dds",
                         "dmd", "dvm",  "pharmd", "cfa", "edd",  "lcsw", "dpt", "do",
                         "ms",  "ma",   "mph",    "rdn", "cepf", "obe",  "mbe", "frcp"});
}

bool is_nobody(std::string_view key) {
  return is_one_of(key, {"admin",
                         "administrator",
                         "webmaster",
                         "undefined",
                         "null",
                         "none",
                         "unknown",
                         "anonymous",
                         "guest",
                         "user",
                         "n a",
                         "author",
                         "editor",
                         "root",
                         "owner",
                         "super user",
                         "superuser",
                         "default",
                         "false",
                         "true",
                         "site admin",
                         "siteadmin",
                         "wpadmin",
                         "authors",
                         "read more",
                         "written by",
                         "posted by",
                         "by",
                         "follow",
                         "share",
                         "about the author",
                         "view profile",
                         "about",
                         "contact",
                         "profile",
                         "member",
                         "moderator",
                         "new member",
                         "junior member",
                         "senior member",
                         "subscribe",
                         "log in",
                         "login",
                         "sign up",
                         "comments",
                         "comment",
                         "see more",
                         "view all posts",
                         "all posts",
                         "more posts",
                         "website",
                         "twitter",
                         "facebook",
                         "linkedin",
                         "instagram"});
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kAround = " ,;:|-\t\"'/()*[]";
  size_t first = text.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kAround) - first + 1);
  for (std::string_view mark :
       {"\u2022", "\u00B7", "\u2013", "\u2014", "\u2018", "\u201C"}) {
    if (text.starts_with(mark)) return trimmed(text.substr(mark.size()));
    if (text.ends_with(mark)) return trimmed(text.substr(0, text.size() - mark.size()));
  }
  return text;
}

// What `said` goes on with after words like "By"; all of it when there are none.
std::string_view after_by(std::string_view said, bool& began) {
  said = trimmed(said);
  std::string lower = lower_ascii(said.substr(0, 60));
  for (std::string_view before : kBefore) {
    // Capitals in other scripts are not lowered; a page writes them as a title or small.
    if (!lower.starts_with(before) || said.size() <= before.size()) continue;
    char next = said[before.size()];
    if (next != ' ' && next != ':') continue;
    began = true;
    bool again = false;
    return after_by(said.substr(before.size()), again);
  }
  return said;
}

std::string_view without_marks(std::string_view said) {
  for (std::string_view mark : {"|", "\u2022", "\u00B7", " - ", " \u2013 ", " \u2014 ",
                                "\u2192", "(", " / ", "\u00BB", " @"})
    if (size_t at = said.find(mark); at != std::string_view::npos && at > 0)
      said = said.substr(0, at);
  return trimmed(said);
}

// Cuts what follows names in a line: "Jane Doe | June 18, 2024", "Jane Doe • 3 min read".
std::string_view without_rest(std::string_view said) {
  said = without_marks(said);
  std::string lower = lower_ascii(said);
  for (std::string_view word :
       {" last ", " updated", " published", " posted", " on ", " in ", " for ",
        " reviewed", " edited by", " photos by", " photography by", " is a ", " is the ",
        " contributed", " special to", " follow"})
    if (size_t at = lower.find(word);
        at != std::string::npos && at > 0 && at < said.size())
      said = said.substr(0, at), lower.resize(at);
  return trimmed(said);
}

// "Jane Doe Dec 19" is Jane Doe; "jane2 Doe" has a figure of her own.
std::string_view without_date(std::string_view said) {
  for (size_t at = 1; at < said.size(); ++at)
    if (said[at - 1] == ' ' && said[at] >= '0' && said[at] <= '9') {
      said = trimmed(said.substr(0, at));
      break;
    }
  size_t space = said.rfind(' ');
  std::string_view last = space == std::string_view::npos ? said : said.substr(space + 1);
  uint32_t words = 0;
  if (!is_date_word(word_key(last, words))) return said;
  return space == std::string_view::npos ? std::string_view()
                                         : trimmed(said.substr(0, space));
}

bool is_address(std::string_view piece) {
  return piece.find("://") != std::string_view::npos ||
         piece.find('@') != std::string_view::npos || piece.starts_with("www.") ||
         piece.starts_with("/");
}

bool is_name(std::string_view piece) {
  if (piece.size() < 2 || piece.size() > kLongestName || is_address(piece)) return false;
  uint32_t words = 0;
  std::string key = word_key(piece, words);
  if (words == 0 || words > kMostWords || is_nobody(key)) return false;
  // An id.
  return key.find_first_not_of("0123456789 ") != std::string::npos;
}

// "staff writers", "Editor in Chief": a piece after a comma that is no name.
bool is_role(std::string_view piece) {
  uint32_t words = 0;
  std::string key = word_key(piece, words);
  for (size_t at = 0; at < key.size();) {
    size_t end = std::min(key.find(' ', at), key.size());
    if (is_role_word(std::string_view(key).substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool is_capital_at(std::string_view text, size_t at) {
  Char c = char_at(text, at);
  return is_upper(c.code) || c.kind == CharKind::kComplex;
}

// Stand people's names at both sides of an "and", and not "Research and Development"?
bool parts_people(std::string_view said, size_t end, size_t next) {
  size_t comma = said.find_last_of(",;", end);
  size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
  std::string_view left = trimmed(said.substr(begin, end - begin));
  std::string_view right = trimmed(said.substr(next));
  right = right.substr(0, right.find_first_of(",;"));
  if (left.empty()) return true;
  auto is_person = [](std::string_view name) {
    size_t words = 1;
    for (size_t at = name.find(' '); at != std::string_view::npos;
         at = name.find(' ', at + 1))
      ++words;
    return words >= 2 && words <= 5 && is_capital_at(name, 0) &&
           name.find(" for ") == std::string_view::npos &&
           name.find(" of ") == std::string_view::npos;
  };
  return is_person(left) && is_person(right);
}

struct Piece {
  std::string_view text;
  bool after_comma = false;
};

// Parts at commas, semicolons and "and".
std::vector<Piece> parts_of(std::string_view said) {
  std::vector<Piece> parts;
  bool comma = false;
  size_t begin = 0;
  auto close = [&](size_t end, size_t next, bool next_comma) {
    std::string_view part = trimmed(said.substr(begin, end - begin));
    if (!part.empty() && parts.size() < 2 * kMostNames) parts.push_back({part, comma});
    if (!part.empty()) comma = next_comma;
    begin = next;
  };
  for (size_t at = 0; at < said.size(); ++at) {
    if (said[at] == ',' || said[at] == ';') {
      close(at, at + 1, said[at] == ',');
      continue;
    }
    for (std::string_view word : {" and ", " And ", " & ", " und ", " et ", " y ", " e ",
                                  " och ", " og ", " en ", " и ", " with "})
      if (said.substr(at).starts_with(word) && parts_people(said, at, at + word.size())) {
        close(at, at + word.size(), false);
        at += word.size() - 2;
        break;
      }
  }
  close(said.size(), said.size(), false);
  return parts;
}

// Do all long words have capitals?
bool is_written_as_name(std::string_view name) {
  for (size_t at = 0; at < name.size();) {
    size_t end = std::min(name.find(' ', at), name.size());
    if (end - at > 3 && !is_capital_at(name, at)) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

std::vector<std::string> names_in(std::string_view said) {
  bool began = false;
  std::string_view rest = without_marks(after_by(said, began));
  std::vector<std::string> names;
  for (const Piece& piece : parts_of(rest)) {
    bool inner = false;
    std::string_view text = after_by(piece.text, inner);
    uint32_t words = 0;
    std::string key = word_key(text, words);
    if (piece.after_comma && !names.empty() && is_degree(key)) {
      names.back() += ", " + std::string(text);
      continue;
    }
    // All after a role is about it: "Editor, The Ellery Post".
    if (piece.after_comma && !names.empty() && is_role(text)) break;
    if (!is_name(text) || names.size() >= kMostNames) continue;
    std::string name(text);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

bool looks_like_person(std::string_view name) {
  uint32_t words = 0;
  std::string key = word_key(name, words);
  if (words < 2 || words > 4) return false;
  for (size_t at = 0; at < name.size();) {
    if (!is_capital_at(name, at)) return false;
    at = std::min(name.find(' ', at), name.size() - 1) + 1;
  }
  for (size_t at = 0; at < key.size();) {
    size_t end = std::min(key.find(' ', at), key.size());
    if (is_company_word(std::string_view(key).substr(at, end - at))) return false;
    at = end + 1;
  }
  return true;
}

bool begins_byline(std::string_view said) {
  bool began = false;
  after_by(said, began);
  return began;
}

std::vector<std::string> names_in_byline(std::string_view said, bool marked) {
  bool began = false;
  std::string_view rest = after_by(said, began);
  if (!began && !marked) return {};
  // "By now, everyone knows": names are written with capitals.
  Char first = char_at(rest, 0);
  bool capital = is_upper(first.code) || first.kind == CharKind::kComplex;
  if (!marked && !capital) return {};
  std::vector<std::string> names = names_in(without_date(without_rest(rest)));
  std::erase_if(names, [&](const std::string& name) {
    uint32_t words = 0;
    word_key(name, words);
    if (words > (marked ? 2u : 1u) && !is_written_as_name(name)) return true;
    bool sentence = name.ends_with('.') && words > 3;
    return sentence || words > 6 || read_published(name, "").has_value();
  });
  return names;
}

}  // namespace unspin
