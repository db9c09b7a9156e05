#include "calls/call.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "call_factory.h"

namespace deskbell::calls {
namespace {

std::vector<CallEvent> answered_call() {
  CallEvent start = inbound(EventType::offered, 0);
  start.started_at = kStart - 1000;
  CallEvent end = inbound(EventType::ended, 130, "101");
  end.outcome = Outcome::completed;
  end.talk_seconds = 120;
  CallEvent record = inbound(EventType::recorded, 150);
  record.recording_url = "zadarma:1.2";
  return {start,
          inbound(EventType::ringing, 1, "100"),
          inbound(EventType::ringing, 2, "101"),
          inbound(EventType::answered, 8, "101"),
          end,
          record};
}

TEST(CallRecord, KeepsStartEndAndDuration) {
  const Call call = joined(answered_call());
  const CallRecord& record = call.record;
  EXPECT_EQ(call.state, CallState::ended);
  EXPECT_EQ(record.offered_at, kStart - 1000);
  EXPECT_EQ(record.answered_at, kStart + 8000);
  EXPECT_EQ(record.ended_at, kStart + 130'000);
  EXPECT_EQ(record.ring_seconds, 8);
  EXPECT_EQ(record.talk_seconds, 120);
  EXPECT_EQ(record.outcome, Outcome::completed);
  EXPECT_EQ(record.agent, "101");
  EXPECT_EQ(record.recording_url, "zadarma:1.2");
}

// 101, then 102, then 101 again: the second answer of 101 cannot be told from the first one
// repeated.
TEST(CallRecord, TheEndSaysWhoTalkedLastAfterATransferBack) {
  std::vector<CallEvent> events = {
      inbound(EventType::ringing, 1, "101"), inbound(EventType::answered, 2, "101"),
      inbound(EventType::answered, 20, "102"), inbound(EventType::answered, 40, "101")};
  EXPECT_EQ(joined(events).record.agent, "102");
  CallEvent end = inbound(EventType::ended, 60, "102");
  end.outcome = Outcome::completed;
  end.last_agent = "101";
  events.push_back(end);
  const Call call = joined(events);
  EXPECT_EQ(call.record.agent, "101");
  std::reverse(events.begin(), events.end());
  EXPECT_EQ(joined(events), call);
}

TEST(CallRecord, TheEndIsNotBelievedAboutWhoNeverAnswered) {
  CallEvent end = inbound(EventType::ended, 60, "101");
  end.outcome = Outcome::completed;
  end.last_agent = "105";
  CallEvent forged = inbound(EventType::ended, 70, "101");
  forged.last_agent = "102";
  const Call call = joined({inbound(EventType::answered, 2, "102"),
                            inbound(EventType::answered, 20, "101"), end, forged});
  EXPECT_EQ(call.record.agent, "101");
}

TEST(CallRecord, IsTheSameForEveryOrderAndNumberOfDeliveries) {
  const std::vector<CallEvent> events = answered_call();
  const Call expected = joined(events);
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), 0);
  int orders = 0;
  do {
    std::vector<CallEvent> delivered;
    for (const std::size_t i : order) {
      // One to three deliveries, differently spread in each order.
      for (std::size_t n = 0; n <= (i + static_cast<std::size_t>(orders)) % 3; ++n) {
        delivered.insert(n == 0 ? delivered.end()
                                : delivered.begin() +
                                      static_cast<std::ptrdiff_t>((i * 7 + n) % delivered.size()),
                         events[i]);
      }
    }
    ASSERT_EQ(joined(delivered), expected) << "order number " << orders;
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(orders, 720);
}

TEST(CallRecord, HoldAndResumeFollowTheirTimesNotTheirOrder) {
  const CallEvent answered = inbound(EventType::answered, 1, "100");
  const CallEvent held = inbound(EventType::held, 2, "100");
  const CallEvent resumed = inbound(EventType::resumed, 3, "100");
  EXPECT_EQ(joined({answered, held}).state, CallState::held);
  std::vector<std::vector<CallEvent>> orders = {
      {answered, held, resumed}, {answered, resumed, held}, {resumed, held, answered},
      {held, resumed, answered}, {held, answered, resumed}, {resumed, answered, held}};
  for (const auto& order : orders) EXPECT_EQ(joined(order).state, CallState::answered);
}

TEST(CallRecord, WithoutAnAnswerIsMissedOrUnanswered) {
  const Call missed =
      joined({inbound(EventType::ringing, 0, "100"), inbound(EventType::ended, 20)});
  EXPECT_EQ(missed.record.outcome, Outcome::missed);
  EXPECT_EQ(missed.record.talk_seconds, 0);
  EXPECT_EQ(missed.record.ring_seconds, 20);
  EXPECT_EQ(missed.record.agent, "100");
  const Call unanswered = joined({outbound(EventType::dialing, 0), outbound(EventType::ended, 20)});
  EXPECT_EQ(unanswered.record.outcome, Outcome::no_answer);
}

TEST(CallRecord, AnEndAloneStillGivesTheConversation) {
  CallEvent end = inbound(EventType::ended, 100, "100");
  end.started_at = kStart;
  end.outcome = Outcome::completed;
  end.talk_seconds = 60;
  const CallRecord record = joined({end}).record;
  EXPECT_EQ(record.agent, "100");
  EXPECT_EQ(record.offered_at, kStart);
  EXPECT_EQ(record.answered_at, kStart + 40'000);
  EXPECT_EQ(record.talk_seconds, 60);
}

TEST(CallRecord, DoesNotBelieveImpossibleTimes) {
  CallEvent end = inbound(EventType::ended, 10);
  end.started_at = kStart + Millis{365} * 24 * 3600 * 1000;
  end.talk_seconds = -5;
  end.outcome = Outcome::completed;
  CallRecord record = joined({end}).record;
  EXPECT_EQ(record.offered_at, kStart + 10'000);
  EXPECT_EQ(record.talk_seconds, 0);
  end.talk_seconds = std::int64_t{1} << 50;
  record = joined({end}).record;
  EXPECT_EQ(record.talk_seconds, 7 * 24 * 3600);
  EXPECT_GE(record.answered_at, record.offered_at);
}

TEST(CallRecord, ATransferHandsTheCallOn) {
  const Call call =
      joined({inbound(EventType::ringing, 0, "100"), inbound(EventType::answered, 5, "100"),
              inbound(EventType::transferred, 20, "101"), inbound(EventType::answered, 25, "101"),
              inbound(EventType::ended, 60)});
  EXPECT_EQ(call.record.agent, "101");
  EXPECT_EQ(call.record.answered_at, kStart + 5000);
}

TEST(CallRecord, AVoicemailNobodyAnsweredIsOne) {
  CallEvent end = inbound(EventType::ended, 30);
  end.outcome = Outcome::completed;
  const Call call =
      joined({inbound(EventType::ringing, 0, "100"), inbound(EventType::voicemail, 20), end});
  EXPECT_EQ(call.record.outcome, Outcome::voicemail);
}

TEST(CallRecord, KeepsTheContactThatWasPickedLast) {
  CallEvent first = inbound(EventType::identified, 10, "100");
  first.contact = anna();
  CallEvent second = inbound(EventType::identified, 20, "100");
  second.contact = Contact{"8", "Bram Visser", "", "", {}, {}, ""};
  EXPECT_EQ(joined({first, second}).record.contact->id, "8");
  EXPECT_EQ(joined({second, first}).record.contact->id, "8");
}

TEST(CallRecord, AClickToCallIsTakenOverByTheTelephoneSystem) {
  CallEvent click = outbound(EventType::dialing, 0);
  click.provider = "deskbell";
  const CallEvent told = outbound(EventType::dialing, 3);
  EXPECT_EQ(joined({click, told}).record.provider, "zadarma");
  EXPECT_EQ(joined({told, click}).record.provider, "zadarma");
}

}  // namespace
}  // namespace deskbell::calls
