#include "extract/text_cues.h"

namespace unspin {
namespace {

constexpr size_t kReadBytes = 400;

// What to do, and whose page it is: words that furniture says more than articles do.
constexpr std::string_view kFurnitureWords[] = {
    "subscribe", "newsletter", "sign", "signup", "login", "log", "register", "privacy",
    "policy", "terms", "copyright", "reserved", "rights", "share", "tweet", "follow",
    "facebook", "twitter", "instagram", "linkedin", "whatsapp", "pinterest", "comment",
    "comments", "reply", "quote", "related", "advertisement", "sponsored", "affiliate",
    "click", "download", "menu", "search", "email", "cart", "views", "posted", "joined",
    "author", "updated", "published", "read", "loading", "skip",
    // The same in German, French, Spanish, Italian, Portuguese, Dutch.
    "abonnieren", "anmelden", "datenschutz", "impressum", "teilen", "kommentar",
    "kommentare", "anzeige", "werbung", "suche", "weiterlesen", "abonnez", "inscrivez",
    "connexion", "partager", "commentaires", "publicité", "recherche", "regístrate",
    "iniciar", "privacidad", "compartir", "comentarios", "publicidad", "buscar",
    "iscriviti", "accedi", "condividi", "commenti", "pubblicità", "cerca", "inscreva",
    "entrar", "compartilhar", "comentários", "publicidade", "aanmelden", "delen",
    "reacties", "zoeken"};

constexpr std::string_view kConsentWords[] = {
    "cookie",          "cookies",     "consent",       "gdpr",         "personalisation",
    "personalization", "preferences", "vendors",       "einwilligung", "consentement",
    "consentimiento",  "consenso",    "consentimento", "toestemming"};

// Over what comes after the article, or beside it.
constexpr std::string_view kSequelWords[] = {
    "related", "recommended", "recommendations", "similar", "popular", "trending",
    "latest", "recent", "more", "also", "next", "previous", "featured", "comments",
    "comment", "reply", "replies", "leave", "discussion", "share", "newsletter",
    "subscribe", "follow", "about", "author", "contact", "tags", "categories", "archives",
    "navigation", "menu", "links", "resources", "company", "support", "legal", "explore",
    "discover", "stories", "posts", "articles", "news", "topics", "join", "sign",
    "connect", "sponsored",
    // The same in German, French, Spanish, Italian, Portuguese, Dutch.
    "mehr", "verwandte", "ähnliche", "kommentare", "beliebt", "empfohlen", "similaires",
    "commentaires", "lire", "voir", "autres", "relacionados", "comentarios", "más",
    "otros", "correlati", "commenti", "altri", "leggi", "comentários", "mais", "leia",
    "gerelateerd", "gerelateerde", "reacties", "meer", "lees"};

uint32_t hash_lower(std::string_view word) {
  uint32_t hash = 2166136261U;
  for (const char c : word) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    hash = (hash ^ static_cast<unsigned char>(low)) * 16777619U;
  }
  return hash;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

template <typename F>
void each_word(std::string_view text, F take) {
  for (size_t at = 0; at < text.size();) {
    while (at < text.size() && !is_word_byte(text[at])) ++at;
    const size_t begin = at;
    while (at < text.size() && is_word_byte(text[at])) ++at;
    if (at > begin) take(text.substr(begin, at - begin));
  }
}

bool has_sign(std::string_view text) {
  if (text.size() > 200) return false;
  for (const std::string_view sign : {"\xC2\xA9", "\xC2\xBB", "\xE2\x86\x92", "|"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

bool ends_sentence(std::string_view text) {
  const char last = text.back();
  return last == '.' || last == '!' || last == '?' || last == '"' ||
         text.ends_with("\xE2\x80\x9D") || text.ends_with("\xE3\x80\x82");
}

}  // namespace

void WordSet::add(std::string_view word) {
  const uint32_t hash = hash_lower(word);
  bits_[hash >> 16U & 1023U] |= uint64_t{1} << (hash & 63U);
}

CueReader::CueReader(std::string_view title) {
  for (const std::string_view word : kFurnitureWords) furniture_.add(word);
  for (const std::string_view word : kConsentWords) consent_.add(word);
  for (const std::string_view word : kSequelWords) sequel_.add(word);
  each_word(title, [&](std::string_view word) {
    title_.add(word);
    ++title_words_;
  });
}

TextCues CueReader::read(std::string_view text) const {
  TextCues cues;
  for (const char c : text) {
    cues.digits += static_cast<uint32_t>(c >= '0' && c <= '9');
    cues.capitals += static_cast<uint32_t>(c >= 'A' && c <= 'Z');
  }
  each_word(text.substr(0, kReadBytes), [&](std::string_view word) {
    const uint32_t hash = hash_lower(word);
    cues.hash = (cues.hash ^ hash) * 16777619U;
    ++cues.words;
    cues.title_words += static_cast<uint32_t>(title_.has(hash));
    cues.furniture_words += static_cast<uint32_t>(furniture_.has(hash));
    cues.consent_words += static_cast<uint32_t>(consent_.has(hash));
    cues.sequel_words += static_cast<uint32_t>(sequel_.has(hash));
  });
  cues.hash ^= static_cast<uint32_t>(text.size()) * 2654435761U;
  cues.has_sign = has_sign(text);
  cues.ends_sentence = ends_sentence(text);
  cues.ends_colon = text.back() == ':';
  cues.ends_ellipsis = text.ends_with("...") || text.ends_with("\xE2\x80\xA6");
  return cues;
}

}  // namespace unspin
