#include "core/json_facts.h"

#include "base/names.h"
#include "calls/derive.h"
#include "core/json_fields.h"

namespace deskbell::core {
namespace {

using calls::Facts;
using calls::MaybeTold;
using calls::Millis;
using Json = nlohmann::json;

constexpr std::string_view kRung = "rung/";
constexpr std::string_view kAnswered = "answered/";
constexpr std::string_view kTracking = "tracking/";

template <typename T>
MaybeTold<T> told(const Json& json, const char* name, std::optional<T> value) {
  const auto at = moment(json, name);
  if (!at || !value) return std::nullopt;
  return calls::Told<T>{*at, *value};
}

MaybeTold<std::string> told_text(const Json& json, const char* name, const std::string& value) {
  return value.empty() ? std::nullopt : told<std::string>(json, name, value);
}

void read_named(Facts& facts, const Json& json, const calls::CallRecord& record) {
  if (!json.is_object()) return;
  for (const auto& [name, value] : json.items()) {
    const auto at = moment(json, name.c_str());
    if (!at) continue;
    if (name.starts_with(kRung)) facts.rung[name.substr(kRung.size())] = *at;
    if (name.starts_with(kAnswered)) facts.answers[name.substr(kAnswered.size())] = *at;
    if (!name.starts_with(kTracking)) continue;
    const auto mark = record.tracking.find(name.substr(kTracking.size()));
    if (mark != record.tracking.end()) facts.tracking[mark->first] = {*at, mark->second};
  }
}

}  // namespace

Facts read_facts(const Json& json, const calls::CallRecord& record) {
  Facts facts;
  facts.first_at = moment(json, "firstAt");
  facts.begun_at = moment(json, "begunAt");
  facts.direction = told<calls::Direction>(json, "directionAt", record.direction);
  facts.provider = told_text(json, "providerAt", record.provider);
  facts.from = told_text(json, "fromAt", record.from);
  facts.to = told_text(json, "toAt", record.to);
  facts.line = told_text(json, "lineAt", record.line);
  facts.started = told<Millis>(json, "startedToldAt", moment(json, "startedAt"));
  facts.hold = told<bool>(json, "holdAt", flag(json, "held"));
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

Json write_facts(const Facts& facts) {
  Json json = Json::object();
  const auto put = [&](const char* name, const std::optional<Millis>& at) {
    if (at) json[name] = *at;
  };
  const auto put_told = [&](const char* name, const auto& told) {
    if (told) json[name] = told->at;
  };
  put("firstAt", facts.first_at);
  put("begunAt", facts.begun_at);
  put_told("directionAt", facts.direction);
  put_told("providerAt", facts.provider);
  put_told("fromAt", facts.from);
  put_told("toAt", facts.to);
  put_told("lineAt", facts.line);
  put_told("startedToldAt", facts.started);
  if (facts.started) json["startedAt"] = facts.started->value;
  put_told("holdAt", facts.hold);
  if (facts.hold && facts.hold->value) json["held"] = true;
  put("endedAt", facts.ended_at);
  put("givenUpAt", facts.given_up_at);
  put_told("outcomeAt", facts.told_outcome);
  if (facts.told_outcome) {
    json["toldOutcome"] = name_of(calls::kOutcomeNames, facts.told_outcome->value);
  }
  put_told("talkSecondsAt", facts.told_talk_seconds);
  if (facts.told_talk_seconds) json["talkSeconds"] = facts.told_talk_seconds->value;
  put_told("endedWithAt", facts.ended_with);
  if (facts.ended_with) json["endedWith"] = facts.ended_with->value;
  put_told("lastAgentAt", facts.last_agent);
  if (facts.last_agent) json["lastAgent"] = facts.last_agent->value;
  put("voicemailAt", facts.voicemail_at);
  put_told("recordingAt", facts.recording);
  put_told("identifiedAt", facts.identified);
  for (const auto& [agent, at] : facts.rung) json[std::string(kRung) + agent] = at;
  for (const auto& [agent, at] : facts.answers) json[std::string(kAnswered) + agent] = at;
  for (const auto& [mark, told] : facts.tracking) json[std::string(kTracking) + mark] = told.at;
  return json;
}

}  // namespace deskbell::core
