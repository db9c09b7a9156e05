#include "phone/find/extension_words.h"

#include <gtest/gtest.h>

#include <string>

#include "../rounds.h"
#include "dice.h"
#include "phone/prepare.h"
#include "phone/regex/regex.h"

namespace deskbell::phone {
namespace {

/// The pattern that find_extension_in_words() stands for.
constexpr const char* kExtensionPattern =
    "(?i)[ ,;(.-]*(?:toestelnummer|toestel|tstl|tst|durchwahl|nebenstelle|wewnętrzny|wewn|wew|"
    "poste|extensión|anexo|ramal|interno|anknytning|внутренний|внутр|вн|добавочный|доб|"
    "داخلي|تحويلة|extension|extn|ext)[ .:#=-]*(\\d{1,20})\\)?";

TEST(ExtensionWords, AgreeWithTheirPattern) {
  static constexpr const char* kParts[] = {"toestelnummer",
                                           "Toestel",
                                           "tstl",
                                           "TST",
                                           "Durchwahl",
                                           "wewnętrzny",
                                           "WEWN",
                                           "poste",
                                           "EXTENSIÓN",
                                           "anexo",
                                           "вн",
                                           "ДОБ",
                                           "внутр",
                                           "تحويلة",
                                           "extn",
                                           "exT",
                                           "con",
                                           " ",
                                           ".",
                                           ": ",
                                           "#",
                                           "-",
                                           "(",
                                           ")",
                                           ",",
                                           "1",
                                           "12",
                                           "0413",
                                           "741741",
                                           "012345678901234567890",
                                           "é",
                                           "x",
                                           "ę",
                                           "+",
                                           "="};
  const auto pattern = regex::Regex::compile(kExtensionPattern);
  ASSERT_TRUE(pattern);
  Dice dice(1013904223U);
  int found = 0;
  const int texts = rounds(20'000);
  for (int left = texts; left > 0; --left) {
    std::string text;
    for (std::size_t parts = 1 + dice.below(7); parts > 0; --parts) text += one_of(kParts, dice);
    regex::Captures captures;
    ExtensionInWords words;
    const bool expected = pattern->match(text, 0, regex::Anchor::search, captures);
    ASSERT_EQ(find_extension_in_words(text, &words), expected) << text;
    if (!expected) continue;
    ++found;
    EXPECT_EQ(words.begin, captures.first(0)) << text;
    EXPECT_EQ(words.end, captures.last(0)) << text;
    EXPECT_EQ(words.digits, captures.text(text, 1)) << text;
    const std::size_t behind = captures.last(1);
    EXPECT_EQ(words.cut, behind < text.size() && is_digit(text[behind])) << text;
  }
  EXPECT_GT(found, texts / 20);
}

}  // namespace
}  // namespace deskbell::phone
