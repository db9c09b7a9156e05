#include "calls/step.h"

namespace deskbell::calls {
namespace {

bool rung_here(const Call& call, const std::string& agent) {
  const std::set<std::string> ringing = rung(call.facts);
  return ringing.contains(agent) || ringing.contains("");
}

bool live(const Call& call) {
  return call.state != CallState::announced && call.state != CallState::offered &&
         call.state != CallState::ended;
}

// Whether the agent has, or had, a part in the call.
bool involves(const Call& call, const std::string& agent) {
  if (agent.empty()) return true;
  const std::string talking = answered_by(call.facts);
  if (!talking.empty()) return talking == agent;
  return rung_here(call, agent);
}

// Before any telephone rings a call is news for everybody who is told of it.
bool concerns(const Call& call, const std::string& agent) {
  const bool nobody_yet = call.facts.rung.empty() && answered_by(call.facts).empty();
  return nobody_yet || involves(call, agent);
}

bool card_is_open(const std::optional<Call>& call, const std::string& agent) {
  return call && !agent.empty() && live(*call) && involves(*call, agent);
}

bool rings_here(const std::optional<Call>& call, const std::string& agent) {
  return card_is_open(call, agent) && call->state == CallState::ringing &&
         call->record.direction != Direction::outbound;
}

void add(std::vector<Effect>& effects, EffectType type) { effects.push_back({type, {}, {}}); }

// What the change from `before` to `after` means for the screen in this chair.
void add_screen_effects(std::vector<Effect>& effects, const std::optional<Call>& before,
                        const Call& after, const std::string& agent) {
  const bool opened = !card_is_open(before, agent) && card_is_open(after, agent);
  const bool closed = card_is_open(before, agent) && !card_is_open(after, agent);
  if (opened) {
    add(effects, EffectType::card_open);
    if (!other_party(after).empty() && !after.record.contact) {
      effects.push_back({EffectType::lookup, {}, other_party(after)});
    }
  }
  if (!rings_here(before, agent) && rings_here(after, agent)) add(effects, EffectType::notify);
  if (rings_here(before, agent) && !rings_here(after, agent)) {
    add(effects, EffectType::notify_close);
  }
  if (closed) add(effects, EffectType::card_close);
}

bool record_is_news(const std::optional<Call>& before, const Call& after) {
  if (after.state != CallState::ended) return false;
  return !before || before->state != CallState::ended || !(before->record == after.record);
}

// Whether listeners should hear of the event. Not of a voicemail that was guessed at the end of a
// conversation, nor of a call that starts ringing after its end: that would be a ghost.
bool worth_hearing(const std::optional<Call>& before, const Call& after, const CallEvent& event) {
  if (event.type == EventType::voicemail && was_answered(after.facts)) return false;
  if (!before || before->state != CallState::ended) return true;
  const bool adds = event.type == EventType::recorded || event.type == EventType::identified ||
                    event.type == EventType::voicemail;
  return adds && record_is_news(before, after);
}

// What the listeners in a chair hear. Not that the telephone of a colleague rings as well; and when
// a colleague takes the call it has ended for this chair, so that what opened on `ringing` closes.
std::optional<EventType> heard(const std::optional<Call>& before, const Call& after,
                               const CallEvent& event, const std::string& agent) {
  const bool rings = event.type == EventType::ringing || event.type == EventType::dialing;
  const bool elsewhere = !event.agent.empty() && event.agent != agent;
  if (!agent.empty() && rings && elsewhere) return std::nullopt;
  if (concerns(after, agent)) {
    return worth_hearing(before, after, event) ? std::optional(event.type) : std::nullopt;
  }
  const bool was_here = before && before->state != CallState::ended && involves(*before, agent);
  return was_here ? std::optional(EventType::ended) : std::nullopt;
}

}  // namespace

Step step(const std::optional<Call>& call, const CallEvent& event, const Viewpoint& viewpoint) {
  Step result{call.value_or(Call{}), {}};
  join(result.call, event);
  if (call && result.call == *call) return result;
  if (const auto news = heard(call, result.call, event, viewpoint.agent)) {
    result.effects.push_back({EffectType::emit, news, {}});
  }
  add_screen_effects(result.effects, call, result.call, viewpoint.agent);
  if (involves(result.call, viewpoint.agent) && record_is_news(call, result.call)) {
    add(result.effects, EffectType::save);
  }
  return result;
}

Step resume(const Call& call, const Viewpoint& viewpoint) {
  Step result{call, {}};
  add_screen_effects(result.effects, std::nullopt, call, viewpoint.agent);
  return result;
}

}  // namespace deskbell::calls
