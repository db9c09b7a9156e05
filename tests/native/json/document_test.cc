// What a document holds, beside the tree that nlohmann/json makes of the same text.
#include "json/document.h"

#include <gtest/gtest.h>

#include "../rounds.h"
#include "random_json.h"

namespace deskbell::json {
namespace {

void expect_same(const nlohmann::json& expected, Value actual) {
  ASSERT_TRUE(actual);
  EXPECT_EQ(actual.is_null(), expected.is_null());
  EXPECT_EQ(actual.is_flag(), expected.is_boolean());
  EXPECT_EQ(actual.is_text(), expected.is_string());
  EXPECT_EQ(actual.is_array(), expected.is_array());
  EXPECT_EQ(actual.is_object(), expected.is_object());
  EXPECT_EQ(actual.number().has_value(), expected.is_number());
  EXPECT_EQ(actual.flag(), expected.is_boolean() && expected.get<bool>());
  EXPECT_EQ(actual.text(), expected.is_string() ? expected.get<std::string>() : "");
  EXPECT_EQ(actual.number().value_or(0), expected.is_number() ? expected.get<double>() : 0);
  EXPECT_EQ(actual.whole().value_or(0), actual.whole() ? expected.get<std::int64_t>() : 0);
  if (!expected.is_structured()) {
    EXPECT_EQ(actual.begin(), actual.end());
    return;
  }
  ASSERT_EQ(actual.size(), expected.size());
  std::size_t at = 0;
  for (const Value each : actual) {
    if (expected.is_array()) {
      expect_same(expected[at++], each);
    } else {
      ASSERT_TRUE(expected.contains(each.name()));
      expect_same(expected[std::string(each.name())], each);
      expect_same(expected[std::string(each.name())], actual.find(each.name()));
    }
  }
}

TEST(Document, HoldsWhatTheTreeHolds) {
  RandomJson random(1);
  for (int round = rounds(3000); round > 0 && !testing::Test::HasFailure(); --round) {
    const nlohmann::json expected = random.document();
    const Document document(expected.dump());
    expect_same(expected, document.root());
  }
}

TEST(Document, RefusesWhatTheTreeRefuses) {
  RandomJson random(2);
  for (int round = rounds(20'000); round > 0 && !testing::Test::HasFailure(); --round) {
    std::string text = random.document(2).dump();
    constexpr std::string_view kBytes = "{}[]\",:0e.-\\u\xff\xc3 x";
    text[random.below(text.size())] = kBytes[random.below(kBytes.size())];
    const auto expected = nlohmann::json::parse(text, nullptr, false);
    const Document document(text);
    ASSERT_EQ(static_cast<bool>(document.root()), !expected.is_discarded()) << text;
  }
}

TEST(Document, WhatIsAskedInVainIsAbsent) {
  const Document none("{");
  EXPECT_FALSE(none.root());
  EXPECT_FALSE(none.root().find("a").find("b"));
  EXPECT_EQ(none.root().text(), "");
  EXPECT_FALSE(none.root().number());
  EXPECT_FALSE(none.root().is_null());
  const Document document(R"({"a":[1]})");
  EXPECT_FALSE(document.root().find("b"));
  EXPECT_FALSE(document.root().find("a").find("a"));
  EXPECT_EQ(document.root().find("a").size(), 1U);
}

TEST(Document, OfSeveralMembersOfANameTheLastCounts) {
  const Document document(R"({"a":{"b":1},"a":2})");
  EXPECT_EQ(document.root().find("a").whole(), 2);
  EXPECT_EQ(document.root().size(), 2U);
}

TEST(Document, NumbersAsText) {
  const Document document("[7,-7,-0,1.50,1e3,18446744073709551615]");
  std::vector<std::string> texts;
  for (const Value each : document.root()) texts.push_back(each.number_text());
  EXPECT_EQ(texts,
            (std::vector<std::string>{"7", "-7", "0", "1.50", "1e3", "18446744073709551615"}));
}

TEST(Document, DepthIsNoMatter) {
  constexpr std::size_t kDepth = 200'000;
  const Document deep(std::string(kDepth, '[') + std::string(kDepth, ']'));
  std::size_t depth = 0;
  for (Value at = deep.root(); at; at = at.size() > 0 ? *at.begin() : Value()) ++depth;
  EXPECT_EQ(depth, kDepth);
  EXPECT_FALSE(Document(std::string(kDepth, '[')).root());
}

TEST(Document, ANumberTooLargeIsNoJson) {
  EXPECT_FALSE(Document("1e999").root());
  EXPECT_TRUE(Document("1e-999").root());
}

}  // namespace
}  // namespace deskbell::json
