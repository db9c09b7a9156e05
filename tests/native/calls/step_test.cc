#include "calls/step.h"

#include <gtest/gtest.h>

#include "call_factory.h"

namespace deskbell::calls {
namespace {

using Types = std::vector<EffectType>;

/// Plays events in one chair and gives the effects of the last.
Types last_effects(const std::vector<CallEvent>& events, const std::string& agent) {
  std::optional<Call> call;
  Types effects;
  for (const CallEvent& event : events) {
    Step result = step(call, event, {event.at, agent});
    effects = types(result.effects);
    call = std::move(result.call);
  }
  return effects;
}

const CallEvent kOffered = inbound(EventType::offered, 0);
const CallEvent kRinging = inbound(EventType::ringing, 1, "100");
const CallEvent kRingingNext = inbound(EventType::ringing, 2, "101");
const CallEvent kAnswered = inbound(EventType::answered, 5, "100");
const CallEvent kEnded = inbound(EventType::ended, 65);

TEST(Step, OpensTheCardWhereItRings) {
  EXPECT_EQ(last_effects({kOffered}, "100"), (Types{EffectType::emit}));
  EXPECT_EQ(
      last_effects({kOffered, kRinging}, "100"),
      (Types{EffectType::emit, EffectType::card_open, EffectType::lookup, EffectType::notify}));
  EXPECT_EQ(last_effects({kOffered, kRinging}, "101"), Types{});
}

TEST(Step, LooksUpTheOtherParty) {
  const Step inward = step(std::nullopt, kRinging, {0, "100"});
  EXPECT_EQ(inward.effects[2].number, "+31612345678");
  const Step outward = step(std::nullopt, outbound(EventType::dialing, 0), {0, "100"});
  EXPECT_EQ(types(outward.effects),
            (Types{EffectType::emit, EffectType::card_open, EffectType::lookup}));
  EXPECT_EQ(outward.effects[2].number, "+31612345678");
}

TEST(Step, AWithheldNumberIsNotLookedUp) {
  CallEvent event = kRinging;
  event.from.clear();
  EXPECT_EQ(last_effects({event}, "100"),
            (Types{EffectType::emit, EffectType::card_open, EffectType::notify}));
}

TEST(Step, TheAnswerStopsTheRingingAndKeepsTheCard) {
  EXPECT_EQ(last_effects({kRinging, kAnswered}, "100"),
            (Types{EffectType::emit, EffectType::notify_close}));
}

TEST(Step, TheTelephoneOfAColleagueIsNotHeard) {
  EXPECT_EQ(last_effects({kRinging, kRingingNext}, "100"), Types{});
  EXPECT_EQ(
      last_effects({kRingingNext, kRinging}, "100"),
      (Types{EffectType::emit, EffectType::card_open, EffectType::lookup, EffectType::notify}));
  EXPECT_EQ(last_effects({kRinging, kRingingNext}, ""), (Types{EffectType::emit}));
}

TEST(Step, AnAnswerElsewhereIsHeardAsTheEnd) {
  const Step ringing = step(std::nullopt, inbound(EventType::ringing, 1), {0, "101"});
  const Step answered = step(ringing.call, kAnswered, {0, "101"});
  EXPECT_EQ(answered.effects[0].event, EventType::ended);
  EXPECT_EQ(step(answered.call, kEnded, {0, "101"}).effects.size(), 0U);
  EXPECT_EQ(step(ringing.call, kAnswered, {0, "100"}).effects[0].event, EventType::answered);
}

TEST(Step, AnAnswerElsewhereClosesTheCard) {
  EXPECT_EQ(last_effects({kRinging, kRingingNext, kAnswered}, "101"),
            (Types{EffectType::emit, EffectType::notify_close, EffectType::card_close}));
  EXPECT_EQ(last_effects({kRinging, kRingingNext, kAnswered, kEnded}, "101"), Types{});
}

TEST(Step, TheEndClosesTheCardAndSaves) {
  EXPECT_EQ(last_effects({kRinging, kAnswered, kEnded}, "100"),
            (Types{EffectType::emit, EffectType::card_close, EffectType::save}));
  EXPECT_EQ(last_effects({kRinging, kEnded}, "100"),
            (Types{EffectType::emit, EffectType::notify_close, EffectType::card_close,
                   EffectType::save}));
}

TEST(Step, TheRelaySavesButOpensNothing) {
  EXPECT_EQ(last_effects({kRinging}, ""), (Types{EffectType::emit}));
  EXPECT_EQ(last_effects({kRinging, kEnded}, ""), (Types{EffectType::emit, EffectType::save}));
}

TEST(Step, ARecordingAfterTheEndSavesAgain) {
  CallEvent recorded = inbound(EventType::recorded, 100);
  recorded.recording_url = "zadarma:1.2";
  EXPECT_EQ(last_effects({kRinging, kAnswered, kEnded, recorded}, "100"),
            (Types{EffectType::emit, EffectType::save}));
}

TEST(Step, ASecondDeliveryHasNoEffects) {
  EXPECT_EQ(last_effects({kRinging, kRinging}, "100"), Types{});
  EXPECT_EQ(last_effects({kRinging, kAnswered, kEnded, kEnded}, "100"), Types{});
  EXPECT_EQ(last_effects({kRinging, kAnswered, kEnded, kRinging}, "100"), Types{});
}

TEST(Step, WhoIsIdentifiedIsNotLookedUpAgain) {
  CallEvent identified = inbound(EventType::identified, 0, "100");
  identified.contact = anna();
  EXPECT_EQ(last_effects({identified, kRinging}, "100"),
            (Types{EffectType::emit, EffectType::card_open, EffectType::notify}));
}

TEST(Step, ACallThatRingsForEverybodyRingsHere) {
  EXPECT_EQ(
      last_effects({inbound(EventType::ringing, 1)}, "102"),
      (Types{EffectType::emit, EffectType::card_open, EffectType::lookup, EffectType::notify}));
}

TEST(Resume, BringsTheCardBack) {
  const Step ringing = step(std::nullopt, kRinging, {0, "100"});
  EXPECT_EQ(types(resume(ringing.call, {0, "100"}).effects),
            (Types{EffectType::card_open, EffectType::lookup, EffectType::notify}));
  const Step answered = step(ringing.call, kAnswered, {0, "100"});
  EXPECT_EQ(types(resume(answered.call, {0, "100"}).effects),
            (Types{EffectType::card_open, EffectType::lookup}));
  const Step ended = step(answered.call, kEnded, {0, "100"});
  EXPECT_TRUE(resume(ended.call, {0, "100"}).effects.empty());
}

Call clicked(Millis seconds, const char* id, const char* to) {
  CallEvent event = outbound(EventType::dialing, seconds);
  event.provider = "deskbell";
  event.call_id = id;
  event.to = to;
  return step(std::nullopt, event, {0, ""}).call;
}

TEST(MatchDialled, FindsTheClickOfAgentAndDestination) {
  const std::vector<Call> calls = {clicked(0, "dk_1", "+31612345678"),
                                   clicked(1, "dk_2", "+31413741741"),
                                   clicked(2, "dk_3", "+31612345678")};
  CallEvent told = outbound(EventType::dialing, 5);
  EXPECT_EQ(match_dialled(calls, told), 0U);
  told.to = "0413741741";
  EXPECT_EQ(match_dialled(calls, told), 1U);
  told.agent = "101";
  EXPECT_EQ(match_dialled(calls, told), std::nullopt);
}

TEST(MatchDialled, HasAWindowOfTwoMinutesAndOnlyOutbound) {
  const std::vector<Call> calls = {clicked(0, "dk_1", "+31612345678")};
  EXPECT_EQ(match_dialled(calls, outbound(EventType::dialing, 120)), 0U);
  EXPECT_EQ(match_dialled(calls, outbound(EventType::dialing, 121)), std::nullopt);
  CallEvent inward = inbound(EventType::ringing, 1, "100");
  inward.to = "+31612345678";
  EXPECT_EQ(match_dialled(calls, inward), std::nullopt);
}

}  // namespace
}  // namespace deskbell::calls
