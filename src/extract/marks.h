// Here is an element's name, class, id and role: what do they say that it is?
//
// Authors name the parts of a page for their style sheets. The names are hints: a rule
// of one site is wrong on the next, so nothing is dropped for a name alone; score.h
// weighs them with what the text looks like.
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/dom.h"

namespace unspin {

// Sets of marks are bit masks.
using Marks = uint32_t;

namespace mark {
inline constexpr Marks kNavigation = 1U << 0;  // menus, breadcrumbs, tables of contents
inline constexpr Marks kHeader = 1U << 1;      // of the page or of an article
inline constexpr Marks kFooter = 1U << 2;
inline constexpr Marks kAside = 1U << 3;        // side bars, widgets
inline constexpr Marks kRelated = 1U << 4;      // other stories
inline constexpr Marks kComment = 1U << 5;      // what readers say
inline constexpr Marks kShare = 1U << 6;        // buttons of social networks
inline constexpr Marks kPromotion = 1U << 7;    // advertising, calls to act
inline constexpr Marks kSubscribe = 1U << 8;    // newsletters, sign up, log in
inline constexpr Marks kConsent = 1U << 9;      // cookie banners and dialogs
inline constexpr Marks kDialog = 1U << 10;      // pop-ups, overlays, alerts
inline constexpr Marks kMeta = 1U << 11;        // author, date, tags, categories
inline constexpr Marks kCaption = 1U << 12;     // of figures; credits
inline constexpr Marks kHidden = 1U << 13;      // not shown, or for screen readers alone
inline constexpr Marks kForm = 1U << 14;        // forms, search, buttons
inline constexpr Marks kPager = 1U << 15;       // previous and next
inline constexpr Marks kUser = 1U << 16;        // avatars, signatures, reputation
inline constexpr Marks kCard = 1U << 17;        // teasers, tiles, slides
inline constexpr Marks kContent = 1U << 18;     // content, body, text
inline constexpr Marks kArticle = 1U << 19;     // article, post, entry, story
inline constexpr Marks kMain = 1U << 20;        // <main> and its like
inline constexpr Marks kThread = 1U << 21;      // messages, answers, questions, threads
inline constexpr Marks kProduct = 1U << 22;     // products, prices, reviews
inline constexpr Marks kTeaserText = 1U << 23;  // excerpts, summaries, descriptions
inline constexpr Marks kFold = 1U << 24;        // accordions, tabs, FAQs
inline constexpr int kCount = 25;
}  // namespace mark

// The marks of `element` itself, not of what it stands in.
// Cost: linear in its class, id and role, of which the first 512 bytes each are read.
Marks find_marks(const Dom& dom, Node element);

// The marks that the words of one name give: "related-posts", "relatedPosts".
Marks marks_of_name(std::string_view name);

}  // namespace unspin
