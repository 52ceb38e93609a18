// This file reads what people write around a text about where it came from: a date,
// a link to the page it was taken from, a line of credit.
//
// All of it can be forged or missing, so each reason has a modest weight:
//
//   date          the earlier is the original, unless a page was dated anew
//   link          who gives the other's address has seen the other
//   "Originally appeared on ...", "Source: ..."
//                 taken from elsewhere; more so when it names the other's site
//   "Copyright ...", "(Reuters)" on one side only
//                 the credit that a scraper drops; weak, as scrapers claim
//                 copyright too
//
// A line that both sides have says nothing between them: both may have it from a
// third.

#include "judge/evidence_context.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace unspin {
namespace {

// In nats. A date alone makes .95, a credit that names the other side .97, and
// neither a bare "Source" nor a copyright line decides alone.
constexpr double kEarlierDate = 3.0;
constexpr double kLinkToOther = 4.0;
constexpr double kTakenFrom = 2.5;
constexpr double kBareSource = 1.5;
constexpr double kNamesOther = 1.0;
constexpr double kOwnsIt = .5;

// Longest line, in tokens, that can be nothing but a credit.
constexpr uint32_t kLongestCredit = 12;

// Agencies sign within this many tokens from the start.
constexpr uint32_t kDateline = 40;

using Phrase = std::initializer_list<std::string_view>;

bool has_at(const Tokens& tokens, uint32_t at, Phrase phrase) {
  if (tokens.size() - at < phrase.size()) return false;
  return std::ranges::all_of(phrase,
                             [&](std::string_view w) { return tokens.word(at++) == w; });
}

bool starts_line(const Token& token) {
  return token.has(kLineStart) || token.has(kParagraphStart);
}

// The line that starts at `at`.
TokenSpan line_at(const Tokens& tokens, uint32_t at) {
  uint32_t end = at + 1;
  while (end < tokens.size() && !starts_line(tokens[end])) ++end;
  return {at, end};
}

std::optional<std::chrono::sys_days> day_of(const std::optional<std::string>& published) {
  if (!published || published->size() < 10) return std::nullopt;
  const char* text = published->data();
  int year = 0;
  unsigned month = 0, day = 0;
  std::from_chars(text, text + 4, year);
  std::from_chars(text + 5, text + 7, month);
  std::from_chars(text + 8, text + 10, day);
  std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                   std::chrono::day(day)};
  if (!date.ok() || (*published)[4] != '-' || (*published)[7] != '-') return std::nullopt;
  return std::chrono::sys_days(date);
}

// An address without what changes between two links to one page.
std::string_view bare_address(std::string_view url) {
  if (size_t scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

// The site's own name: "cnbc" in "https://www.cnbc.com/2024/".
std::string_view site_of(const Document& document) {
  if (!document.url) return {};
  std::string_view host = bare_address(*document.url);
  host = host.substr(0, host.find_first_of(":/"));
  for (size_t dot; (dot = host.rfind('.')) != std::string_view::npos;) {
    std::string_view last = host.substr(dot + 1);
    host = host.substr(0, dot);
    // "co.uk" and the like: a second level of short names.
    size_t before = host.rfind('.');
    std::string_view name =
        host.substr(before == std::string_view::npos ? 0 : before + 1);
    if (name.size() > 3 || last.size() > 2 || before == std::string_view::npos)
      return name;
  }
  return host;
}

// What one side says of itself, its page's furniture included.
struct Credits {
  std::optional<TokenSpan> taken;  // "originally published by ..."
  bool bare = false;               // nothing but "Source" and perhaps a name
  std::optional<TokenSpan> owns;   // "Copyright ...", "(Reuters)"
};

bool says_taken(const Tokens& tokens, uint32_t at) {
  for (std::string_view first : {"originally", "first"})
    for (std::string_view verb : {"appeared", "published", "posted"})
      for (std::string_view where : {"on", "in", "at", "by"})
        if (has_at(tokens, at, {first, verb, where})) return true;
  return has_at(tokens, at, {"read", "the", "original"}) ||
         has_at(tokens, at, {"republished", "from"}) ||
         has_at(tokens, at, {"republished", "with", "permission"}) ||
         has_at(tokens, at, {"reposted", "from"});
}

bool says_source(const Tokens& tokens, TokenSpan line) {
  if (line.size() > 4) return false;
  return has_at(tokens, line.start, {"source"}) || has_at(tokens, line.start, {"via"});
}

bool signs(const SideView& side, uint32_t at) {
  const Tokens& tokens = side.all_tokens;
  for (std::string_view agency : {"reuters", "ap", "afp", "upi"}) {
    if (tokens.word(at) != agency || tokens[at].begin == 0) continue;
    const std::string& text = side.document.text;
    if (text[tokens[at].begin - 1] == '(' && tokens[at].end < text.size() &&
        text[tokens[at].end] == ')')
      return true;
  }
  return false;
}

Credits credits_of(const SideView& side) {
  const Tokens& tokens = side.all_tokens;
  Credits credits;
  static const uint64_t kOriginally = hash_word("originally"),
                        kFirst = hash_word("first"), kRead = hash_word("read"),
                        kRepublished = hash_word("republished"),
                        kReposted = hash_word("reposted");
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    uint64_t word = tokens[i].word;
    bool may_say = word == kOriginally || word == kFirst || word == kRead ||
                   word == kRepublished || word == kReposted;
    if (may_say && says_taken(tokens, i)) {
      credits.taken = TokenSpan{i, std::min(i + 7, line_at(tokens, i).end)};
      credits.bare = false;
    }
    if (i < kDateline && signs(side, i)) credits.owns = TokenSpan{i, i + 1};
    if (!starts_line(tokens[i])) continue;
    TokenSpan line = line_at(tokens, i);
    if (!credits.taken && says_source(tokens, line)) {
      credits.taken = line;
      credits.bare = true;
    }
    if (line.size() <= kLongestCredit && has_at(tokens, i, {"copyright"}))
      credits.owns = line;
  }
  return credits;
}

// Whether the words of `span` name the other side's site.
bool names(const Tokens& tokens, TokenSpan span, const Document& other) {
  std::string_view site = site_of(other);
  std::string run;
  for (uint32_t i = span.start; i < span.end; ++i) run += tokens.word(i);
  return site.size() >= 3 && run.find(site) != std::string::npos;
}

struct Reasons {
  const Case& pair;
  std::vector<Evidence> list;

  // `span`, where given, is on the side that is spoken of.
  void add(EvidenceKind kind, Side favours, double weight, std::string note) {
    list.push_back({kind, favours, weight, std::nullopt, std::nullopt, std::move(note)});
  }
  void add_at(Side where, TokenSpan span) {
    if (where == Side::kA)
      list.back().a = pair.a.excerpt(pair.a.all_tokens.bytes(span));
    else
      list.back().b = pair.b.excerpt(pair.b.all_tokens.bytes(span));
  }
};

void compare_dates(Reasons& reasons) {
  auto a = day_of(reasons.pair.a.document.published);
  auto b = day_of(reasons.pair.b.document.published);
  if (!a || !b || *a == *b) return;
  auto days = std::abs((*a - *b).count());
  reasons.add(EvidenceKind::kDate, *a < *b ? Side::kA : Side::kB, kEarlierDate,
              "published " + std::to_string(days) + (days == 1 ? " day" : " days") +
                  " before the other");
}

// `teller` is the side that speaks, and it favours the other.
void look_for_link(Reasons& reasons, const SideView& teller, const SideView& other,
                   Side favours) {
  if (!other.document.url) return;
  std::string_view address = bare_address(*other.document.url);
  if (address.find('/') == std::string_view::npos) return;
  if (teller.document.text.find(address) == std::string::npos) return;
  reasons.add(EvidenceKind::kCanonicalLink, favours, kLinkToOther,
              "the other gives its address, " + std::string(address));
}

void compare_credits(Reasons& reasons, const Credits& mine, const Credits& theirs,
                     const SideView& me, const SideView& other, Side my_side,
                     Side other_side) {
  if (mine.taken && !theirs.taken) {
    double weight = mine.bare ? kBareSource : kTakenFrom;
    bool named = names(me.all_tokens, *mine.taken, other.document);
    reasons.add(EvidenceKind::kCreditLine, other_side, weight + (named ? kNamesOther : 0),
                named ? "the other says it is taken from here"
                      : "the other says it is taken from elsewhere");
    reasons.add_at(my_side, *mine.taken);
  }
  if (mine.owns && !theirs.owns) {
    bool named = names(me.all_tokens, *mine.owns, me.document);
    reasons.add(EvidenceKind::kCreditLine, my_side, kOwnsIt + (named ? kNamesOther : 0),
                "signed here, not in the other");
    reasons.add_at(my_side, *mine.owns);
  }
}

}  // namespace

std::vector<Evidence> context_evidence(const Case& pair) {
  Reasons reasons{pair, {}};
  compare_dates(reasons);
  look_for_link(reasons, pair.b, pair.a, Side::kA);
  look_for_link(reasons, pair.a, pair.b, Side::kB);
  Credits a = credits_of(pair.a), b = credits_of(pair.b);
  compare_credits(reasons, a, b, pair.a, pair.b, Side::kA, Side::kB);
  compare_credits(reasons, b, a, pair.b, pair.a, Side::kB, Side::kA);
  return std::move(reasons.list);
}

}  // namespace unspin
