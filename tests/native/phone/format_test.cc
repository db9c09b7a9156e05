#include "phone/format.h"

#include <gtest/gtest.h>

#include <string>

#include "phone/as_you_type.h"

namespace deskbell::phone {
namespace {

TEST(Format, WritesEachStyle) {
  EXPECT_EQ(format("+31612345678", FormatStyle::national), "06 12345678");
  EXPECT_EQ(format("+31612345678", FormatStyle::international), "+31 6 12345678");
  EXPECT_EQ(format("+31612345678", FormatStyle::rfc3966), "tel:+31-6-12345678");
  EXPECT_EQ(format("+39061234567", FormatStyle::national), "06 123 4567");
}

TEST(Format, WritesWhatIsNotValidAllTheSame) {
  EXPECT_EQ(format("+316134678", FormatStyle::international), "+31 6134678");
}

TEST(Format, AnswersNothingForWhatIsNoNumber) {
  for (const char* text : {"", "+", "+0", "31612345678", "+31 6", "+999123456", "+1a"}) {
    EXPECT_EQ(format(text, FormatStyle::international), "") << text;
  }
  EXPECT_EQ(format("+" + std::string(1000000, '1'), FormatStyle::national), "");
}

TEST(AsYouType, FormatsWhatWasTypedSoFar) {
  EXPECT_EQ(format_as_you_type("", "NL"), "");
  EXPECT_EQ(format_as_you_type("0", "NL"), "0");
  EXPECT_EQ(format_as_you_type("0612", "NL"), "06 12");
  EXPECT_EQ(format_as_you_type("0612345678", "nl"), "06 12345678");
  EXPECT_EQ(format_as_you_type("+31413741741", ""), "+31 413 741 741");
  EXPECT_EQ(format_as_you_type("4155552671", "US"), "(415) 555-2671");
}

TEST(AsYouType, TakesItsOwnAnswerBack) {
  std::string shown;
  for (const char key : std::string("+442079460958")) {
    shown = format_as_you_type(shown + key, "NL");
  }
  EXPECT_EQ(shown, "+44 20 7946 0958");
}

TEST(AsYouType, ReadsOtherDigitsAndSkipsTheRest) {
  EXPECT_EQ(format_as_you_type("٠٦١٢٣٤٥٦٧٨", "NL"), "06 12345678");
  EXPECT_EQ(format_as_you_type("06 \xFF\xED\xA0\x80 1abc2", "NL"), "06 12");
  EXPECT_EQ(format_as_you_type("0612", "??"), "0612");
  EXPECT_LE(format_as_you_type(std::string(10'000'000, '6'), "NL").size(), 2 * kMaxTypedBytes);
}

}  // namespace
}  // namespace deskbell::phone
