// 100,000 random streams of events: whatever is told, in whatever order, the call stays possible.
// tests/js/random-streams.test.ts does the same through Wasm.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "../rounds.h"
#include "call_factory.h"
#include "calls/overdue.h"

namespace deskbell::calls {
namespace {

constexpr Millis kDay = Millis{24} * 60 * 60 * 1000;

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}

  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <typename T, std::size_t N>
  const T& pick(const T (&values)[N]) {
    return values[static_cast<std::size_t>(between(0, N - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

CallEvent random_event(Random& random) {
  const char* const agents[] = {"", "100", "101", "102"};
  const char* const numbers[] = {"", "100", "+31612345678", "+31413741741"};
  CallEvent event;
  event.call_id = "c";
  event.provider = random.chance(20) ? "deskbell" : "zadarma";
  event.type = static_cast<EventType>(
      random.between(0, static_cast<std::int64_t>(kEventTypeNames.size()) - 1));
  event.direction = static_cast<Direction>(random.between(0, 2));
  event.at = kStart + random.between(0, random.chance(10) ? 30 * kDay : 100'000) / 1000 * 1000;
  event.agent = random.pick(agents);
  event.from = random.pick(numbers);
  event.to = random.pick(numbers);
  if (random.chance(30)) event.started_at = event.at + random.between(-40 * kDay, 40 * kDay);
  if (random.chance(50)) {
    event.outcome = static_cast<Outcome>(
        random.between(0, static_cast<std::int64_t>(kOutcomeNames.size()) - 1));
  }
  if (random.chance(40)) event.talk_seconds = random.between(-1000, 1'000'000'000);
  if (random.chance(20)) event.last_agent = random.pick(agents);
  if (random.chance(20)) event.recording_url = random.chance(50) ? "zadarma:1" : "zadarma:2";
  if (random.chance(20)) event.contact = anna();
  if (random.chance(10)) event.tracking["utm_source"] = random.chance(50) ? "a" : "b";
  return event;
}

void expect_possible(const Call& call, std::uint32_t seed) {
  const CallRecord& record = call.record;
  ASSERT_TRUE(record.offered_at) << seed;
  if (record.answered_at) {
    ASSERT_GE(*record.answered_at, *record.offered_at) << seed;
  }
  if (record.ended_at) {
    ASSERT_GE(*record.ended_at, *record.offered_at) << seed;
  }
  if (record.ended_at && record.answered_at) {
    ASSERT_GE(*record.ended_at, *record.answered_at) << seed;
  }
  if (record.ring_seconds) {
    ASSERT_GE(*record.ring_seconds, 0) << seed;
  }
  if (record.talk_seconds) {
    ASSERT_GE(*record.talk_seconds, 0) << seed;
    ASSERT_LE(*record.talk_seconds, std::max<std::int64_t>(7 * 86'400, 31 * 86'400)) << seed;
  }
  ASSERT_EQ(record.outcome.has_value(), call.state == CallState::ended) << seed;
}

TEST(RandomStreams, GiveOneRecordAndNoGhost) {
  const auto streams = static_cast<std::uint32_t>(rounds(100'000));
  for (std::uint32_t seed = 1; seed <= streams; ++seed) {
    Random random(seed);
    std::vector<CallEvent> events(static_cast<std::size_t>(random.between(1, 9)));
    std::generate(events.begin(), events.end(), [&] { return random_event(random); });
    std::optional<Call> call;
    for (const CallEvent& event : events) {
      Step next = step(call, event, {event.at, "100"});
      ASSERT_TRUE(!call || next.call.state >= call->state ||
                  next.call.state == CallState::answered || next.call.state == CallState::ringing)
          << seed;
      call = std::move(next.call);
      expect_possible(*call, seed);
      // A second delivery says nothing.
      ASSERT_TRUE(step(call, event, {event.at, "100"}).effects.empty()) << seed;
    }
    // The same facts in another order and number: the same record.
    std::vector<CallEvent> again = events;
    again.insert(again.end(), events.begin(), events.end());
    std::shuffle(again.begin(), again.end(), std::mt19937(seed));
    Call other;
    for (const CallEvent& event : again) join(other, event);
    ASSERT_EQ(other.record, call->record) << seed;
    ASSERT_EQ(other.facts, call->facts) << seed;
    ASSERT_EQ(other.state, call->state) << seed;
    // No ghost: the watchdog ends whatever was left open.
    const Millis late = kStart + 32 * kDay;
    const auto end = overdue(*call, late);
    ASSERT_EQ(end.has_value(), call->state != CallState::ended) << seed;
    if (!end) continue;
    const Step closed = step(call, *end, {late, "100"});
    ASSERT_EQ(closed.call.state, CallState::ended) << seed;
    ASSERT_FALSE(overdue(closed.call, late + kDay)) << seed;
    expect_possible(closed.call, seed);
  }
}

}  // namespace
}  // namespace deskbell::calls
