// This file reads names.
//
// A class such as "post-body__relatedArticles" is cut into words at everything that is
// not a letter and where small letters turn to capitals: post, body, related, articles.
// Each word is looked up in one table, by its first letters: "nav" also finds
// "navigation" and "navbar" where the table says so.
#include "extract/marks.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace unspin {
namespace {

struct Word {
  std::string_view text;
  Marks marks;
  bool is_start;  // stands for all words that begin so
};

using namespace mark;

// Sorted, so that a word is found by its first letter. Words are those of common
// templates and of ARIA, as seen on many sites, never the name of one.
constexpr Word kWords[] = {
    {"abstract", kTeaserText, false},
    {"accordion", kFold, true},
    {"ad", kPromotion, false},
    {"ads", kPromotion, false},
    {"advert", kPromotion, true},
    {"affiliate", kPromotion, true},
    {"alert", kDialog, true},
    {"alsolike", kRelated, true},
    {"announcement", kDialog, true},
    {"answer", kThread, true},
    {"archive", kNavigation, true},
    {"article", kArticle, true},
    {"aside", kAside, false},
    {"author", kMeta, true},
    {"avatar", kUser, true},
    {"badge", kUser, true},
    {"banner", kPromotion, true},
    {"bar", kNavigation, false},
    {"bio", kMeta, false},
    {"blog", kArticle, true},
    {"body", kContent, false},
    {"bottom", kFooter, false},
    {"breadcrumb", kNavigation, true},
    {"btn", kForm, false},
    {"button", kForm, true},
    {"byline", kMeta, true},
    {"callout", kPromotion, true},
    {"campaign", kPromotion, true},
    {"caption", kCaption, true},
    {"card", kCard, true},
    {"carousel", kCard, true},
    {"cart", kForm, false},
    {"categories", kMeta, true},
    {"category", kMeta, true},
    {"checkout", kForm, false},
    {"colophon", kFooter, true},
    {"combx", kComment, true},
    {"comment", kComment, true},
    {"community", kComment, false},
    {"consent", kConsent, true},
    {"contact", kSubscribe, false},
    {"content", kContent, true},
    {"cookie", kConsent, true},
    {"copyright", kFooter, true},
    {"credit", kCaption, true},
    {"crumb", kNavigation, true},
    {"cta", kPromotion, false},
    {"date", kMeta, false},
    {"dateline", kMeta, false},
    {"description", kTeaserText, true},
    {"details", kContent, false},
    {"dialog", kDialog, true},
    {"didomi", kConsent, true},
    {"disclaimer", kFooter, true},
    {"discussion", kThread, true},
    {"disqus", kComment, true},
    {"donat", kPromotion, true},
    {"download", kPromotion, false},
    {"drawer", kNavigation, true},
    {"dropdown", kNavigation, true},
    {"email", kSubscribe, false},
    {"entry", kArticle, true},
    {"excerpt", kTeaserText, true},
    {"facebook", kShare, true},
    {"faq", kFold, true},
    {"featured", kRelated, false},
    {"feedback", kForm, true},
    {"figcaption", kCaption, true},
    {"filter", kForm, true},
    {"foot", kFooter, true},
    {"form", kForm, false},
    {"gdpr", kConsent, true},
    {"grid", kCard, false},
    {"head", kHeader, false},
    {"header", kHeader, true},
    {"hero", kHeader, true},
    {"hidden", kHidden, false},
    {"hide", kHidden, false},
    {"html", kContent, false},
    {"invisible", kHidden, false},
    {"item", kCard, false},
    {"items", kCard, false},
    {"labels", kMeta, false},
    {"lang", kNavigation, false},
    {"language", kNavigation, true},
    {"latest", kRelated, true},
    {"legal", kFooter, true},
    {"likes", kUser, false},
    {"links", kNavigation, false},
    {"listing", kCard, true},
    {"login", kSubscribe, true},
    {"logo", kHeader, true},
    {"mail", kSubscribe, true},
    {"main", kMain, true},
    {"markdown", kContent, true},
    {"masthead", kHeader, true},
    {"mega", kNavigation, true},
    {"menu", kNavigation, true},
    {"message", kThread, true},
    {"meta", kMeta, true},
    {"mobile", kNavigation, false},
    {"modal", kDialog, true},
    {"more", kRelated, false},
    {"nav", kNavigation, true},
    {"newsletter", kSubscribe, true},
    {"next", kPager, false},
    {"notice", kDialog, true},
    {"notification", kDialog, true},
    {"offcanvas", kNavigation, true},
    {"onetrust", kConsent, true},
    {"outbrain", kRelated, true},
    {"overlay", kDialog, true},
    {"page", kMain, false},
    {"pager", kPager, true},
    {"pagination", kPager, true},
    {"paragraph", kContent, true},
    {"paywall", kSubscribe, true},
    {"pinterest", kShare, true},
    {"popular", kRelated, true},
    {"popup", kDialog, true},
    {"post", kArticle, false},
    {"postbody", kThread | kContent, true},
    {"posts", kRelated, false},
    {"prev", kPager, false},
    {"previous", kPager, false},
    {"price", kProduct, true},
    {"pricing", kProduct, true},
    {"primary", kMain, false},
    {"print", kShare, false},
    {"privacy", kFooter, true},
    {"product", kProduct, true},
    {"profile", kUser, true},
    {"promo", kPromotion, true},
    {"prose", kContent, false},
    {"question", kThread, true},
    {"rating", kUser, true},
    {"reactions", kUser, false},
    {"read", kRelated, false},
    {"recent", kRelated, true},
    {"recirc", kRelated, true},
    {"recommend", kRelated, true},
    {"registration", kSubscribe, true},
    {"related", kRelated, true},
    {"replies", kThread, false},
    {"reply", kThread, true},
    {"reputation", kUser, false},
    {"respond", kComment, true},
    {"review", kProduct, true},
    {"rich", kContent, false},
    {"richtext", kContent, true},
    {"rte", kContent, false},
    {"search", kForm, true},
    {"secondary", kAside, false},
    {"section", kContent, false},
    {"share", kShare, true},
    {"sharing", kShare, true},
    {"shop", kProduct, true},
    {"shoutbox", kAside, true},
    {"side", kAside, false},
    {"sidebar", kAside, true},
    {"sidenav", kNavigation, true},
    {"sign", kSubscribe, false},
    {"signature", kUser, true},
    {"signin", kSubscribe, true},
    {"signup", kSubscribe, true},
    {"single", kArticle, false},
    {"sitemap", kNavigation, true},
    {"skip", kHidden, false},
    {"slide", kCard, true},
    {"slider", kCard, true},
    {"social", kShare, true},
    {"spec", kProduct, true},
    {"sponsor", kPromotion, true},
    {"sr", kHidden, false},
    {"sticky", kNavigation, false},
    {"story", kArticle, true},
    {"submenu", kNavigation, true},
    {"subscribe", kSubscribe, true},
    {"subscription", kSubscribe, true},
    {"suggest", kRelated, true},
    {"summary", kTeaserText, true},
    {"swiper", kCard, true},
    {"tab", kFold, false},
    {"taboola", kRelated, true},
    {"tabs", kFold, true},
    {"tag", kMeta, false},
    {"tags", kMeta, true},
    {"teaser", kCard, true},
    {"testimonial", kProduct, true},
    {"text", kContent, true},
    {"thread", kThread, true},
    {"thumb", kCard, true},
    {"tile", kCard, true},
    {"timestamp", kMeta, false},
    {"toc", kNavigation, false},
    {"toggle", kFold, true},
    {"toolbar", kNavigation, true},
    {"tooltip", kHidden, true},
    {"top", kHeader, false},
    {"topbar", kHeader, true},
    {"topic", kThread, true},
    {"trending", kRelated, true},
    {"tweet", kShare, true},
    {"twitter", kShare, true},
    {"user", kUser, true},
    {"visually", kHidden, true},
    {"vote", kUser, true},
    {"whatsapp", kShare, true},
    {"widget", kAside, true},
    {"wiki", kContent, true},
    {"wysiwyg", kContent, true},
};

static_assert(std::ranges::is_sorted(kWords, {}, &Word::text));

// Where the words with each first letter begin.
constexpr auto kStarts = [] {
  std::array<uint16_t, 27> starts{};
  size_t at = 0;
  for (size_t letter = 0; letter < 27; ++letter) {
    while (at < std::size(kWords) &&
           kWords[at].text.front() < static_cast<char>('a' + letter)) {
      ++at;
    }
    starts[letter] = static_cast<uint16_t>(at);
  }
  return starts;
}();

constexpr size_t kMaxName = 512;
constexpr size_t kMaxWord = 24;

Marks marks_of_word(std::string_view word) {
  if (word.size() < 2) return 0;
  const auto letter = static_cast<size_t>(word.front() - 'a');
  Marks marks = 0;
  for (size_t i = kStarts[letter]; i < kStarts[letter + 1]; ++i) {
    const Word& known = kWords[i];
    if (known.is_start ? word.starts_with(known.text) : word == known.text) {
      marks |= known.marks;
    }
  }
  return marks;
}

Marks marks_of_tag(Tag tag) {
  switch (tag) {
    case LXB_TAG_NAV:
    case LXB_TAG_MENU:
      return kNavigation;
    case LXB_TAG_HEADER:
      return kHeader;
    case LXB_TAG_FOOTER:
      return kFooter;
    case LXB_TAG_ASIDE:
      return kAside;
    case LXB_TAG_FORM:
    case LXB_TAG_FIELDSET:
    case LXB_TAG_BUTTON:
    case LXB_TAG_LABEL:
    case LXB_TAG_LEGEND:
      return kForm;
    case LXB_TAG_DIALOG:
      return kDialog;
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_FIGURE:
      return kCaption;
    case LXB_TAG_ARTICLE:
      return kArticle;
    case LXB_TAG_MAIN:
      return kMain;
    case LXB_TAG_DETAILS:
    case LXB_TAG_SUMMARY:
      return kFold;
    case LXB_TAG_ADDRESS:
    case LXB_TAG_TIME:
      return kMeta;
    case LXB_TAG_NOSCRIPT:
      return kHidden;
    default:
      return 0;
  }
}

Marks marks_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar" || role == "menuitem" ||
      role == "tablist") {
    return kNavigation;
  }
  if (role == "banner") return kHeader;
  if (role == "contentinfo") return kFooter;
  if (role == "complementary") return kAside;
  if (role == "dialog" || role == "alertdialog" || role == "alert") return kDialog;
  if (role == "search" || role == "form" || role == "button") return kForm;
  if (role == "main") return kMain;
  if (role == "article") return kArticle;
  return 0;
}

bool is_styled_away(std::string_view style) {
  for (const std::string_view property : {"display", "visibility"}) {
    const size_t at = style.find(property);
    if (at == std::string_view::npos) continue;
    std::string_view value = style.substr(at + property.size());
    value = value.substr(0, value.find(';'));
    if (value.find("none") != std::string_view::npos ||
        value.find("hidden") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

Marks marks_of_name(std::string_view name) {
  name = name.substr(0, kMaxName);
  Marks marks = 0;
  std::array<char, kMaxWord> word{};
  size_t length = 0;
  const auto end_word = [&] {
    marks |= marks_of_word({word.data(), length});
    length = 0;
  };
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (is_capital(c) && i > 0 && is_small(name[i - 1])) end_word();
    if (!is_small(c) && !is_capital(c)) {
      end_word();
    } else if (length < kMaxWord) {
      word[length++] = lower(c);
    }
  }
  end_word();
  return marks;
}

Marks find_marks(const Dom& dom, Node element) {
  Marks marks = marks_of_tag(element.tag());
  if (const auto name = dom.attribute(element, Attribute::kClass)) {
    marks |= marks_of_name(*name);
  }
  if (const auto name = dom.attribute(element, Attribute::kId)) {
    marks |= marks_of_name(*name);
  }
  if (const auto role = dom.attribute(element, Attribute::kRole)) {
    marks |= marks_of_role(*role);
  }
  if (const auto property = dom.attribute(element, Attribute::kItemprop)) {
    if (*property == "articleBody" || *property == "text") marks |= kContent | kArticle;
  }
  if (dom.attribute(element, Attribute::kHidden) ||
      dom.attribute_or_empty(element, Attribute::kAriaHidden) == "true" ||
      is_styled_away(dom.attribute_or_empty(element, Attribute::kStyle))) {
    marks |= kHidden;
  }
  return marks;
}

}  // namespace unspin
