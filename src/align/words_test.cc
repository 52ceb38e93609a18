#include "align/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace unspin {
namespace {

// The alignment of two texts as a reader would mark it: equal words as they are,
// edits in brackets: "The [trip>journey] was [+very] long".
std::string marked(std::string_view a_text, std::string_view b_text,
                   const Lexicon& lexicon = {}) {
  Tokens a = tokenize(a_text, "en"), b = tokenize(b_text, "en");
  Rectangle all{{0, a.size()}, {0, b.size()}};
  auto text = [](std::string_view of, const Tokens& tokens, TokenSpan span) {
    ByteSpan bytes = tokens.bytes(span);
    return std::string(of.substr(bytes.start, bytes.size()));
  };
  std::string out;
  for (const Step& step : align_words(a, b, all, lexicon).steps) {
    if (!out.empty()) out += ' ';
    std::string left = text(a_text, a, step.a), right = text(b_text, b, step.b);
    std::string_view moved = step.moved ? "~" : "";
    switch (step.op) {
      case StepOp::kEqual:
        out += left;
        break;
      case StepOp::kReplace:
        out.append("[").append(moved) += left + ">" + right + "]";
        break;
      case StepOp::kInsert:
        out.append("[").append(moved) += "+" + right + "]";
        break;
      case StepOp::kDelete:
        out.append("[").append(moved) += "-" + left + "]";
        break;
      case StepOp::kMove:
        out += "{" + left + "}";
        break;
    }
  }
  return out;
}

TEST(Words, MarksWhatIsReplacedInsertedAndDeleted) {
  EXPECT_EQ(marked("the big dog ran home", "the large dog ran home quickly"),
            "the [big>large] dog ran home [+quickly]");
  EXPECT_EQ(marked("we all went there", "we went there"), "we [-all] went there");
}

TEST(Words, KeepsEqualTextInOneStep) {
  EXPECT_EQ(marked("nothing was changed here", "nothing was changed here"),
            "nothing was changed here");
}

TEST(Words, AlignsNothingWithSomething) {
  EXPECT_EQ(marked("", "some words"), "[+some words]");
  EXPECT_EQ(marked("some words", ""), "[-some words]");
  EXPECT_EQ(marked("", ""), "");
}

TEST(Words, JoinsWordsWrittenApart) {
  EXPECT_EQ(marked("he left without delay", "he left with out delay"),
            "he left [without>with out] delay");
}

}  // namespace
}  // namespace unspin
