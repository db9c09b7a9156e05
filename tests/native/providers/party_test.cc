#include "providers/party.h"

#include <gtest/gtest.h>

namespace deskbell::providers {
namespace {

TEST(Party, ReadsInternationalNumbersWithOrWithoutPlus) {
  EXPECT_EQ(read_party("31612345678"), "+31612345678");
  EXPECT_EQ(read_party("+31612345678"), "+31612345678");
  EXPECT_EQ(read_party(" 31612345678"), "+31612345678") << "an unescaped + in a form";
  EXPECT_EQ(read_party("442037691880"), "+442037691880");
}

TEST(Party, KeepsExtensions) {
  EXPECT_EQ(read_party("100"), "100");
  EXPECT_EQ(read_party("123456"), "123456");
}

TEST(Party, AWithheldCallerIsNobody) {
  for (const char* text : {"", " ", "0", "anonymous", "Anonymous", "unknown", "private"}) {
    EXPECT_EQ(read_party(text), "") << text;
  }
}

TEST(Party, BoundsWhatItDoesNotUnderstand) {
  EXPECT_EQ(read_party("sip:anna@example.test"), "sip:anna@example.test");
  EXPECT_LE(read_party(std::string(10'000, 'x')).size(), 64U);
}

}  // namespace
}  // namespace deskbell::providers
