#include "directory/age_clock.h"

#include <gtest/gtest.h>

namespace deskbell::directory {
namespace {

using Turn = AgeClock::Turn;

TEST(AgeClock, FreshUntilTheLimit) {
  AgeClock clock(3200);  // ticks of 100 ms
  clock.advance(1'000'000);
  const std::uint8_t stamp = clock.stamp();
  EXPECT_EQ(clock.ticks(stamp), 0U);
  clock.advance(1'003'100);
  EXPECT_EQ(clock.ticks(stamp), 31U);
  clock.advance(1'003'200);
  EXPECT_EQ(clock.ticks(stamp), AgeClock::kStaleTicks);
}

TEST(AgeClock, NoStampComesRoundAgainBeforeASweep) {
  for (const unsigned step : {1U, 7U, 32U, 33U, 63U, 64U}) {
    AgeClock clock(3200);
    double now = 1'000'000;
    clock.advance(now);
    const std::uint8_t stamp = clock.stamp();
    unsigned passed = 0;
    while (clock.advance(now += step * 100.0) == Turn::none) {
      passed += step;
      EXPECT_EQ(clock.ticks(stamp), passed < 32 ? passed : AgeClock::kStaleTicks) << step;
    }
    // At the sweep itself the stamp still says the truth.
    EXPECT_EQ(clock.ticks(stamp), AgeClock::kStaleTicks) << step;
  }
}

TEST(AgeClock, AClockThatLeapsOrGoesBackKnowsNoAges) {
  AgeClock clock(3200);
  EXPECT_EQ(clock.advance(1'000'000), Turn::all_stale);
  EXPECT_EQ(clock.advance(1'000'050), Turn::none);
  EXPECT_EQ(clock.advance(999'000), Turn::all_stale);
  EXPECT_EQ(clock.advance(1e13), Turn::all_stale);
  EXPECT_EQ(clock.advance(-5), Turn::all_stale);
}

TEST(AgeClock, AgesFromOutside) {
  AgeClock clock(3200);
  clock.advance(1'000'000);
  EXPECT_EQ(clock.ticks(clock.stamp(1000)), 10U);
  EXPECT_EQ(clock.stamp(3200), AgeClock::kStale);
  EXPECT_EQ(clock.stamp(-1), AgeClock::kStale);
  EXPECT_EQ(clock.stamp(std::numeric_limits<double>::quiet_NaN()), AgeClock::kStale);
}

}  // namespace
}  // namespace deskbell::directory
