// This file compares two documents: the one place where the rooms meet.
//
// A comparison must not depend on which document is named first. Growing passages
// looks from one side to the other in turn, so instead of making each step
// symmetric we compare every pair in one canonical order, the smaller text first,
// and mirror the answer where the caller named them the other way round.

#include "unspin/compare.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>
#include <utility>

#include "align/foreign_lines.h"
#include "align/passages.h"
#include "align/words.h"
#include "engine/edits.h"
#include "engine/order.h"
#include "engine/own_lexicon.h"
#include "engine/readable.h"
#include "judge/judge.h"
#include "lexicon/lexicon.h"
#include "text/language.h"
#include "text/numbers.h"
#include "text/quotations.h"
#include "text/tokens.h"

namespace unspin {

struct Prepared::State {
  Document document;

  // Without the furniture, when it is left out; else the text itself is read.
  bool leaves_out = false;
  std::string without_furniture;
  Tokens tokens;

  // Read only once a pair turns out to share something.
  mutable std::once_flag details_once;
  mutable std::vector<Number> numbers;
  mutable std::vector<QuotedSpan> quotations;
  mutable Tokens all_tokens;  // of the furniture too, where it is left out

  std::string_view text() const { return leaves_out ? without_furniture : document.text; }

  SideView view() const {
    std::call_once(details_once, [this] {
      numbers = find_numbers(text(), tokens, document.language.value_or("en"));
      quotations = find_quotations(text(), tokens);
      if (leaves_out)
        all_tokens = tokenize(document.text, document.language.value_or(""));
    });
    return {document, text(),     tokens,
            numbers,  quotations, leaves_out ? all_tokens : tokens};
  }
};

Prepared::Prepared(std::unique_ptr<State> state) : state_(std::move(state)) {}
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

const Document& Prepared::document() const { return state_->document; }
size_t Prepared::words() const { return state_->tokens.size(); }
size_t Prepared::invalid_bytes() const { return state_->tokens.invalid_bytes; }

struct Comparer::State {
  CompareOptions options;
  Lexicon lexicon;
};

namespace {

DocumentInfo info_of(const Document& document) {
  return {document.id,    document.text.size(), document.language,
          document.title, document.published,   document.url};
}

// The marks that belong to a passage whose words are `span`: opening ones right
// before it, closing ones and a full stop right behind it.
ByteSpan with_marks(ByteSpan span, std::string_view text) {
  static constexpr std::array<std::string_view, 9> kOpening = {
      "\"", "'", "(", "[", "\u201C", "\u2018", "\u00AB", "\u201E", "\u300C"};
  static constexpr std::array<std::string_view, 12> kClosing = {
      ".", "!", "?", ",", "\"", "'", ")", "]", "\u201D", "\u2019", "\u00BB", "\u300D"};
  auto opens = [&](std::string_view mark) {
    return text.substr(0, span.start).ends_with(mark);
  };
  auto closes = [&](std::string_view mark) {
    return text.substr(span.end).starts_with(mark);
  };
  constexpr int kMostMarks = 3;
  for (int i = 0; i < kMostMarks; ++i)
    if (const auto* mark = std::ranges::find_if(kOpening, opens); mark != kOpening.end())
      span.start -= mark->size();
  for (int i = 0; i < kMostMarks; ++i)
    if (const auto* mark = std::ranges::find_if(kClosing, closes); mark != kClosing.end())
      span.end += mark->size();
  return span;
}

Passage passage_of(const AlignedPassage& aligned, PassageKind kind,
                   const Prepared::State& a, const Prepared::State& b) {
  Passage passage;
  passage.a = with_marks(a.tokens.bytes(aligned.rectangle.a), a.document.text);
  passage.b = with_marks(b.tokens.bytes(aligned.rectangle.b), b.document.text);
  passage.kind = kind;
  passage.similarity = aligned.words.similarity;
  passage.score = aligned.rectangle.score;
  passage.edits = edits_of(aligned, a.tokens, b.tokens);
  return passage;
}

// The shortest passage to look for in a pair.
size_t least_bytes(const Prepared::State& a, const Prepared::State& b,
                   const CompareOptions& options) {
  constexpr size_t kUsual = 120, kOfSentences = 30;
  if (options.min_passage_bytes != 0) return options.min_passage_bytes;
  return std::clamp(std::min(a.text().size(), b.text().size()) / 2, kOfSentences, kUsual);
}

// Compares in the order given; see the head of this file.
Match compare_ordered(const Prepared::State& a, const Prepared::State& b,
                      const Lexicon& lexicon, const CompareOptions& options) {
  Match match;
  match.a = info_of(a.document);
  match.b = info_of(b.document);

  // Where do the two say the same, in whatever order and words?
  std::vector<Rectangle> rectangles = find_passages(
      a.tokens, b.tokens, lexicon, {.min_bytes = least_bytes(a, b, options)});

  // Most pairs of a collection end here: nothing shared, nothing to judge. Texts
  // without words have nothing to share, even where their bytes are the same.
  bool same_bytes = a.text() == b.text();
  if (a.tokens.list.empty() || (rectangles.empty() && !same_bytes)) return match;

  // Word by word: what is equal, what replaced what. The expensive step.
  std::vector<AlignedPassage> passages;
  for (const Rectangle& rectangle : rectangles) {
    AlignedStretch whole{rectangle, align_words(a.tokens, b.tokens, rectangle, lexicon)};

    // Without the lines that a page puts between its paragraphs.
    for (AlignedStretch& part :
         part_at_foreign_lines(a.tokens, b.tokens, std::move(whole)))
      passages.push_back({part.rectangle, std::move(part.words)});
  }
  std::ranges::sort(passages, {}, [](const AlignedPassage& passage) {
    return std::pair(passage.rectangle.a, passage.rectangle.b);
  });

  // Beyond this point only the judge speaks: relation, quotations, changes, original.
  SideView view_a = a.view(), view_b = b.view();
  Case pair{view_a, view_b, passages, lexicon};
  RelationVerdict verdict = judge_relation(pair, options.collection_size);
  match.relation = verdict.relation;
  match.coverage = verdict.coverage;
  match.score = verdict.score;
  match.evalue = verdict.evalue;
  Contents contents = judge_contents(pair);
  match.quotations = std::move(contents.quotations);
  match.changes = std::move(contents.changes);
  match.original = judge_original(pair, verdict, match.quotations);

  for (size_t i = 0; i < passages.size(); ++i)
    match.passages.push_back(passage_of(passages[i], verdict.kinds[i], a, b));
  sort_for_reading(match);
  return match;
}

}  // namespace

Comparer::Comparer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Comparer::Comparer(Comparer&&) noexcept = default;
Comparer& Comparer::operator=(Comparer&&) noexcept = default;
Comparer::~Comparer() = default;

Result<Comparer> Comparer::open(const CompareOptions& options) {
  UNSPIN_TRY(Lexicon lexicon, open_lexicon(options.lexicon));
  return Comparer(std::make_unique<State>(options, std::move(lexicon)));
}

const CompareOptions& Comparer::options() const { return state_->options; }

uint64_t Comparer::lexicon_checksum() const { return state_->lexicon.info().checksum; }

Prepared Comparer::prepare(Document document) const {
  auto state = std::make_unique<Prepared::State>();
  state->document = std::move(document);
  Document& kept = state->document;
  if (!kept.language)
    if (std::string language = detect_language(kept.text); !language.empty())
      kept.language = std::move(language);

  // Nobody sees what the page put around the article, but who looks for credits.
  mark_furniture(kept);
  state->leaves_out = has_much_furniture(kept);
  if (state->leaves_out) state->without_furniture = without_furniture(kept);
  state->tokens = tokenize(state->text(), kept.language.value_or(""));
  if (state->leaves_out) flag_furniture(kept, state->tokens);
  return Prepared(std::move(state));
}

Match Comparer::compare(const Prepared& a, const Prepared& b) const {
  const std::string& text_a = a.document().text;
  const std::string& text_b = b.document().text;
  bool in_order = std::pair(text_a.size(), std::string_view(text_a)) <=
                  std::pair(text_b.size(), std::string_view(text_b));
  const Prepared& first = in_order ? a : b;
  const Prepared& second = in_order ? b : a;
  Match match =
      compare_ordered(*first.state_, *second.state_, state_->lexicon, state_->options);
  return in_order ? match : mirror(std::move(match));
}

Match Comparer::compare(Document a, Document b) const {
  return compare(prepare(std::move(a)), prepare(std::move(b)));
}

}  // namespace unspin
