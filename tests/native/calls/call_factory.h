// Events as a telephone system would send them, for the tests of calls.
#pragma once

#include "calls/step.h"

namespace deskbell::calls {

inline constexpr Millis kStart = 1'767'348'000'000;  // 2026-01-02T10:00:00Z

/// An inbound call from Anna to the sales line, told `seconds` after its start.
inline CallEvent inbound(EventType type, Millis seconds, std::string agent = "") {
  CallEvent event;
  event.id = "t/" + std::string(kEventTypeNames[static_cast<std::size_t>(type)]) + "/" + agent;
  event.provider = "zadarma";
  event.call_id = "in_1";
  event.type = type;
  event.at = kStart + seconds * 1000;
  event.direction = Direction::inbound;
  event.from = "+31612345678";
  event.to = "+31201234567";
  event.line = "+31201234567";
  event.agent = std::move(agent);
  return event;
}

inline CallEvent outbound(EventType type, Millis seconds, std::string agent = "100") {
  CallEvent event = inbound(type, seconds, agent);
  event.call_id = "out_1";
  event.direction = Direction::outbound;
  event.from = std::move(agent);
  event.to = "+31612345678";
  event.line.clear();
  return event;
}

inline Contact anna() { return {"7", "Anna de Jong", "Bakkerij Zonneveld", "buyer", {}, {}, ""}; }

inline std::vector<EffectType> types(const std::vector<Effect>& effects) {
  std::vector<EffectType> out;
  for (const Effect& effect : effects) out.push_back(effect.type);
  return out;
}

/// The call that these events make, in this order.
inline Call joined(const std::vector<CallEvent>& events) {
  Call call;
  for (const CallEvent& event : events) join(call, event);
  return call;
}

}  // namespace deskbell::calls
