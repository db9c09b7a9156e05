// What is told after the end, by whoever: see the rule in wasm-core/calls/call.h.
#include <gtest/gtest.h>

#include "call_factory.h"

namespace deskbell::calls {
namespace {

std::vector<CallEvent> finished() {
  CallEvent start = inbound(EventType::offered, 0);
  start.started_at = kStart - 1000;
  CallEvent end = inbound(EventType::ended, 130, "101");
  end.outcome = Outcome::completed;
  end.talk_seconds = 120;
  CallEvent recorded = inbound(EventType::recorded, 131);
  recorded.recording_url = "zadarma:1.2";
  return {start, inbound(EventType::ringing, 1, "101"), inbound(EventType::answered, 8, "101"), end,
          recorded};
}

// An event with every field changed that the vendor does not sign, told after the end.
CallEvent forged(EventType type) {
  CallEvent event = inbound(type, 200, "666");
  event.id += "/forged";
  event.provider = "other";
  event.direction = Direction::outbound;
  event.from = "+10000000000";
  event.to = "+10000000001";
  event.line = "+10000000002";
  event.started_at = kStart - 3'600'000;
  event.outcome = Outcome::busy;
  event.talk_seconds = 1;
  event.recording_url = "https://evil.example/1.mp3";
  event.contact = std::nullopt;
  return event;
}

TEST(FinishedRecord, IsNotAlteredByLateFacts) {
  const CallRecord expected = joined(finished()).record;
  for (std::size_t i = 0; i < kEventTypeNames.size(); ++i) {
    std::vector<CallEvent> events = finished();
    events.push_back(forged(static_cast<EventType>(i)));
    EXPECT_EQ(joined(events).record, expected) << kEventTypeNames[i];
    EXPECT_EQ(joined(events).state, CallState::ended) << kEventTypeNames[i];
    std::rotate(events.rbegin(), events.rbegin() + 1, events.rend());
    EXPECT_EQ(joined(events).record, expected) << kEventTypeNames[i] << " delivered first";
  }
}

TEST(FinishedRecord, LateFactsHaveNoEffects) {
  for (std::size_t i = 0; i < kEventTypeNames.size(); ++i) {
    const Step late = step(joined(finished()), forged(static_cast<EventType>(i)), {0, ""});
    EXPECT_TRUE(late.effects.empty()) << kEventTypeNames[i];
    const Step there = step(joined(finished()), forged(static_cast<EventType>(i)), {0, "666"});
    EXPECT_TRUE(there.effects.empty()) << kEventTypeNames[i];
  }
}

TEST(FinishedRecord, TakesWhatWasUnknown) {
  CallEvent end = inbound(EventType::ended, 30);
  end.outcome = Outcome::completed;
  end.from.clear();
  CallEvent late = inbound(EventType::answered, 40, "101");
  late.tracking["utm_source"] = "news";
  late.recording_url = "zadarma:1.2";
  const CallRecord record = joined({end, late}).record;
  EXPECT_EQ(record.from, "+31612345678");
  EXPECT_EQ(record.agent, "101");
  EXPECT_EQ(record.tracking.at("utm_source"), "news");
  EXPECT_EQ(record.recording_url, "zadarma:1.2");
  EXPECT_EQ(record.answered_at, std::nullopt) << "an answer after the end is no time of answer";
}

TEST(FinishedRecord, TakesTheContactThatTheAgentPicks) {
  std::vector<CallEvent> events = finished();
  CallEvent identified = inbound(EventType::identified, 300, "101");
  identified.contact = anna();
  events.push_back(identified);
  EXPECT_EQ(joined(events).record.contact, anna());
}

TEST(FinishedRecord, AMissedCallBecomesAVoicemailWhenOneIsFound) {
  const std::vector<CallEvent> missed = {inbound(EventType::ringing, 0, "100"),
                                         inbound(EventType::ended, 20)};
  std::vector<CallEvent> events = missed;
  events.push_back(inbound(EventType::voicemail, 60));
  EXPECT_EQ(joined(events).record.outcome, Outcome::voicemail);
  std::vector<CallEvent> talked = finished();
  talked.push_back(inbound(EventType::voicemail, 300));
  EXPECT_EQ(joined(talked).record.outcome, Outcome::completed);
}

TEST(FinishedRecord, AnAnswerOutweighsAnEndThatDeniesIt) {
  CallEvent end = inbound(EventType::ended, 68);
  end.outcome = Outcome::missed;
  end.talk_seconds = 0;
  const CallRecord record =
      joined({inbound(EventType::ringing, 0, "100"), inbound(EventType::answered, 8, "100"), end})
          .record;
  EXPECT_EQ(record.outcome, Outcome::completed);
  EXPECT_EQ(record.talk_seconds, 60);
}

TEST(SeveralCalls, OfOneAgentDoNotMix) {
  CallEvent second = inbound(EventType::ringing, 10, "100");
  second.call_id = "in_2";
  second.from = "+31413741741";
  const Step first = step(std::nullopt, inbound(EventType::ringing, 0, "100"), {0, "100"});
  const Step talking = step(first.call, inbound(EventType::answered, 5, "100"), {0, "100"});
  const Step waiting = step(std::nullopt, second, {0, "100"});
  EXPECT_EQ(waiting.call.state, CallState::ringing);
  EXPECT_EQ(talking.call.state, CallState::answered);
  EXPECT_EQ(other_party(waiting.call), "+31413741741");
  CallEvent hold = inbound(EventType::held, 12, "100");
  EXPECT_EQ(step(talking.call, hold, {0, "100"}).call.state, CallState::held);
  EXPECT_EQ(types(waiting.effects),
            (std::vector<EffectType>{EffectType::emit, EffectType::card_open, EffectType::lookup,
                                     EffectType::notify}));
}

}  // namespace
}  // namespace deskbell::calls
