#include "calls/call.h"

#include "calls/derive.h"
#include "calls/transitions.h"

namespace deskbell::calls {
namespace {

constexpr std::string_view kOwnProvider = "deskbell";

void keep_earliest(std::optional<Millis>& kept, Millis told) {
  if (!kept || told < *kept) kept = told;
}

void keep_earliest(std::map<std::string, Millis>& kept, const std::string& name, Millis told) {
  const auto [place, added] = kept.emplace(name, told);
  if (!added && told < place->second) place->second = told;
}

// On a tie the smaller value stays: an arbitrary rule, but the same in any order.
template <typename T>
void keep_first(MaybeTold<T>& kept, Millis at, const T& value) {
  if (kept && (at > kept->at || (at == kept->at && !(value < kept->value)))) return;
  kept = Told<T>{at, value};
}

void keep_first_text(MaybeTold<std::string>& kept, Millis at, const std::string& value) {
  if (!value.empty()) keep_first(kept, at, value);
}

void keep_latest_hold(MaybeTold<bool>& kept, Millis at, bool held) {
  // At one time the return from hold is believed.
  if (!kept || at > kept->at || (at == kept->at && !held)) kept = Told<bool>{at, held};
}

void keep_latest_contact(MaybeTold<Contact>& kept, Millis at, const Contact& contact) {
  if (kept && (at < kept->at || (at == kept->at && kept->value.id <= contact.id))) return;
  kept = Told<Contact>{at, contact};
}

void join_provider(MaybeTold<std::string>& kept, const CallEvent& event) {
  const bool own = event.provider == kOwnProvider;
  // A click-to-call begins as Deskbell's own and is then taken over by the telephone system.
  if (kept && (kept->value == kOwnProvider) != own) {
    if (!own) kept = Told<std::string>{event.at, event.provider};
    return;
  }
  keep_first_text(kept, event.at, event.provider);
}

void join_end(Facts& facts, const CallEvent& event) {
  if (event.outcome == Outcome::end_unknown) {
    keep_earliest(facts.given_up_at, event.at);
    return;
  }
  keep_earliest(facts.ended_at, event.at);
  keep_first_text(facts.ended_with, event.at, event.agent);
  keep_first_text(facts.last_agent, event.at, event.last_agent);
  if (event.outcome) keep_first(facts.told_outcome, event.at, *event.outcome);
  if (event.talk_seconds) {
    keep_first(facts.told_talk_seconds, event.at, believed_talk_seconds(*event.talk_seconds));
  }
}

void join_facts(Facts& facts, const CallEvent& event) {
  keep_earliest(facts.first_at, event.at);
  keep_first(facts.direction, event.at, event.direction);
  join_provider(facts.provider, event);
  keep_first_text(facts.from, event.at, event.from);
  keep_first_text(facts.to, event.at, event.to);
  keep_first_text(facts.line, event.at, event.line);
  if (event.started_at) keep_first(facts.started, event.at, *event.started_at);
  keep_first_text(facts.recording, event.at, event.recording_url);
  for (const auto& [name, value] : event.tracking) {
    if (value.empty()) continue;
    MaybeTold<std::string> kept;
    if (const auto found = facts.tracking.find(name); found != facts.tracking.end()) {
      kept = found->second;
    }
    keep_first(kept, event.at, value);
    facts.tracking[name] = *kept;
  }
  switch (event.type) {
    case EventType::ringing:
    case EventType::dialing:
      keep_earliest(facts.begun_at, event.at);
      keep_earliest(facts.rung, event.agent, event.at);
      break;
    case EventType::transferred:
      keep_earliest(facts.rung, event.agent, event.at);
      break;
    case EventType::offered:
      keep_earliest(facts.begun_at, event.at);
      break;
    case EventType::answered:
      keep_earliest(facts.answers, event.agent, event.at);
      break;
    case EventType::held:
    case EventType::resumed:
      keep_latest_hold(facts.hold, event.at, event.type == EventType::held);
      break;
    case EventType::ended:
      join_end(facts, event);
      break;
    case EventType::voicemail:
      keep_earliest(facts.voicemail_at, event.at);
      break;
    case EventType::identified:
      if (event.contact) keep_latest_contact(facts.identified, event.at, *event.contact);
      break;
    case EventType::recorded:
      break;
  }
}

// While people talk, the latest of hold, return and answer says whether the call is on hold: a
// transfer to somebody who answers ends the hold of whoever handed the call on.
CallState talking_state(const Facts& facts) {
  if (!facts.hold || !facts.hold->value) return CallState::answered;
  for (const auto& [agent, at] : facts.answers) {
    if (at > facts.hold->at) return CallState::answered;
  }
  return CallState::held;
}

}  // namespace

const std::string& other_party(const Call& call) {
  return call.record.direction == Direction::outbound ? call.record.to : call.record.from;
}

void join(Call& call, const CallEvent& event) {
  if (!call.facts.first_at) call.record.call_id = event.call_id;
  join_facts(call.facts, event);
  call.state = next_state(call.state, event.type);
  if (call.state == CallState::answered || call.state == CallState::held) {
    call.state = talking_state(call.facts);
  }
  derive_record(call);
}

}  // namespace deskbell::calls
