#include "providers/local_time.h"

#include <gtest/gtest.h>

#include <limits>

namespace deskbell::providers {
namespace {

using calls::Millis;

constexpr Millis kMax = std::numeric_limits<Millis>::max();
constexpr Millis kHour = 3'600'000;
// Amsterdam in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
constexpr Millis kSpring = 1'774'746'000'000;
constexpr Millis kAutumn = 1'792'890'000'000;

ProviderRequest amsterdam(Millis received_at) {
  ProviderRequest request;
  request.received_at = received_at;
  request.zone = {{kSpring, 60}, {kAutumn, 120}, {kMax, 60}};
  return request;
}

TEST(LocalTime, FollowsTheZone) {
  EXPECT_EQ(read_local_time("2026-01-02 11:00:00", amsterdam(0)), 1'767'348'000'000);
  EXPECT_EQ(read_local_time("2026-07-01 12:00:00", amsterdam(0)), 1'782'900'000'000);
  EXPECT_EQ(read_local_time("2026-01-02T10:00:00", ProviderRequest{}), 1'767'348'000'000);
}

TEST(LocalTime, TheRepeatedHourIsTheOneNearestToNow) {
  const Millis first = kAutumn - kHour / 2;
  const Millis second = kAutumn + kHour / 2;
  EXPECT_EQ(read_local_time("2026-10-25 02:30:00", amsterdam(first + 1000)), first);
  EXPECT_EQ(read_local_time("2026-10-25 02:30:00", amsterdam(second + 1000)), second);
}

TEST(LocalTime, TheSkippedHourHasAnAnswer) {
  EXPECT_TRUE(read_local_time("2026-03-29 02:30:00", amsterdam(kSpring)).has_value());
}

TEST(LocalTime, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2026-01-02", "2026-13-02 10:00:00", "2026-02-29 10:00:00", "2026-01-02 24:00:00",
        "2026-01-02 10:60:00", "2026-01-02 10:00:0x", "2026-01-02 10:00:00 ", "x026-01-02 10:00:00",
        "2026-01-00 10:00:00", "1969-12-31 23:59:59"}) {
    EXPECT_EQ(read_local_time(text, amsterdam(0)), std::nullopt) << text;
  }
  EXPECT_TRUE(read_local_time("2024-02-29 10:00:00", amsterdam(0)).has_value());
}

}  // namespace
}  // namespace deskbell::providers
