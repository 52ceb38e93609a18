// This file makes the documents of a collection. Each is a pure function of the seed and
// its place: a copy makes its source's text again, so nothing is remembered, and any
// number of threads may work.

#include "collection_documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace unspin::bench {
namespace {

// What random numbers are drawn for.
enum Purpose : uint64_t {
  kLength = 1 << 8,
  kText,
  kSource,
  kChange,
  kMetadata,
  kTitle,
  kDay,
  kHost,
  kSite,
  kDriftSegment,
  kDriftRenewal,
  kFrame,
};

constexpr uint32_t kLeastWords = 80;
constexpr uint64_t kFoldOriginal = ~uint64_t{0};  // a text that is no document else
constexpr int kDriftSegments = 50, kDriftSegmentWords = 8;
constexpr double kDriftRenewed = .05;  // of the segments, at each version
constexpr uint32_t kSites = 400;
constexpr uint32_t kDays = 3000;  // from 2012 on

std::string id_of(uint64_t place) { return fmt::format("n{:09}", place); }

std::string printed_day(int64_t day) {
  using namespace std::chrono;
  year_month_day date{sys_days{year{2012} / 1 / 1} + days{day}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

uint64_t key_of(Role role) {
  return static_cast<uint64_t>(role.kind) << 48 | role.number;
}

}  // namespace

CollectionDocuments::CollectionDocuments(const CollectionPlan& plan,
                                         const NewsChain& chain,
                                         const TextChanges& changes, uint64_t seed,
                                         uint32_t longest)
    : plan_(plan),
      chain_(chain),
      changes_(changes),
      seed_(seed),
      longest_(std::max(longest, kLeastWords)) {
  chain_.compose_stretch(QuickRandom(seed_of(seed_, kFrame, 1)), 25, template_header_);
  for (uint64_t line = 2; line < 6; ++line) {
    template_footer_ += "\n\n";
    chain_.compose_stretch(QuickRandom(seed_of(seed_, kFrame, line)), 14,
                           template_footer_);
  }
}

uint32_t CollectionDocuments::length_of(uint64_t original) const {
  if (original == kFoldOriginal) return 300;
  QuickRandom random(seed_of(seed_, kLength, original));
  return chain_.draw_length(random, kLeastWords, longest_);
}

std::string CollectionDocuments::original_text(uint64_t original) const {
  std::string text;
  text.reserve(7 * size_t{length_of(original)} + 400);
  chain_.compose(QuickRandom(seed_of(seed_, kText, original)), length_of(original), text);
  return text;
}

// An original of the first half: half of the originals are nobody's source.
uint64_t CollectionDocuments::source_of(Role role) const {
  QuickRandom random(seed_of(seed_, kSource, key_of(role)));
  uint64_t source = 0;
  for (int attempt = 0; attempt < 100; ++attempt) {
    source = random() % std::max<uint64_t>(1, plan_.originals() / 2);
    if (length_of(source) >= role.parameter + 20 || role.kind != Planted::kExcerpt) break;
  }
  return source;
}

void CollectionDocuments::make_copy(MadeDocument& document) const {
  uint64_t source = source_of(document.role);
  std::string text = original_text(source);
  QuickRandom random(seed_of(seed_, kChange, key_of(document.role)));
  Changed changed{text, ""};
  switch (document.role.kind) {
    case Planted::kNear:
      changed = changes_.near_copy(text, random);
      break;
    case Planted::kSpun:
      changed = changes_.spun(text, document.role.parameter, random);
      document.parameter = fmt::format("{}", document.role.parameter);
      break;
    case Planted::kReordered:
      changed = TextChanges::reordered(text, random);
      break;
    default:
      break;
  }
  document.text = std::move(changed.text);
  document.how = std::move(changed.how);
  document.source = id_of(plan_.place_of(Planted::kOriginal, source));
}

void CollectionDocuments::make_excerpt(MadeDocument& document) const {
  uint64_t key = key_of(document.role);
  uint64_t source = source_of(document.role);
  std::string host;
  QuickRandom length(seed_of(seed_, kLength, key));
  chain_.compose(QuickRandom(seed_of(seed_, kHost, key)),
                 chain_.draw_length(length, kLeastWords, longest_), host);
  Changed changed =
      TextChanges::with_excerpt(host, original_text(source), document.role.parameter,
                                QuickRandom(seed_of(seed_, kChange, key)));
  document.text = std::move(changed.text);
  document.how = std::move(changed.how);
  document.parameter = fmt::format("{}", document.role.parameter);
  document.source = id_of(plan_.place_of(Planted::kOriginal, source));
}

// Each segment is what it became when it was last renewed.
std::string CollectionDocuments::drift_text(uint64_t version) const {
  std::string text;
  for (uint64_t segment = 0; segment < kDriftSegments; ++segment) {
    uint64_t since = version;
    while (since > 0 &&
           !QuickRandom(seed_of(seed_, kDriftRenewal + (segment << 16), since))
                .chance(kDriftRenewed))
      --since;
    chain_.compose_stretch(
        QuickRandom(seed_of(seed_, kDriftSegment + (segment << 16), since)),
        kDriftSegmentWords, text);
    text += segment % 10 == 9 ? ".\n\n" : segment % 2 ? ". " : " ";
  }
  return text;
}

std::string CollectionDocuments::template_text(uint64_t number) const {
  QuickRandom random(seed_of(seed_, kFrame, number + 100));
  std::string text = template_header_ + "\n\n";
  uint32_t length = 100 + random.below(500);
  chain_.compose(random, length, text);
  return text + template_footer_;
}

// Folds, templates, drift.
void CollectionDocuments::make_trap(MadeDocument& document) const {
  Role role = document.role;
  if (role.kind == Planted::kTemplate) {
    document.text = template_text(role.number);
    return;
  }
  document.source = id_of(plan_.place_of(role.kind, 0));
  if (role.kind == Planted::kDrift) {
    document.text = drift_text(role.number);
    document.parameter = fmt::format("{}", role.number);
    return;
  }
  document.text = original_text(kFoldOriginal);
  QuickRandom random(seed_of(seed_, kChange, key_of(role)));
  bool near = role.number > 0 && random.chance(.1);
  document.parameter = near ? "near" : "identical";
  if (!near) return;
  Changed changed = changes_.near_copy(document.text, random);
  document.text = std::move(changed.text);
  document.how = std::move(changed.how);
}

void CollectionDocuments::add_metadata(MadeDocument& document, uint64_t place,
                                       int64_t day) const {
  QuickRandom random(seed_of(seed_, kMetadata, place));
  uint32_t site = std::min(random.below(kSites), random.below(kSites));
  if (document.role.kind == Planted::kTemplate) site = kSites;
  if (random.chance(.9)) document.date = printed_day(day);
  if (random.chance(.8))
    chain_.compose_stretch(QuickRandom(random()), 5 + random.below(6), document.title);
  document.url = fmt::format("https://www.news{}.example/{}/{}", site,
                             printed_day(day).substr(0, 4), document.id);
}

MadeDocument CollectionDocuments::make(uint64_t place) const {
  MadeDocument document;
  document.id = id_of(place);
  Role role = document.role = plan_.role(place);
  uint64_t dated_like = key_of(role);
  switch (role.kind) {
    case Planted::kOriginal:
      document.text = original_text(role.number);
      break;
    case Planted::kExcerpt:
      dated_like = source_of(role);
      make_excerpt(document);
      break;
    case Planted::kFold:
    case Planted::kTemplate:
    case Planted::kDrift:
      if (role.kind != Planted::kTemplate) dated_like = key_of({role.kind, 0, 0});
      make_trap(document);
      break;
    default:
      dated_like = source_of(role);
      make_copy(document);
  }
  int64_t day = QuickRandom(seed_of(seed_, kDay, dated_like)).below(kDays);
  bool is_copy = dated_like != key_of(role);
  if (role.kind == Planted::kDrift)
    day += static_cast<int64_t>(role.number);
  else if (is_copy)
    day += QuickRandom(seed_of(seed_, kDay + 1, key_of(role))).below(30);
  add_metadata(document, place, day);
  return document;
}

}  // namespace unspin::bench
