#include "calls/overdue.h"

#include <algorithm>

namespace deskbell::calls {
namespace {

// A caller may wait long in a queue; nobody lets a telephone ring for an hour.
constexpr Millis kUnansweredPatience = Millis{60} * 60 * 1000;
// The longest working day.
constexpr Millis kTalkingPatience = Millis{12} * 60 * 60 * 1000;

Millis last_news(const Facts& facts) {
  Millis last = facts.first_at.value_or(0);
  const auto later = [&](Millis at) { last = std::max(last, at); };
  for (const auto& [agent, at] : facts.rung) later(at);
  for (const auto& [agent, at] : facts.answers) later(at);
  if (facts.hold) later(facts.hold->at);
  if (facts.recording) later(facts.recording->at);
  if (facts.identified) later(facts.identified->at);
  return last;
}

}  // namespace

std::optional<CallEvent> overdue(const Call& call, Millis now) {
  if (call.state == CallState::ended || !call.facts.first_at) return std::nullopt;
  const bool talking = call.state == CallState::answered || call.state == CallState::held;
  const Millis silence = now - last_news(call.facts);
  if (silence < (talking ? kTalkingPatience : kUnansweredPatience)) return std::nullopt;
  CallEvent end;
  end.id = "deskbell/overdue/" + call.record.call_id;
  end.provider = "deskbell";
  end.call_id = call.record.call_id;
  end.type = EventType::ended;
  end.at = now;
  end.direction = call.record.direction;
  end.from = call.record.from;
  end.to = call.record.to;
  end.line = call.record.line;
  end.agent = call.record.agent;
  end.outcome = Outcome::end_unknown;
  return end;
}

}  // namespace deskbell::calls
