#include "core/json_calls.h"

#include "base/names.h"
#include "core/json_contact.h"
#include "core/json_facts.h"
#include "core/json_fields.h"

namespace deskbell::core {
namespace {

using calls::Call;
using calls::CallEvent;
using calls::CallRecord;

Error bad_event(const char* what) { return {ErrorCode::bad_event, what}; }

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <typename Names, typename Enum>
std::string name(const Names& names, Enum value) {
  return std::string(name_of(names, value));
}

template <typename Enum, typename Names>
std::optional<Enum> named(const Names& names, const Json& json, const char* field) {
  return value_of<Enum>(names, text(json, field));
}

Json write_record(const CallRecord& record) {
  return {
      {"callId", record.call_id},
      {"provider", record.provider},
      {"direction", name(calls::kDirectionNames, record.direction)},
      {"from", record.from},
      {"to", record.to},
      {"line", record.line},
      {"agent", record.agent},
      {"offeredAt", or_null(record.offered_at)},
      {"answeredAt", or_null(record.answered_at)},
      {"endedAt", or_null(record.ended_at)},
      {"ringSeconds", or_null(record.ring_seconds)},
      {"talkSeconds", or_null(record.talk_seconds)},
      {"outcome", record.outcome ? Json(name(calls::kOutcomeNames, *record.outcome)) : Json()},
      {"contact", write_contact(record.contact)},
      {"recordingUrl", record.recording_url},
      {"note", record.note},
      {"tracking", record.tracking},
  };
}

}  // namespace

Result<Json> read_json(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return Error{ErrorCode::bad_json, "not JSON"};
  return json;
}

std::string write_json(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<CallEvent> read_event(const Json& json) {
  CallEvent event;
  event.id = text(json, "id");
  event.provider = text(json, "provider");
  event.call_id = text(json, "callId");
  if (event.id.empty() || event.call_id.empty()) return bad_event("an event needs id and callId");
  const auto type = named<calls::EventType>(calls::kEventTypeNames, json, "type");
  if (!type) return bad_event("an event of unknown type");
  const auto direction = named<calls::Direction>(calls::kDirectionNames, json, "direction");
  if (!direction) return bad_event("an event of unknown direction");
  const auto at = moment(json, "at");
  if (!at) return bad_event("an event needs its time 'at' in ms since 1970");
  event.type = *type;
  event.direction = *direction;
  event.at = *at;
  event.from = text(json, "from");
  event.to = text(json, "to");
  event.line = text(json, "line");
  event.agent = text(json, "agent");
  event.started_at = moment(json, "startedAt");
  event.outcome = named<calls::Outcome>(calls::kOutcomeNames, json, "outcome");
  event.last_agent = text(json, "lastAgent");
  event.talk_seconds = integer(json, "talkSeconds");
  event.recording_url = text(json, "recordingUrl");
  event.contact = read_contact(find(json, "contact"));
  event.tracking = read_fields(find(json, "tracking"));
  event.raw = read_fields(find(json, "raw"));
  return event;
}

Result<Call> read_call(const Json& json) {
  Call call;
  CallRecord& record = call.record;
  record.call_id = text(json, "callId");
  const auto state = named<calls::CallState>(calls::kCallStateNames, json, "state");
  const auto direction = named<calls::Direction>(calls::kDirectionNames, json, "direction");
  if (record.call_id.empty() || !state || !direction) {
    return bad_event("a call needs callId, state and direction");
  }
  call.state = *state;
  record.direction = *direction;
  record.provider = text(json, "provider");
  record.from = text(json, "from");
  record.to = text(json, "to");
  record.line = text(json, "line");
  record.agent = text(json, "agent");
  record.offered_at = moment(json, "offeredAt");
  record.answered_at = moment(json, "answeredAt");
  record.ended_at = moment(json, "endedAt");
  record.ring_seconds = integer(json, "ringSeconds");
  record.talk_seconds = integer(json, "talkSeconds");
  record.outcome = named<calls::Outcome>(calls::kOutcomeNames, json, "outcome");
  record.contact = read_contact(find(json, "contact"));
  record.recording_url = text(json, "recordingUrl");
  record.note = text(json, "note");
  record.tracking = read_fields(find(json, "tracking"));
  if (const Json* facts = find(json, "facts")) call.facts = read_facts(*facts, record);
  return call;
}

calls::Viewpoint read_viewpoint(const Json& json) {
  return {integer(json, "now").value_or(0), text(json, "agent")};
}

Json write_event(const CallEvent& event) {
  Json json{
      {"id", event.id},          {"provider", event.provider},
      {"callId", event.call_id}, {"type", name(calls::kEventTypeNames, event.type)},
      {"at", event.at},          {"direction", name(calls::kDirectionNames, event.direction)},
      {"from", event.from},      {"to", event.to},
      {"line", event.line},      {"agent", event.agent},
  };
  if (event.started_at) json["startedAt"] = *event.started_at;
  if (event.outcome) json["outcome"] = name(calls::kOutcomeNames, *event.outcome);
  if (!event.last_agent.empty()) json["lastAgent"] = event.last_agent;
  if (event.talk_seconds) json["talkSeconds"] = *event.talk_seconds;
  if (!event.recording_url.empty()) json["recordingUrl"] = event.recording_url;
  if (event.contact) json["contact"] = write_contact(event.contact);
  if (!event.tracking.empty()) json["tracking"] = event.tracking;
  if (!event.raw.empty()) json["raw"] = event.raw;
  return json;
}

Json write_call(const Call& call) {
  Json json = write_record(call.record);
  json["state"] = name(calls::kCallStateNames, call.state);
  json["agents"] = calls::rung(call.facts);
  json["facts"] = write_facts(call.facts);
  return json;
}

Json write_effect(const calls::Effect& effect, const Call& call) {
  Json json{{"type", name(calls::kEffectTypeNames, effect.type)}};
  if (effect.event) json["name"] = name(calls::kEventTypeNames, *effect.event);
  if (!effect.number.empty()) json["number"] = effect.number;
  if (effect.type == calls::EffectType::save) json["record"] = write_record(call.record);
  return json;
}

Json write_error(const Error& error) {
  return {{"error", {{"code", name(kErrorNames, error.code)}, {"detail", error.detail}}}};
}

}  // namespace deskbell::core
