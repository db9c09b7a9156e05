#include "core/json_facts.h"

#include "base/names.h"
#include "calls/derive.h"
#include "core/json_fields.h"

namespace deskbell::core {
namespace {

using calls::Facts;
using calls::MaybeTold;
using calls::Millis;
using json::Value;
using json::Writer;

constexpr std::string_view kRung = "rung/";
constexpr std::string_view kAnswered = "answered/";
constexpr std::string_view kTracking = "tracking/";

template <typename T>
MaybeTold<T> told(Value json, std::string_view name, std::optional<T> value) {
  const auto at = moment(json, name);
  if (!at || !value) return std::nullopt;
  return calls::Told<T>{*at, *value};
}

MaybeTold<std::string> told_text(Value json, std::string_view name, const std::string& value) {
  return value.empty() ? std::nullopt : told<std::string>(json, name, value);
}

void read_named(Facts& facts, Value json, const calls::CallRecord& record) {
  if (!json.is_object()) return;
  for (const Value member : json) {
    const std::string_view name = member.name();
    const auto at = moment(member.number());
    if (!at) continue;
    const auto rest = [&](std::string_view kind) { return std::string(name.substr(kind.size())); };
    if (name.starts_with(kRung)) facts.rung[rest(kRung)] = *at;
    if (name.starts_with(kAnswered)) facts.answers[rest(kAnswered)] = *at;
    if (!name.starts_with(kTracking)) continue;
    const auto mark = record.tracking.find(rest(kTracking));
    if (mark != record.tracking.end()) facts.tracking[mark->first] = {*at, mark->second};
  }
}

}  // namespace

Facts read_facts(Value json, const calls::CallRecord& record) {
  Facts facts;
  facts.first_at = moment(json, "firstAt");
  facts.begun_at = moment(json, "begunAt");
  facts.direction = told<calls::Direction>(json, "directionAt", record.direction);
  facts.provider = told_text(json, "providerAt", record.provider);
  facts.from = told_text(json, "fromAt", record.from);
  facts.to = told_text(json, "toAt", record.to);
  facts.line = told_text(json, "lineAt", record.line);
  facts.started = told<Millis>(json, "startedToldAt", moment(json, "startedAt"));
  facts.hold = told<bool>(json, "holdAt", json.find("held").flag());
  facts.ended_at = moment(json, "endedAt");
  facts.given_up_at = moment(json, "givenUpAt");
  facts.told_outcome = told<calls::Outcome>(
      json, "outcomeAt", value_of<calls::Outcome>(calls::kOutcomeNames, text(json, "toldOutcome")));
  facts.told_talk_seconds = told<std::int64_t>(json, "talkSecondsAt", integer(json, "talkSeconds"));
  if (facts.told_talk_seconds) {
    facts.told_talk_seconds->value = calls::believed_talk_seconds(facts.told_talk_seconds->value);
  }
  facts.ended_with = told_text(json, "endedWithAt", text(json, "endedWith"));
  facts.last_agent = told_text(json, "lastAgentAt", text(json, "lastAgent"));
  facts.voicemail_at = moment(json, "voicemailAt");
  facts.recording = told_text(json, "recordingAt", record.recording_url);
  facts.identified = told<calls::Contact>(json, "identifiedAt", record.contact);
  read_named(facts, json, record);
  return facts;
}

void write_facts(Writer& out, const Facts& facts) {
  out.begin_object();
  const auto put_told = [&](std::string_view name, const auto& told) {
    if (told) out.number(name, told->at);
  };
  out.number_if_any("firstAt", facts.first_at);
  out.number_if_any("begunAt", facts.begun_at);
  put_told("directionAt", facts.direction);
  put_told("providerAt", facts.provider);
  put_told("fromAt", facts.from);
  put_told("toAt", facts.to);
  put_told("lineAt", facts.line);
  put_told("startedToldAt", facts.started);
  if (facts.started) out.number("startedAt", facts.started->value);
  put_told("holdAt", facts.hold);
  out.flag_if_set("held", facts.hold && facts.hold->value);
  out.number_if_any("endedAt", facts.ended_at);
  out.number_if_any("givenUpAt", facts.given_up_at);
  put_told("outcomeAt", facts.told_outcome);
  if (facts.told_outcome) {
    out.text("toldOutcome", name_of(calls::kOutcomeNames, facts.told_outcome->value));
  }
  put_told("talkSecondsAt", facts.told_talk_seconds);
  if (facts.told_talk_seconds) out.number("talkSeconds", facts.told_talk_seconds->value);
  put_told("endedWithAt", facts.ended_with);
  if (facts.ended_with) out.text("endedWith", facts.ended_with->value);
  put_told("lastAgentAt", facts.last_agent);
  if (facts.last_agent) out.text("lastAgent", facts.last_agent->value);
  out.number_if_any("voicemailAt", facts.voicemail_at);
  put_told("recordingAt", facts.recording);
  put_told("identifiedAt", facts.identified);
  for (const auto& [agent, at] : facts.rung) out.number(std::string(kRung) + agent, at);
  for (const auto& [agent, at] : facts.answers) out.number(std::string(kAnswered) + agent, at);
  for (const auto& [mark, told] : facts.tracking)
    out.number(std::string(kTracking) + mark, told.at);
  out.end_object();
}

}  // namespace deskbell::core
