#include "calls/overdue.h"

#include <gtest/gtest.h>

#include "call_factory.h"

namespace deskbell::calls {
namespace {

constexpr Millis kHour = Millis{60} * 60 * 1000;

TEST(Overdue, AnUnansweredCallIsGivenUpAnHourAfterItsLastNews) {
  const Call call =
      joined({inbound(EventType::offered, 0), inbound(EventType::ringing, 60, "100")});
  EXPECT_FALSE(overdue(call, kStart + kHour));
  const auto end = overdue(call, kStart + 60'000 + kHour);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->type, EventType::ended);
  EXPECT_EQ(end->outcome, Outcome::end_unknown);
  EXPECT_EQ(end->id, "deskbell/overdue/in_1");
}

TEST(Overdue, AConversationIsGivenUpAfterTwelveHours) {
  const Call call =
      joined({inbound(EventType::ringing, 0, "100"), inbound(EventType::answered, 5, "100")});
  EXPECT_FALSE(overdue(call, kStart + 11 * kHour));
  EXPECT_TRUE(overdue(call, kStart + 5000 + 12 * kHour));
}

TEST(Overdue, WhatHasEndedOrNeverBegunIsLeftAlone) {
  EXPECT_FALSE(overdue(joined({inbound(EventType::ended, 0)}), kStart + 1000 * kHour));
  EXPECT_FALSE(overdue(Call{}, kStart + 1000 * kHour));
}

TEST(Overdue, TheRecordSaysThatTheEndIsUnknownAndNothingAbsurd) {
  Call call =
      joined({inbound(EventType::ringing, 0, "100"), inbound(EventType::answered, 5, "100")});
  join(call, *overdue(call, kStart + 13 * kHour));
  EXPECT_EQ(call.state, CallState::ended);
  EXPECT_EQ(call.record.outcome, Outcome::end_unknown);
  EXPECT_EQ(call.record.ended_at, std::nullopt);
  EXPECT_EQ(call.record.talk_seconds, std::nullopt);
  EXPECT_EQ(call.record.agent, "100");
  EXPECT_FALSE(overdue(call, kStart + 99 * kHour));
}

TEST(Overdue, TheRealEndReplacesTheGuessInAnyOrder) {
  CallEvent end = inbound(EventType::ended, 14 * 3600, "100");
  end.outcome = Outcome::completed;
  end.talk_seconds = 50'000;
  const std::vector<CallEvent> begun = {inbound(EventType::ringing, 0, "100"),
                                        inbound(EventType::answered, 5, "100")};
  Call late = joined(begun);
  const CallEvent guess = *overdue(late, kStart + 13 * kHour);
  join(late, guess);
  join(late, end);
  Call early = joined(begun);
  join(early, end);
  join(early, guess);
  EXPECT_EQ(late, early);
  EXPECT_EQ(late.record.outcome, Outcome::completed);
  EXPECT_EQ(late.record.talk_seconds, 50'000);
  EXPECT_EQ(late.record.ended_at, end.at);
}

}  // namespace
}  // namespace deskbell::calls
