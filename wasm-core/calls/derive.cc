#include "calls/derive.h"

#include <algorithm>
#include <limits>

namespace deskbell::calls {
namespace {

// A provider's clock is believed for the start of a call when it lies within this of our first
// news: further away it is a wrong time zone or a forged field.
constexpr Millis kBelievedSkew = Millis{24} * 60 * 60 * 1000;
constexpr std::int64_t kLongestTalkSeconds = std::int64_t{7} * 24 * 60 * 60;

// Facts told after this are late.
Millis closing(const Facts& facts) {
  return facts.ended_at.value_or(std::numeric_limits<Millis>::max());
}

std::optional<Millis> told_answered_at(const Facts& facts) {
  std::optional<Millis> first;
  for (const auto& [agent, at] : facts.answers) {
    if (at <= closing(facts) && (!first || at < *first)) first = at;
  }
  return first;
}

std::optional<Millis> offered_at(const Facts& facts) {
  if (!facts.first_at || !facts.started || facts.started->at > closing(facts)) {
    return facts.first_at;
  }
  const Millis started = facts.started->value;
  const bool believed = started <= *facts.first_at && *facts.first_at - started <= kBelievedSkew;
  return believed ? started : facts.first_at;
}

bool says_nobody_spoke(Outcome outcome) {
  return outcome == Outcome::missed || outcome == Outcome::no_answer ||
         outcome == Outcome::voicemail;
}

// A voicemail is one when nobody answered. A system that says 'answered' of a call of which nothing
// else was heard is believed: the answer may have been lost on the way.
bool is_voicemail(const Facts& facts, Outcome otherwise) {
  if (!facts.voicemail_at || was_answered(facts)) return false;
  if (otherwise != Outcome::completed) return true;
  return facts.begun_at && *facts.voicemail_at <= closing(facts);
}

Outcome outcome_without_voicemail(const Facts& facts, Direction direction) {
  const bool answered = was_answered(facts);
  if (facts.told_outcome) {
    const Outcome told = facts.told_outcome->value;
    return answered && says_nobody_spoke(told) ? Outcome::completed : told;
  }
  if (!facts.ended_at && facts.given_up_at) return Outcome::end_unknown;
  if (answered) return Outcome::completed;
  return direction == Direction::outbound ? Outcome::no_answer : Outcome::missed;
}

Outcome outcome_of(const Facts& facts, Direction direction) {
  const Outcome otherwise = outcome_without_voicemail(facts, direction);
  return is_voicemail(facts, otherwise) ? Outcome::voicemail : otherwise;
}

std::optional<std::int64_t> seconds_between(std::optional<Millis> from, std::optional<Millis> to) {
  if (!from || !to) return std::nullopt;
  return std::max<std::int64_t>(0, (*to - *from) / 1000);
}

// Somebody spoke, by the end's own word, though the answer was never told in time.
bool only_the_end_says_answered(const Facts& facts) {
  if (was_answered(facts) || !facts.told_outcome) return false;
  return facts.told_outcome->value == Outcome::completed &&
         !is_voicemail(facts, Outcome::completed);
}

std::string first_to_answer_late(const Facts& facts) {
  const std::string* found = nullptr;
  Millis found_at = 0;
  for (const auto& [agent, at] : facts.answers) {
    if (agent.empty() || (found && at >= found_at)) continue;
    found = &agent;
    found_at = at;
  }
  return found ? *found : std::string();
}

std::string agent_of(const Facts& facts) {
  std::string agent = answered_by(facts);
  if (!agent.empty()) return agent;
  const std::set<std::string> ringing = rung(facts);
  const std::string only_one = ringing.size() == 1 ? *ringing.begin() : std::string();
  if (only_the_end_says_answered(facts)) {
    if (facts.ended_with) return facts.ended_with->value;
    if (only_one.empty()) return first_to_answer_late(facts);
  }
  return only_one;
}

// A conversation whose answer was never told began as long before its end as it lasted.
std::optional<Millis> answered_at(const Facts& facts) {
  if (!only_the_end_says_answered(facts)) return told_answered_at(facts);
  if (!facts.ended_at || !facts.told_talk_seconds) return std::nullopt;
  return std::max(*offered_at(facts), *facts.ended_at - facts.told_talk_seconds->value * 1000);
}

std::optional<std::int64_t> talk_seconds(const Facts& facts, Outcome outcome) {
  if (outcome == Outcome::end_unknown) return std::nullopt;
  const auto by_our_clock = seconds_between(told_answered_at(facts), facts.ended_at);
  if (!facts.told_talk_seconds) return by_our_clock.value_or(0);
  // An end that denies the conversation also denies its length.
  const bool denied = outcome == Outcome::completed && facts.told_outcome &&
                      facts.told_outcome->value != Outcome::completed &&
                      facts.told_talk_seconds->value == 0;
  return denied ? by_our_clock : facts.told_talk_seconds->value;
}

std::string value_or_empty(const MaybeTold<std::string>& told) {
  return told ? told->value : std::string();
}

}  // namespace

std::int64_t believed_talk_seconds(std::int64_t told) {
  return std::clamp<std::int64_t>(told, 0, kLongestTalkSeconds);
}

bool was_answered(const Facts& facts) { return told_answered_at(facts).has_value(); }

std::set<std::string> rung(const Facts& facts) {
  std::set<std::string> in_time;
  std::set<std::string> all;
  for (const auto& [agent, at] : facts.rung) {
    all.insert(agent);
    if (at <= closing(facts)) in_time.insert(agent);
  }
  return in_time.empty() ? all : in_time;
}

std::string answered_by(const Facts& facts) {
  if (facts.last_agent && facts.last_agent->at <= closing(facts)) {
    const auto answer = facts.answers.find(facts.last_agent->value);
    if (answer != facts.answers.end() && answer->second <= closing(facts)) return answer->first;
  }
  const std::string* last = nullptr;
  Millis last_at = 0;
  for (const auto& [agent, at] : facts.answers) {
    if (agent.empty() || at > closing(facts) || (last && at <= last_at)) continue;
    last = &agent;
    last_at = at;
  }
  return last ? *last : std::string();
}

void derive_record(Call& call) {
  const Facts& facts = call.facts;
  CallRecord& record = call.record;
  if (facts.direction) record.direction = facts.direction->value;
  record.provider = value_or_empty(facts.provider);
  record.from = value_or_empty(facts.from);
  record.to = value_or_empty(facts.to);
  record.line = value_or_empty(facts.line);
  record.recording_url = value_or_empty(facts.recording);
  record.tracking.clear();
  for (const auto& [name, told] : facts.tracking) record.tracking[name] = told.value;
  if (facts.identified) record.contact = facts.identified->value;
  record.agent = agent_of(facts);
  record.offered_at = offered_at(facts);
  record.answered_at = answered_at(facts);
  record.ended_at = facts.ended_at;
  const auto told_answer = told_answered_at(facts);
  record.ring_seconds = seconds_between(facts.first_at, told_answer ? told_answer : facts.ended_at);
  if (call.state != CallState::ended) return;
  record.outcome = outcome_of(facts, record.direction);
  record.talk_seconds = talk_seconds(facts, *record.outcome);
}

}  // namespace deskbell::calls
