#include "phone/normalize.h"

#include <gtest/gtest.h>

namespace deskbell::phone {
namespace {

TEST(Normalize, SourcesOwnExamples) {
  EXPECT_EQ(normalize("0413-741 741", "NL").e164, "+31413741741");
  EXPECT_EQ(normalize("+31 413 741741", "NL").e164, "+31413741741");
  EXPECT_EQ(normalize("(0)6- 123 45 678", "NL").e164, "+31612345678");
  const NormalizedNumber short_one = normalize("+31 (0) 6 134678", "NL");
  EXPECT_EQ(short_one.e164, "+316134678");
  EXPECT_FALSE(short_one.valid);
  EXPECT_EQ(name_of(short_one.reason), "too_short");
}

}  // namespace
}  // namespace deskbell::phone
