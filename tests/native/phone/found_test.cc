// What the fuzzers and the comparison with google-libphonenumber found; each once went wrong.
#include <gtest/gtest.h>

#include "phone/as_you_type.h"
#include "phone/normalize.h"

namespace deskbell::phone {
namespace {

TEST(Found, DigitsBeyondAnyNumberAreShownAsTheyWereTyped) {
  // libphonenumber takes the trunk and carrier prefix out of it twice, and some digits with it.
  const std::string typed = "01220794220794122079422079449";
  EXPECT_EQ(format_as_you_type(typed, "BR"), typed);
}

TEST(Found, APlusBehindOtherDigitsBeginsNoNumber) {
  const NormalizedNumber number = normalize("0767327+20803", "AT");
  EXPECT_EQ(number.e164, "");
  EXPECT_EQ(number.reason, NumberReason::not_a_number);
  EXPECT_EQ(normalize("+20803", "AT").reason, NumberReason::too_short);
}

TEST(Found, WordsOfAnotherScriptDoNotHideThatTheCountryIsMissing) {
  EXPECT_EQ(normalize("8 495 123-45-67 дом", "").reason, NumberReason::country_missing);
  EXPECT_EQ(normalize("8 495 123-45-67 home", "").reason, NumberReason::country_missing);
}

TEST(Found, TheEndOfAnInternationalNumberIsNoNumberOfTheCountry) {
  for (const char* const text : {"+49 1512 345681215", "0049 1512 345681215"}) {
    const NormalizedNumber number = normalize(text, "PL");
    EXPECT_EQ(number.e164, "+491512345681215") << text;
    EXPECT_EQ(number.reason, NumberReason::too_long) << text;
  }
  EXPECT_EQ(normalize("+49 1512 345681215 / 512 345 678", "PL").e164, "+48512345678");
  EXPECT_EQ(normalize("+49 1512 345681215 +48 512 345 678", "NL").e164, "+48512345678");
  EXPECT_EQ(normalize("1. 512 345 678", "PL").e164, "+48512345678");
}

TEST(Found, ABlankOfAnotherScriptHidesNoAddress) {
  const NormalizedNumber plain = normalize("callto:0612345678", "NL");
  const NormalizedNumber blank = normalize("\u3000 \u200b\u00a0callto:0612345678", "NL");
  EXPECT_EQ(blank.e164, "+31612345678");
  EXPECT_EQ(blank.notes, plain.notes);
}

TEST(Found, ZerosAreANumberWhereTheyAreDialled) {
  const NormalizedNumber emergency = normalize("000", "AU");
  EXPECT_EQ(emergency.reason, NumberReason::short_number);
  EXPECT_EQ(emergency.national, "000");
  EXPECT_EQ(normalize("00", "AU").reason, NumberReason::not_a_number);
  EXPECT_EQ(normalize("000", "NL").reason, NumberReason::not_a_number);
  EXPECT_NE(normalize("00x612381202", "AU").reason, NumberReason::short_number);
}

}  // namespace
}  // namespace deskbell::phone
