// The quick way, the rows of a column and the full way give the same answer, field by field.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "../rounds.h"
#include "dice.h"
#include "examples.h"
#include "phone/column.h"
#include "phone/normalize.h"
#include "phone/normalize_quickly.h"
#include "show_number.h"

namespace deskbell::phone {
namespace {

/// What a column of this one row says.
std::string show_row(const std::string& text, const std::string& country) {
  std::uint64_t key = 0;
  std::uint8_t kind = 0;
  std::uint8_t reason = 0;
  std::uint16_t packed = 0;
  const std::string row = text + kRowEnd;
  const std::size_t rows = normalize_column(row, country, {&key, &kind, &reason, &packed}, 1);
  return std::to_string(rows) + '|' + std::to_string(key) + '|' + std::to_string(packed) + '|' +
         std::to_string(kind) + '|' + std::to_string(reason);
}

std::string as_row(const NormalizedNumber& number) {
  return "1|" + std::to_string(number.key) + '|' + std::to_string(pack_country(number.country)) +
         '|' + std::to_string(static_cast<int>(number.kind)) + '|' +
         std::to_string(static_cast<int>(number.reason));
}

struct Counts {
  int asked = 0;
  int quick = 0;
  int different = 0;
};

void compare(const std::string& text, const std::string& country, Counts& counts) {
  ++counts.asked;
  PlainAnswer answer;
  if (normalize_quickly(text, country, &answer)) ++counts.quick;
  const NormalizedNumber quick = normalize(text, country);
  const NormalizedNumber fully = normalize_fully(text, country);
  const std::string full = show(fully);
  const std::string row = show_row(text, country);
  if (row != as_row(fully) && ++counts.different <= 20) {
    ADD_FAILURE() << '"' << text << "\" in " << country << "\n row  " << row << "\n full "
                  << as_row(fully);
  }
  if (show(quick) == full) return;
  if (++counts.different <= 20) {
    ADD_FAILURE() << '"' << text << "\" in " << country << "\n quick " << show(quick) << "\n full  "
                  << full;
  }
}

/// As people write: cut up by punctuation, with some prefix, now and then with a digit wrong.
std::string written(const Example& example, Dice& dice) {
  static constexpr const char* kBefore[] = {"",   "",  "",    "0",    "00",  "8",
                                            "1",  "9", "(0)", "(",    "011", "0011",
                                            " 0", "+", "810", "tel:", "06",  "000"};
  static constexpr const char* kBetween[] = {" ",  "-",  ".",   "/", ") ",
                                             " (", "  ", " - ", ")", "(0)"};
  const std::string code = std::to_string(example.calling_code);
  std::string text;
  switch (dice.below(6)) {
    case 0:
      text = "+" + code;
      break;
    case 1:
      text = "+" + code + " (0)";
      break;
    case 2:
      text = std::string(kBefore[dice.below(std::size(kBefore))]) + code;
      break;
    default:
      text = kBefore[dice.below(std::size(kBefore))];
  }
  std::string national = example.national;
  switch (dice.below(8)) {
    case 0:
      national.resize(national.size() - 1 - dice.below(2));
      break;
    case 1:
      for (std::size_t more = 1 + dice.below(2); more > 0; --more) {
        national.push_back(static_cast<char>('0' + dice.below(10)));
      }
      break;
    case 2:
    case 3:
      national[dice.below(national.size())] = static_cast<char>('0' + dice.below(10));
      break;
    default:
      break;
  }
  const std::size_t seldom = 2 + dice.below(6);
  for (const char digit : national) {
    if (dice.below(seldom) == 0) text += kBetween[dice.below(std::size(kBetween))];
    text.push_back(digit);
  }
  static constexpr const char* kAfter[] = {
      "",  "",   "",     "",     "",      "",     " ",         ")",      " 5",
      "#", "\n", " x12", ", X7", " x: 9", "x12#", " ext. 123", " tst 4", ";ext=12"};
  return text + kAfter[dice.below(std::size(kAfter))];
}

TEST(Plain, AgreesOnSeededMutations) {
  Dice dice(2463534242U);
  Counts counts;
  const int tries = rounds(100'000);
  for (int round = 0; round < tries; ++round) {
    const Example& example = kExamples[dice.below(std::size(kExamples))];
    const Example& other = kExamples[dice.below(std::size(kExamples))];
    std::string country = dice.below(5) == 0 ? other.region : example.region;
    if (country == "001" || dice.below(20) == 0) country.clear();
    compare(written(example, dice), country, counts);
  }
  EXPECT_EQ(counts.different, 0);
  EXPECT_GT(counts.quick, counts.asked / 4);
  RecordProperty("quick", counts.quick);
  std::printf("%d of %d the quick way\n", counts.quick, counts.asked);
}

TEST(Plain, AgreesAmongWords) {
  static constexpr const char* kSentences[] = {"Please call me back on %s before noon.",
                                               "tel %s (reception)",
                                               "%s asks for 3 chairs",
                                               "Order 4711: ring %s when near",
                                               "Bel %s, of 06 12345678",
                                               "фирма %s доб. 12",
                                               "%s, toestel 12",
                                               "a@b.nl / %s",
                                               "12-10-2026 %s at 10:00",
                                               "+49 %s home",
                                               "0049 5 %s home",
                                               "IBAN NL%s",
                                               "📞0.0/ %s-",
                                               "fax %s / x302",
                                               "a %s/ x1 b"};
  Dice dice(521288629U);
  Counts counts;
  const int tries = rounds(20'000);
  for (int round = 0; round < tries; ++round) {
    const Example& example = kExamples[dice.below(std::size(kExamples))];
    std::string country = example.region;
    if (country == "001" || dice.below(20) == 0) country.clear();
    std::string text = kSentences[dice.below(std::size(kSentences))];
    text.replace(text.find("%s"), 2, written(example, dice));
    compare(text, country, counts);
  }
  EXPECT_EQ(counts.different, 0);
  EXPECT_GT(counts.quick, counts.asked / 5);
  std::printf("%d of %d the quick way\n", counts.quick, counts.asked);
}

TEST(Plain, AgreesOnEveryExample) {
  Counts counts;
  for (const Example& example : kExamples) {
    const std::string e164 = "+" + std::to_string(example.calling_code) + example.national;
    const NormalizedNumber full = normalize_fully(e164, "");
    compare(e164, "", counts);
    compare(full.national, full.country, counts);
    compare(full.international, "NL", counts);
    compare("00" + e164.substr(1), "NL", counts);
    compare(example.national, full.country, counts);
  }
  EXPECT_EQ(counts.different, 0);
  EXPECT_GT(counts.quick, counts.asked / 2);
  std::printf("%d of %d the quick way\n", counts.quick, counts.asked);
}

TEST(Plain, AgreesOnEveryConformanceCase) {
  std::ifstream file(std::string(DESKBELL_TESTS_FOLDER) + "/conformance/phone/normalize.json");
  const std::string facts{std::istreambuf_iterator<char>(file), {}};
  Counts counts;
  for (const auto& item : nlohmann::json::parse(facts)) {
    compare(item["text"].get<std::string>(), item["country"].get<std::string>(), counts);
  }
  EXPECT_EQ(counts.different, 0);
  EXPECT_GT(counts.quick, 5);
}

}  // namespace
}  // namespace deskbell::phone
