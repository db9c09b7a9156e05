#include "phone/normalize.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "examples.h"
#include "phone/metadata.h"
#include "phone/plan.h"

namespace deskbell::phone {
namespace {

using Json = nlohmann::json;

std::string read_facts(const std::string& name) {
  std::ifstream file(std::string(DESKBELL_TESTS_FOLDER) + "/conformance/phone/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

Json as_json(const NormalizedNumber& number) {
  Json notes = Json::array();
  for (const NumberNote& note : number.notes) {
    notes.push_back({{"code", name_of(note.code)}, {"detail", note.detail}});
  }
  return {{"e164", number.e164},
          {"key", number.key == 0 ? "" : std::to_string(number.key)},
          {"national", number.national},
          {"international", number.international},
          {"country", number.country},
          {"kind", name_of(number.kind)},
          {"extension", number.extension},
          {"valid", number.valid},
          {"reason", name_of(number.reason)},
          {"notes", notes}};
}

TEST(Normalize, AgreesWithEveryConformanceCase) {
  const Json cases = Json::parse(read_facts("normalize.json"), nullptr, false);
  ASSERT_TRUE(cases.is_array());
  for (const Json& item : cases) {
    const auto text = item["text"].get<std::string>();
    EXPECT_EQ(as_json(normalize(text, item["country"].get<std::string>())), item["expect"])
        << text << " in " << item["country"];
  }
}

TEST(Normalize, OwnExamplesOfTheMission) {
  EXPECT_EQ(normalize("0413-741 741", "NL").e164, "+31413741741");
  EXPECT_EQ(normalize("+31 413 741741", "NL").e164, "+31413741741");
  EXPECT_EQ(normalize("(0)6- 123 45 678", "NL").e164, "+31612345678");
  const NormalizedNumber incomplete = normalize("+31 (0) 6 134678", "NL");
  EXPECT_EQ(incomplete.e164, "+316134678");
  EXPECT_FALSE(incomplete.valid);
  EXPECT_EQ(incomplete.reason, NumberReason::too_short);
  ASSERT_FALSE(incomplete.notes.empty());
  EXPECT_EQ(incomplete.notes[0], (NumberNote{NumberNoteCode::dropped_trunk_prefix, "(0)"}));
}

TEST(Normalize, EveryExampleOfTheMetadataIsValidAndOfItsKind) {
  ASSERT_GT(std::size(kExamples), 1000U);
  for (const Example& example : kExamples) {
    const std::string e164 = "+" + std::to_string(example.calling_code) + example.national;
    const NormalizedNumber number = normalize(e164, "");
    EXPECT_TRUE(number.valid) << e164;
    EXPECT_EQ(number.e164, e164);
    EXPECT_EQ(std::to_string(number.key), e164.substr(1));
    // Some numbers belong to all countries that share a calling code, such as +1 800.
    PhoneNumber parsed;
    util().Parse(e164, "ZZ", &parsed);
    EXPECT_TRUE(number.country == example.region ||
                util().IsValidNumberForRegion(parsed, example.region))
        << e164 << ": " << number.country << " for " << example.region;
    // Where a plan cannot tell the two apart, the example of either is of both kinds.
    const bool either = number.kind == NumberKind::fixed_line_or_mobile;
    const std::string kind(example.kind);
    EXPECT_TRUE(name_of(number.kind) == kind ||
                (either && (kind == "mobile" || kind == "fixed_line")))
        << e164 << ": " << name_of(number.kind) << " for " << kind;
  }
}

TEST(Normalize, WhatItWritesItReadsAgain) {
  for (const Example& example : kExamples) {
    const std::string e164 = "+" + std::to_string(example.calling_code) + example.national;
    const NormalizedNumber number = normalize(e164, "");
    EXPECT_EQ(normalize(number.international, "").e164, e164);
    if (number.country != "001") {
      EXPECT_EQ(normalize(number.national, number.country).e164, e164) << number.national;
    }
  }
}

TEST(Normalize, TakesAnyBytes) {
  EXPECT_EQ(normalize(std::string("\xED\xA0\x80", 3), "NL").reason, NumberReason::not_a_number);
  EXPECT_EQ(normalize(std::string("\xFF\xFE\x80", 3), "NL").reason, NumberReason::not_a_number);
  EXPECT_EQ(normalize(std::string("06\0 12345678", 12), "NL").e164, "+31612345678");
  EXPECT_EQ(normalize("\xED\xA0\x80 0612345678", "NL").e164, "+31612345678");
  EXPECT_EQ(normalize("0612345678", "\xFF\xFF").reason, NumberReason::country_missing);
  EXPECT_EQ(normalize("0612345678", std::string(100000, 'N')).notes[0].detail.size(), 16U);
}

TEST(Normalize, LooksAtNoMoreThanItsBound) {
  EXPECT_EQ(normalize(std::string(10'000'000, '1'), "NL").reason, NumberReason::not_a_number);
  EXPECT_EQ(normalize(std::string(10'000'000, '(') + "0612345678", "NL").e164, "");
  const std::string spaces(1000, ' ');
  EXPECT_EQ(normalize(spaces + "0612345678" + spaces, "NL").e164, "+31612345678");
}

TEST(Normalize, SurvivesSeededNoise) {
  constexpr const char* kPieces[] = {"+",
                                     "0",
                                     "00",
                                     "(0)",
                                     "31",
                                     "6",
                                     "12345678",
                                     " ",
                                     "-",
                                     "ext. 12",
                                     "x",
                                     "\xD9\xA0",
                                     "#",
                                     ";ext=",
                                     "tel:",
                                     "/",
                                     "\xEF\xBC\x8B",
                                     "٥",
                                     "FLOWERS",
                                     "\xFF",
                                     "~",
                                     ";phone-context=",
                                     "%",
                                     "@",
                                     ")"};
  constexpr const char* kCountries[] = {"NL", "US", "IT", "AR", "", "XX", "GB", "MX", "BR"};
  std::uint32_t state = 1;  // xorshift: the same noise on every platform
  const auto next = [&state](std::size_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  };
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = next(9); i > 0; --i) text += kPieces[next(std::size(kPieces))];
    const NormalizedNumber number = normalize(text, kCountries[next(std::size(kCountries))]);
    EXPECT_EQ(number.valid, number.reason == NumberReason::none) << text;
    EXPECT_EQ(number.e164.empty(), number.key == 0) << text;
    EXPECT_TRUE(number.e164.empty() || number.e164 == "+" + std::to_string(number.key)) << text;
    EXPECT_LE(number.e164.size(), 18U) << text;
    if (number.valid) {
      EXPECT_EQ(normalize(number.e164, "").e164, number.e164) << text;
    }
  }
}

TEST(Metadata, SaysWhereItComesFrom) {
  EXPECT_TRUE(metadata_version().starts_with("google-libphonenumber ")) << metadata_version();
}

}  // namespace
}  // namespace deskbell::phone
