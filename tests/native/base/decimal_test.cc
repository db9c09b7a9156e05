#include "base/decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <string>

#include "../rounds.h"

namespace deskbell {
namespace {

TEST(Decimal, ExactForFifteenDigitsAndPowersToTwentyTwo) {
  std::mt19937_64 random(4);
  for (int round = rounds(100'000); round > 0 && !testing::Test::HasFailure(); --round) {
    const auto digits = static_cast<std::int64_t>(random() % 1'000'000'000'000'000);
    const int exponent = static_cast<int>(random() % 45) - 22;
    const std::string text =
        (random() % 2 == 0 ? "-" : "") + std::to_string(digits) + "e" + std::to_string(exponent);
    EXPECT_EQ(read_decimal(text), std::strtod(text.c_str(), nullptr)) << text;
  }
}

TEST(Decimal, CloseForAllElse) {
  std::mt19937_64 random(5);
  for (int round = rounds(100'000); round > 0 && !testing::Test::HasFailure(); --round) {
    const std::string text = std::to_string(random()) + "." + std::to_string(random()) + "E" +
                             std::to_string(static_cast<int>(random() % 640) - 330);
    const double exact = std::strtod(text.c_str(), nullptr);
    const double read = read_decimal(text);
    if (std::isinf(exact)) {
      EXPECT_EQ(read, exact) << text;
    } else {
      EXPECT_NEAR(read, exact, std::fabs(exact) * 1e-14 + 1e-320) << text;
    }
  }
}

TEST(Decimal, Edges) {
  EXPECT_EQ(read_decimal("0"), 0);
  EXPECT_TRUE(std::signbit(read_decimal("-0.0")));
  EXPECT_EQ(read_decimal("0.1"), 0.1);
  EXPECT_EQ(read_decimal("1763792771123.5"), 1763792771123.5);
  EXPECT_EQ(read_decimal("1e400"), HUGE_VAL);
  EXPECT_EQ(read_decimal("-1e999999999999"), -HUGE_VAL);
  EXPECT_EQ(read_decimal("1e-400"), 0);
  EXPECT_EQ(read_decimal("0e999999"), 0);
  EXPECT_EQ(read_decimal("1" + std::string(400, '0') + "e-400"), 1);
  EXPECT_EQ(read_decimal("0." + std::string(400, '0') + "1e401"), 1);
}

}  // namespace
}  // namespace deskbell
