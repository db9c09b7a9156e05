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
using json::Value;
using json::Writer;

Error bad_event(const char* what) { return {ErrorCode::bad_event, what}; }

/// The enumerator that a member names, if it names one.
template <typename Enum, typename Names>
std::optional<Enum> named(const Names& names, Value json, std::string_view member) {
  return value_of<Enum>(names, json.find(member).text());
}

/// The members of a record, within an object.
void write_record(Writer& out, const CallRecord& record) {
  out.text("callId", record.call_id);
  out.text("provider", record.provider);
  out.text("direction", name_of(calls::kDirectionNames, record.direction));
  out.text("from", record.from);
  out.text("to", record.to);
  out.text("line", record.line);
  out.text("agent", record.agent);
  out.number_or_null("offeredAt", record.offered_at);
  out.number_or_null("answeredAt", record.answered_at);
  out.number_or_null("endedAt", record.ended_at);
  out.number_or_null("ringSeconds", record.ring_seconds);
  out.number_or_null("talkSeconds", record.talk_seconds);
  std::optional<std::string_view> outcome;
  if (record.outcome) outcome = name_of(calls::kOutcomeNames, *record.outcome);
  out.text_or_null("outcome", outcome);
  out.name("contact");
  write_contact(out, record.contact);
  out.text("recordingUrl", record.recording_url);
  out.text("note", record.note);
  out.object("tracking", record.tracking);
}

}  // namespace

Result<CallEvent> read_event(Value json) {
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
  event.contact = read_contact(json.find("contact"));
  event.tracking = read_fields(json.find("tracking"));
  event.raw = read_fields(json.find("raw"));
  return event;
}

Result<Call> read_call(Value json) {
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
  record.contact = read_contact(json.find("contact"));
  record.recording_url = text(json, "recordingUrl");
  record.note = text(json, "note");
  record.tracking = read_fields(json.find("tracking"));
  if (const Value facts = json.find("facts")) call.facts = read_facts(facts, record);
  return call;
}

calls::Viewpoint read_viewpoint(Value json) {
  return {integer(json, "now").value_or(0), text(json, "agent")};
}

void write_event(Writer& out, const CallEvent& event) {
  out.begin_object();
  out.text("id", event.id);
  out.text("provider", event.provider);
  out.text("callId", event.call_id);
  out.text("type", name_of(calls::kEventTypeNames, event.type));
  out.number("at", event.at);
  out.text("direction", name_of(calls::kDirectionNames, event.direction));
  out.text("from", event.from);
  out.text("to", event.to);
  out.text("line", event.line);
  out.text("agent", event.agent);
  out.number_if_any("startedAt", event.started_at);
  if (event.outcome) out.text("outcome", name_of(calls::kOutcomeNames, *event.outcome));
  out.text_if_any("lastAgent", event.last_agent);
  out.number_if_any("talkSeconds", event.talk_seconds);
  out.text_if_any("recordingUrl", event.recording_url);
  if (event.contact) {
    out.name("contact");
    write_contact(out, event.contact);
  }
  if (!event.tracking.empty()) out.object("tracking", event.tracking);
  if (!event.raw.empty()) out.object("raw", event.raw);
  out.end_object();
}

void write_call(Writer& out, const Call& call) {
  out.begin_object();
  write_record(out, call.record);
  out.text("state", name_of(calls::kCallStateNames, call.state));
  out.texts("agents", calls::rung(call.facts));
  out.name("facts");
  write_facts(out, call.facts);
  out.end_object();
}

void write_effect(Writer& out, const calls::Effect& effect, const Call& call) {
  out.begin_object();
  out.text("type", name_of(calls::kEffectTypeNames, effect.type));
  if (effect.event) out.text("name", name_of(calls::kEventTypeNames, *effect.event));
  out.text_if_any("number", effect.number);
  if (effect.type == calls::EffectType::save) {
    out.name("record");
    out.begin_object();
    write_record(out, call.record);
    out.end_object();
  }
  out.end_object();
}

}  // namespace deskbell::core
