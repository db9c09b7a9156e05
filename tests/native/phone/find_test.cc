// NumberFinder finds what libphonenumber's PhoneNumberMatcher finds, at the same places.
#include <gtest/gtest.h>

#include <cstdio>
#include <iterator>
#include <limits>
#include <set>
#include <string>

#include "../rounds.h"
#include "base/utf8.h"
#include "dice.h"
#include "examples.h"
#include "matcher_twin.h"

namespace deskbell::phone {
namespace {

struct FindCounts {
  int texts = 0;
  int numbers = 0;
  int different = 0;
};

void compare_places(const std::string& text, const std::string& region, int max_tries,
                    FindCounts& counts) {
  const Places theirs = places_of_matcher(text, region, max_tries);
  const Places ours = places_of_finder(text, region, max_tries);
  ++counts.texts;
  counts.numbers += static_cast<int>(theirs.found.size());
  if (ours == theirs || ++counts.different > 20) return;
  ADD_FAILURE() << '"' << text << "\" in " << region << ", tries " << max_tries << "\n ours   "
                << ours.show() << "\n theirs " << theirs.show();
}

std::string in_script(const std::string& text, char32_t zero) {
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      append_utf8(out, zero + static_cast<char32_t>(c - '0'));
    } else {
      out.push_back(c);
    }
  }
  return out;
}

/// The national form with its trunk prefix, or as it is known abroad, or just digits.
std::string write_number(const Example& example, Dice& dice) {
  static constexpr const char* kBetween[] = {"",  "",    "",   "",  " ",  " ",     "-",
                                             ".", "/",   ") ", "(", "[",  "] ",    "  ",
                                             "–", " - ", "x",  "~", "－", "\u00a0"};
  static constexpr const char* kBefore[] = {"",  "0", "0",   "00", "8",  "1",  "(0)",
                                            "(", "+", "011", "+ ", "[+", "((", "(+ ("};
  std::string text;
  const std::string code = std::to_string(example.calling_code);
  std::string national = example.national;
  switch (dice.below(7)) {
    case 0:
    case 1:
    case 2: {
      PhoneNumber number;
      util().Parse("+" + code + national, "ZZ", &number);
      util().Format(number,
                    dice.below(2) == 0 ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL,
                    &text);
      return text;
    }
    case 3:
      text = "+" + code + one_of(kBetween, dice);
      break;
    case 4:
      text = one_of(kBefore, dice) + code;
      break;
    default:
      text = one_of(kBefore, dice);
  }
  if (dice.below(6) == 0)
    national[dice.below(national.size())] = static_cast<char>('0' + dice.below(10));
  if (dice.below(10) == 0) national.resize(national.size() - 1);
  const std::size_t seldom = 2 + dice.below(7);
  for (const char digit : national) {
    if (dice.below(seldom) == 0) text += one_of(kBetween, dice);
    text.push_back(digit);
  }
  return text;
}

std::string digits(std::size_t count, Dice& dice) {
  std::string text;
  for (; count > 0; --count) text.push_back(static_cast<char>('0' + dice.below(10)));
  return text;
}

/// What is written like a number and is none, or nearly none.
std::string write_other(Dice& dice) {
  switch (dice.below(10)) {
    case 0:
      return digits(1 + dice.below(2), dice) + "/" + digits(1 + dice.below(2), dice) + "/" +
             digits(2 + 2 * dice.below(2), dice);
    case 1:
      return "20" + digits(2, dice) + "-0" + digits(1, dice) + "-1" + digits(1, dice) + " 0" +
             digits(1, dice) + ":" + digits(2, dice);
    case 2:
      return "12(3): " + digits(3, dice) + "-" + digits(3, dice) + " (20" + digits(2, dice) + ")";
    case 3:
      return "NL" + digits(2, dice) + "RABO" + digits(10, dice);
    case 4:
      return "€" + digits(3, dice) + "," + digits(2, dice);
    case 5:
      return digits(1 + dice.below(4), dice) + "." + digits(3, dice) + "." + digits(3, dice) + "," +
             digits(2, dice) + "%";
    case 6:
      return "192.168." + digits(2, dice) + "." + digits(2, dice);
    case 7:
      return digits(10 + dice.below(40), dice);
    case 8:
      return digits(3, dice) + "-" + digits(3, dice);
    default:
      return digits(1 + dice.below(5), dice);
  }
}

std::string write_text(Dice& dice, std::string* region) {
  static constexpr const char* kWords[] = {"call",       "me",
                                           "at",         " ",
                                           ", ",         ". ",
                                           ": ",         " / ",
                                           "/",          "/x",
                                           " / x",       "x",
                                           " x ",        "X",
                                           "xx",         "(",
                                           ")",          "[",
                                           "]",          "  ",
                                           "     ",      "\n",
                                           "\t",         " - ",
                                           "–",          "—",
                                           "－",         "-",
                                           "+",          "＋",
                                           "tel:",       "fax ",
                                           "ext",        " ext. ",
                                           " extn: ",    ";ext=",
                                           " #",         "#",
                                           "~",          "～",
                                           "доб. ",      " anexo ",
                                           " int ",      "ｅｘｔ",
                                           "extensión ", "extensio\u0301n ",
                                           "$",          "€",
                                           "%",          "é",
                                           "ß",          "ж",
                                           "中",         "ー",
                                           "（",         "）",
                                           "［",         "］",
                                           "\u00a0",     "\u3000",
                                           "\u200b",     "\u2060",
                                           "\u00ad",     ";",
                                           "'",          "\"",
                                           "and ",       " or ",
                                           "a",          "Z",
                                           "1",          "2 ",
                                           "0",          "\u0301",
                                           "²",          "½",
                                           "٣",          "３",
                                           "😀"};
  static constexpr const char* kBroken[] = {"\xff",  "\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                            "\x01",  "\x7f", "\u0085",       "\uffff",
                                            "\ufffd"};
  static constexpr char32_t kZeros[] = {0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE};
  const Example& home = kExamples[dice.below(std::size(kExamples))];
  *region = home.region;
  if (*region == "001" || dice.below(16) == 0) region->clear();
  std::string text;
  for (std::size_t parts = 1 + dice.below(9); parts > 0; --parts) {
    const std::size_t kind = dice.below(16);
    std::string part;
    if (kind < 5) {
      const bool abroad = dice.below(5) == 0;
      part = write_number(abroad ? kExamples[dice.below(std::size(kExamples))] : home, dice);
      if (dice.below(8) == 0) part = in_script(part, kZeros[dice.below(std::size(kZeros))]);
      if (dice.below(6) == 0) part += one_of(kWords, dice) + digits(1 + dice.below(7), dice);
    } else if (kind < 7) {
      part = write_other(dice);
    } else {
      part = one_of(kWords, dice);
    }
    text += part;
    if (dice.below(3) == 0) text += ' ';
  }
  if (dice.below(100) == 0) text.insert(dice.below(text.size() + 1), one_of(kBroken, dice));
  return text;
}

TEST(Find, AgreesOnSeededTexts) {
  Dice dice(88172645U);
  FindCounts counts;
  for (int left = rounds(6000); left > 0; --left) {
    std::string region;
    const std::string text = write_text(dice, &region);
    const int tries = dice.below(4) == 0 ? static_cast<int>(dice.below(8)) : 65'535;
    compare_places(text, region, tries, counts);
  }
  EXPECT_EQ(counts.different, 0);
  EXPECT_GT(counts.numbers, counts.texts / 3);
  std::printf("%d numbers in %d texts\n", counts.numbers, counts.texts);
}

TEST(Find, OneOrTwoDigitsAreNoNumberAnywhere) {
  std::set<std::string> regions;
  util().GetSupportedRegions(&regions);
  regions.insert("");
  FindCounts counts;
  for (const std::string& region : regions) {
    for (int number = 0; number < 100; number += 7)
      compare_places(std::to_string(number), region, 5, counts);
  }
  EXPECT_EQ(counts.numbers, 0);
  EXPECT_EQ(counts.different, 0);
}

TEST(Find, TakesTimeInProportionToTheText) {
  constexpr std::size_t kBytes = 10'000'000;  // where it grows with the square, this takes hours
  for (const char part : {'7', '(', ' '}) {
    const std::string text = std::string(kBytes, part) + "\n06 12345678\n";
    NumberFinder finder(text, home_of("NL"), std::numeric_limits<int>::max());
    FoundNumber found;
    ASSERT_TRUE(finder.next(&found)) << part;
    EXPECT_EQ(found.begin, kBytes + 1) << part;
    EXPECT_FALSE(finder.next(&found)) << part;
  }
}

}  // namespace
}  // namespace deskbell::phone
