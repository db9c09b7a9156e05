#include "calls/call.h"

#include <algorithm>

#include "calls/transitions.h"

namespace deskbell::calls {
namespace {

// A provider's clock is believed for the start of a call when it lies within this of our first
// news: further away it is a wrong time zone or a forged field.
constexpr Millis kBelievedSkew = Millis{24} * 60 * 60 * 1000;
// Longer conversations do not happen; a larger figure is an error of the sender.
constexpr std::int64_t kLongestTalkSeconds = std::int64_t{7} * 24 * 60 * 60;

void keep_earliest(std::optional<Millis>& kept, Millis told) {
  kept = kept ? std::min(*kept, told) : told;
}

// On a conflict the smaller text stays: an arbitrary rule, but the same in any order.
void keep_text(std::string& kept, const std::string& told) {
  if (told.empty()) return;
  if (kept.empty() || told < kept) kept = told;
}

// True when `told` is news, and then `kept` is its time.
bool keep_latest(std::optional<Millis>& kept, Millis told) {
  if (kept && told < *kept) return false;
  kept = told;
  return true;
}

void join_provider(std::string& kept, const std::string& told) {
  // A click-to-call begins as Deskbell's own and is then taken over by the telephone system.
  if (kept.empty() || kept == "deskbell") {
    kept = told;
  } else if (told != "deskbell") {
    keep_text(kept, told);
  }
}

void join_answer(Facts& facts, const CallEvent& event) {
  keep_earliest(facts.answered_at, event.at);
  if (event.agent.empty()) return;
  const bool later = !facts.answered_by_at || event.at > *facts.answered_by_at;
  const bool same_time = facts.answered_by_at && event.at == *facts.answered_by_at;
  if (later || (same_time && event.agent < facts.answered_by)) {
    facts.answered_by = event.agent;
    facts.answered_by_at = event.at;
  }
}

void join_end(Facts& facts, const CallEvent& event) {
  keep_earliest(facts.ended_at, event.at);
  keep_text(facts.ended_with, event.agent);
  if (event.outcome && (!facts.told_outcome || *event.outcome < *facts.told_outcome)) {
    facts.told_outcome = event.outcome;
  }
  if (event.talk_seconds) {
    const auto told = std::clamp<std::int64_t>(*event.talk_seconds, 0, kLongestTalkSeconds);
    facts.told_talk_seconds = std::max(facts.told_talk_seconds.value_or(0), told);
  }
}

void join_facts(Call& call, const CallEvent& event) {
  Facts& facts = call.facts;
  keep_earliest(facts.first_at, event.at);
  if (event.started_at) keep_earliest(facts.started_at, *event.started_at);
  switch (event.type) {
    case EventType::ringing:
    case EventType::dialing:
    case EventType::transferred:
      facts.rung.insert(event.agent);
      break;
    case EventType::answered:
      join_answer(facts, event);
      break;
    case EventType::ended:
      join_end(facts, event);
      break;
    case EventType::voicemail:
      facts.voicemail = true;
      break;
    case EventType::recorded:
      if (!event.recording_url.empty() && keep_latest(facts.recorded_at, event.at)) {
        call.record.recording_url = event.recording_url;
      }
      break;
    case EventType::identified:
      if (event.contact && keep_latest(facts.identified_at, event.at)) {
        call.record.contact = event.contact;
      }
      break;
    case EventType::offered:
    case EventType::held:
    case EventType::resumed:
      break;
  }
}

void join_state(Call& call, const CallEvent& event) {
  const bool hold = event.type == EventType::held || event.type == EventType::resumed;
  if (hold && !keep_latest(call.facts.hold_changed_at, event.at)) return;
  call.state = next_state(call.state, event.type);
}

std::optional<Millis> offered_at(const Facts& facts) {
  if (!facts.started_at || !facts.first_at) return facts.first_at;
  const bool believed =
      *facts.started_at <= *facts.first_at && *facts.first_at - *facts.started_at <= kBelievedSkew;
  return believed ? facts.started_at : facts.first_at;
}

Outcome outcome_of(const Facts& facts, Direction direction) {
  if (facts.voicemail && facts.answered_by.empty()) return Outcome::voicemail;
  if (facts.told_outcome) return *facts.told_outcome;
  if (facts.answered_at) return Outcome::completed;
  return direction == Direction::outbound ? Outcome::no_answer : Outcome::missed;
}

std::optional<std::int64_t> seconds_between(std::optional<Millis> from, std::optional<Millis> to) {
  if (!from || !to) return std::nullopt;
  return std::max<std::int64_t>(0, (*to - *from) / 1000);
}

std::string agent_of(const Facts& facts) {
  if (!facts.answered_by.empty()) return facts.answered_by;
  if (facts.told_outcome == Outcome::completed && !facts.ended_with.empty()) {
    return facts.ended_with;
  }
  return facts.rung.size() == 1 ? *facts.rung.begin() : std::string();
}

// A conversation whose answer was never told began as long before its end as it lasted.
std::optional<Millis> answered_at(const Facts& facts) {
  if (facts.answered_at || facts.told_outcome != Outcome::completed) return facts.answered_at;
  if (!facts.ended_at || !facts.told_talk_seconds) return std::nullopt;
  return std::max(*offered_at(facts), *facts.ended_at - *facts.told_talk_seconds * 1000);
}

void derive_record(Call& call) {
  const Facts& facts = call.facts;
  CallRecord& record = call.record;
  record.agent = agent_of(facts);
  record.offered_at = offered_at(facts);
  record.answered_at = answered_at(facts);
  record.ended_at = facts.ended_at;
  record.ring_seconds =
      seconds_between(facts.first_at, facts.answered_at ? facts.answered_at : facts.ended_at);
  if (call.state != CallState::ended) return;
  record.outcome = outcome_of(facts, record.direction);
  if (facts.told_talk_seconds) {
    record.talk_seconds = facts.told_talk_seconds;
  } else {
    record.talk_seconds = seconds_between(facts.answered_at, facts.ended_at).value_or(0);
  }
}

}  // namespace

const std::string& other_party(const Call& call) {
  return call.record.direction == Direction::outbound ? call.record.to : call.record.from;
}

void join(Call& call, const CallEvent& event) {
  CallRecord& record = call.record;
  const bool first = !call.facts.first_at;
  if (first) {
    record.call_id = event.call_id;
    record.direction = event.direction;
  } else {
    record.direction = std::min(record.direction, event.direction);
  }
  join_provider(record.provider, event.provider);
  keep_text(record.from, event.from);
  keep_text(record.to, event.to);
  keep_text(record.line, event.line);
  for (const auto& [name, value] : event.tracking) keep_text(record.tracking[name], value);
  join_facts(call, event);
  join_state(call, event);
  derive_record(call);
}

}  // namespace deskbell::calls
