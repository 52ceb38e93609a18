#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "corpus/read_all.h"

namespace unspin {
namespace {

using testing::AllRecords;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

AllRecords read(std::string_view bytes, const RecordOptions& options = {}) {
  AllRecords all = testing::read_all(bytes, "news.json", options);
  EXPECT_EQ(all.fault, "");
  EXPECT_EQ(all.bytes, bytes);
  EXPECT_EQ(all.error, "");
  return all;
}

RecordOptions batches_of(size_t bytes) {
  RecordOptions options;
  options.batch_bytes = bytes;
  return options;
}

TEST(JsonArray, GivesADocumentAnElement) {
  AllRecords all =
      read("[\n  {\"text\": \"One.\"},\n  {\"id\": 7, \"text\": \"Two.\"}\n]\n");
  EXPECT_THAT(all.texts(), ElementsAre("One.", "Two."));
  EXPECT_THAT(all.ids(), ElementsAre("news.json:1", "7"));
  EXPECT_THAT(all.skips, IsEmpty());
  EXPECT_EQ(all.records[0].document.kind, "json");
}

TEST(JsonArray, IsNotMisledByBracketsAndQuotesInStrings) {
  AllRecords all = read(R"([{"text": "] } \" , [ { \\"}, {"text": "\\\""}])");
  EXPECT_THAT(all.texts(), ElementsAre("] } \" , [ { \\", "\\\""));
}

TEST(JsonArray, ReadsAFileThatIsOneObject) {
  AllRecords all = read("{\n  \"text\": \"One.\",\n  \"tags\": [{}, []]\n}\n");
  EXPECT_THAT(all.texts(), ElementsAre("One."));
  EXPECT_THAT(all.skips, IsEmpty());
}

TEST(JsonArray, ReadsPrintedObjectsOneBehindTheOther) {
  AllRecords all = read("{\n  \"text\": \"One.\"\n}\n{\n  \"text\": \"Two.\"\n}\n");
  EXPECT_THAT(all.texts(), ElementsAre("One.", "Two."));
  EXPECT_THAT(all.skips, IsEmpty());
}

TEST(JsonArray, KeepsTheElementsBehindABadOne) {
  AllRecords all = read(R"([{"text":"a"}, nul, 17, "b", {"text":1 2}, {"text":"c"}])");
  EXPECT_THAT(all.texts(), ElementsAre("a", "c"));
  EXPECT_THAT(all.complaints(),
              ElementsAre("15: not a JSON object", "20: not a JSON object",
                          "24: not a JSON object", "29: not valid JSON"));
  EXPECT_THAT(all.ordinals, ElementsAre(0, 5));
}

TEST(JsonArray, SaysWhenItEndsTooEarly) {
  EXPECT_THAT(read(R"([{"text":"a"}, {"text":"b)").complaints(),
              ElementsAre("15: not valid JSON"));
  EXPECT_THAT(read(R"([{"text":"a"},)").complaints(),
              ElementsAre("14: the JSON array is not closed"));
  EXPECT_THAT(read(R"([{"text":"a"},)").texts(), ElementsAre("a"));
}

TEST(JsonArray, SaysWhenTextFollowsIt) {
  AllRecords all = read("[{\"text\":\"a\"}]\n\nand more [{\"text\":\"b\"}]");
  EXPECT_THAT(all.texts(), ElementsAre("a"));
  EXPECT_THAT(all.complaints(), ElementsAre("16: text behind the end of the JSON"));
}

TEST(JsonArray, HasNoDocumentsWhenEmpty) {
  for (std::string_view file : {"[]", " [ ]\n", "\xEF\xBB\xBF[\n]"}) {
    EXPECT_THAT(read(file).records, IsEmpty());
    EXPECT_THAT(read(file).skips, IsEmpty());
  }
}

TEST(JsonArray, IsAsQuickInDepthAsInBreadth) {
  std::string deep = "[" + std::string(1 << 20, '[') + "{}]";
  EXPECT_THAT(read(deep).records, IsEmpty());
  EXPECT_EQ(read(deep).skips.size(), 1);

  std::string object = "{\"text\":\"a\",\"x\":" + std::string(1 << 20, '[') +
                       std::string(1 << 20, ']') + "}";
  EXPECT_THAT(read("[" + object + "]").texts(), ElementsAre("a"));
}

TEST(JsonArray, LeavesOutWhatIsTooLongWithoutHoldingIt) {
  std::string array = "[{\"text\":\"a\"}, {\"text\":\"" + std::string(3000, '\\') +
                      "\"}, {\"text\":\"c\"}]";
  for (size_t batch : {1, 10, 999, 5000}) {
    RecordOptions options = batches_of(batch);
    options.limits.max_record_bytes = 1000;
    AllRecords all = read(array, options);
    EXPECT_THAT(all.texts(), ElementsAre("a", "c"));
    EXPECT_THAT(all.complaints(), ElementsAre("15: record is too long"));
    EXPECT_THAT(all.ordinals, ElementsAre(0, 2));
  }
}

TEST(JsonArray, IsTheSameForEveryBatchSize) {
  std::string_view arrays[] = {
      "\xEF\xBB\xBF[{\"text\":\"a\\\\\"} ,{\"text\":\"\\\"b]\"}\r\n, 12,\"x\\\"\" ]] {",
      R"( {"text":"a","b":{"c":[1,{}]}} {"text":"d"}{"text")",
  };
  for (std::string_view array : arrays) {
    AllRecords whole = read(array);
    for (size_t batch = 1; batch < array.size() + 2; ++batch) {
      AllRecords all = read(array, batches_of(batch));
      EXPECT_EQ(all.texts(), whole.texts());
      EXPECT_EQ(all.ordinals, whole.ordinals);
      EXPECT_EQ(all.complaints(), whole.complaints());
    }
  }
}

// Any JSON value, of strings that try to mislead.
nlohmann::json random_value(std::mt19937& random, int depth) {
  auto choose = [&](unsigned n) { return random() % n; };
  constexpr std::string_view kBits[] = {
      "\"", "\\", "{", "}", "[", "]", ",", "\n", "a", "\xC3\xA9", "\xF0\x9F\x98\x80",
      "/"};
  switch (choose(depth > 0 ? 6 : 4)) {
    case 0:
      return choose(1000);
    case 1:
      return nullptr;
    case 2:
    case 3: {
      std::string text;
      for (unsigned n = choose(100); n > 0; --n) text += kBits[choose(std::size(kBits))];
      return text;
    }
    case 4: {
      nlohmann::json list = nlohmann::json::array();
      for (unsigned n = choose(4); n > 0; --n) list += random_value(random, depth - 1);
      return list;
    }
    default: {
      nlohmann::json object = nlohmann::json::object();
      for (unsigned n = choose(4); n > 0; --n)
        object[std::string(kBits[choose(std::size(kBits))])] =
            random_value(random, depth - 1);
      return object;
    }
  }
}

TEST(JsonArray, AgreesWithASlowParserOnRandomOnes) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    nlohmann::json array = nlohmann::json::array();
    std::vector<std::string> texts;
    for (unsigned n = random() % 8; n > 0; --n) {
      nlohmann::json element = random_value(random, 3);
      if (element.is_object()) {
        nlohmann::json text = random_value(random, 0);
        if (text.is_string()) texts.push_back(text);
        element["text"] = text;
      }
      array += element;
    }
    // Indented or not, ASCII or not.
    std::string file = array.dump(static_cast<int>(random() % 4) - 1, ' ', random() % 2);
    EXPECT_EQ(read("[" + file.substr(1), batches_of(1 + random() % 100)).texts(), texts);
  }
}

}  // namespace
}  // namespace unspin
