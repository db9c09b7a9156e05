#include "providers/zadarma.h"

#include <algorithm>
#include <array>

#include "json/document.h"
#include "json/writer.h"
#include "providers/bad_payload.h"
#include "providers/fields.h"
#include "providers/form.h"
#include "providers/local_time.h"
#include "providers/party.h"

namespace deskbell::providers {
namespace {

using calls::CallEvent;
using calls::Direction;
using calls::EventType;
using calls::Fields;
using calls::Outcome;

constexpr std::size_t kMostDigits = 64;

// Where the event stands in Zadarma's three ways of signing.
enum class Signed {
  caller_did_start,
  caller_destination_start,
  internal_destination_start,
  record
};

struct Notification {
  std::string_view name;
  /// What it says; none when it says nothing about a call's state.
  std::optional<EventType> type;
  Signed signed_as;
  /// Fields without which it cannot be understood.
  std::array<std::string_view, 4> required;
};

constexpr Notification kNotifications[] = {
    {"NOTIFY_START",
     EventType::offered,
     Signed::caller_did_start,
     {"call_start", "pbx_call_id", "caller_id", "called_did"}},
    {"NOTIFY_IVR",
     std::nullopt,
     Signed::caller_did_start,
     {"call_start", "pbx_call_id", "caller_id", "called_did"}},
    {"NOTIFY_INTERNAL",
     EventType::ringing,
     Signed::caller_did_start,
     {"call_start", "pbx_call_id", "caller_id", "called_did"}},
    {"NOTIFY_ANSWER",
     EventType::answered,
     Signed::caller_destination_start,
     {"call_start", "pbx_call_id", "caller_id", "destination"}},
    {"NOTIFY_END",
     EventType::ended,
     Signed::caller_did_start,
     {"call_start", "pbx_call_id", "caller_id", "called_did"}},
    {"NOTIFY_OUT_START",
     EventType::dialing,
     Signed::internal_destination_start,
     {"call_start", "pbx_call_id", "destination"}},
    {"NOTIFY_OUT_END",
     EventType::ended,
     Signed::internal_destination_start,
     {"call_start", "pbx_call_id", "destination"}},
    {"NOTIFY_RECORD", EventType::recorded, Signed::record, {"pbx_call_id", "call_id_with_rec"}},
};

std::string signed_text(const Fields& fields, Signed signed_as) {
  switch (signed_as) {
    case Signed::caller_did_start:
      return field(fields, "caller_id") + field(fields, "called_did") + field(fields, "call_start");
    case Signed::caller_destination_start:
      return field(fields, "caller_id") + field(fields, "destination") +
             field(fields, "call_start");
    case Signed::internal_destination_start:
      return field(fields, "internal") + field(fields, "destination") + field(fields, "call_start");
    case Signed::record:
      break;
  }
  return field(fields, "pbx_call_id") + field(fields, "call_id_with_rec");
}

Direction direction_of(std::string_view name, std::string_view call_id) {
  const bool outbound = name.starts_with("NOTIFY_OUT_") || call_id.starts_with("out_");
  return outbound ? Direction::outbound : Direction::inbound;
}

Outcome outcome_of(std::string_view disposition, Direction direction) {
  const bool outbound = direction == Direction::outbound;
  if (disposition == "answered") return Outcome::completed;
  if (disposition == "busy") return Outcome::busy;
  if (disposition == "cancel") return outbound ? Outcome::canceled : Outcome::missed;
  if (disposition == "no answer") return outbound ? Outcome::no_answer : Outcome::missed;
  // failed, no money, unallocated number, no limit, no day limit, line limit, …
  return Outcome::failed;
}

void read_parties(CallEvent& event, const Fields& fields) {
  event.agent = read_party(field(fields, "internal"));
  if (event.direction == Direction::inbound) {
    event.from = read_party(field(fields, "caller_id"));
    event.line = read_party(field(fields, "called_did"));
    event.to = event.line;
    return;
  }
  event.from = event.agent;
  event.to = read_party(field(fields, "destination"));
  const std::string shown = read_party(field(fields, "caller_id"));
  // On outgoing calls the caller id is the number shown to the client, or just the extension.
  if (shown != event.agent) event.line = shown;
}

std::string event_id(std::string_view name, const Fields& fields) {
  std::string id = "zadarma/" + std::string(name) + "/" + field(fields, "pbx_call_id");
  if (name == "NOTIFY_INTERNAL" || name == "NOTIFY_ANSWER") id += "/" + field(fields, "internal");
  if (name == "NOTIFY_RECORD") id += "/" + field(fields, "call_id_with_rec");
  return id;
}

std::optional<Error> read_end(CallEvent& event, const Fields& fields) {
  event.outcome = outcome_of(field(fields, "disposition"), event.direction);
  event.last_agent = read_party(field(fields, "last_internal"));
  if (event.agent.empty()) event.agent = event.last_agent;
  const std::string& duration = field(fields, "duration");
  if (duration.empty()) return std::nullopt;
  event.talk_seconds = read_seconds(duration);
  if (!event.talk_seconds) return bad_payload("duration is not a number of seconds");
  // The vendor counts the ringing of an unanswered call as its duration.
  if (event.outcome != Outcome::completed) event.talk_seconds = 0;
  return std::nullopt;
}

// An inbound call that was 'answered' by no extension and was recorded: the mailbox took it, unless
// an answer is told as well (which the call decides). Unrecorded, nothing was left, and the
// vendor's word is all there is. `last_internal` only says where it rang last.
bool may_be_voicemail(const CallEvent& end, const Fields& fields) {
  return end.type == EventType::ended && end.direction == Direction::inbound &&
         end.outcome == Outcome::completed && field(fields, "internal").empty() &&
         field(fields, "is_recorded") == "1";
}

CallEvent voicemail_of(const CallEvent& end) {
  CallEvent voicemail = end;
  voicemail.id = "zadarma/voicemail/" + end.call_id;
  voicemail.type = EventType::voicemail;
  voicemail.agent.clear();
  voicemail.outcome.reset();
  voicemail.talk_seconds.reset();
  voicemail.last_agent.clear();
  voicemail.raw.clear();
  return voicemail;
}

// The digits come as form fields or as a JSON object in one field.
void read_digits(RoutingQuestion& question, const Fields& fields) {
  const std::string& object = field(fields, "wait_dtmf");
  question.menu = field(fields, "wait_dtmf[name]");
  question.dtmf = field(fields, "wait_dtmf[digits]");
  if (!object.empty()) {
    const json::Document document(object);
    question.menu = document.root().find("name").text();
    question.dtmf = document.root().find("digits").text();
  }
  question.menu.resize(std::min(question.menu.size(), kLongestId));
  question.dtmf.resize(std::min(question.dtmf.size(), kMostDigits));
}

std::optional<RoutingQuestion> question_of(std::string_view name, const Fields& fields) {
  if (name != "NOTIFY_START" && name != "NOTIFY_IVR") return std::nullopt;
  RoutingQuestion question;
  question.from = read_party(field(fields, "caller_id"));
  question.line = read_party(field(fields, "called_did"));
  if (name == "NOTIFY_IVR") read_digits(question, fields);
  return question;
}

std::optional<Error> check_required(const Notification& notification, const Fields& fields) {
  for (const std::string_view name : notification.required) {
    if (!name.empty() && !fields.contains(std::string(name))) {
      return bad_payload(std::string(notification.name) + " without " + std::string(name));
    }
  }
  if (!is_id(field(fields, "pbx_call_id"))) return bad_payload("pbx_call_id is not an id");
  if (field(fields, "internal").size() > kLongestId) return bad_payload("internal is too long");
  if (notification.signed_as == Signed::record && !is_id(field(fields, "call_id_with_rec"))) {
    return bad_payload("call_id_with_rec is not an id");
  }
  return std::nullopt;
}

}  // namespace

Result<DecodedRequest> decode_zadarma(const ProviderRequest& request) {
  if (!request.content_type.starts_with("application/x-www-form-urlencoded")) {
    return bad_payload("the body must be application/x-www-form-urlencoded");
  }
  auto form = read_form(request.body,
                        {"wait_dtmf[name]", "wait_dtmf[digits]", "wait_dtmf[default_behaviour]"});
  if (!form.ok()) return bad_payload(form.error().detail);
  const Fields& fields = form.value();
  const std::string& name = field(fields, "event");
  const auto* notification = std::find_if(std::begin(kNotifications), std::end(kNotifications),
                                          [&](const auto& known) { return known.name == name; });
  if (notification == std::end(kNotifications)) {
    return bad_payload(name.empty() ? "no field 'event'" : "an event that Deskbell does not know");
  }
  if (auto problem = check_required(*notification, fields)) return *problem;

  DecodedRequest decoded{
      {}, signed_text(fields, notification->signed_as), question_of(name, fields)};
  if (!notification->type) return decoded;
  CallEvent event;
  event.id = event_id(name, fields);
  event.provider = "zadarma";
  event.call_id = field(fields, "pbx_call_id");
  event.type = *notification->type;
  event.at = request.received_at;
  event.direction = direction_of(name, event.call_id);
  read_parties(event, fields);
  if (fields.contains("call_start")) {
    event.started_at = read_local_time(field(fields, "call_start"), request);
    if (!event.started_at) return bad_payload("call_start is not a time like 2020-04-03 14:26:47");
  }
  if (event.type == EventType::ended) {
    if (auto problem = read_end(event, fields)) return *problem;
  }
  if (event.type == EventType::recorded) {
    event.recording_url = "zadarma:" + field(fields, "call_id_with_rec");
  }
  if (may_be_voicemail(event, fields)) decoded.events.push_back(voicemail_of(event));
  event.raw = fields;
  decoded.events.push_back(std::move(event));
  return decoded;
}

namespace {

// A scenario (`0-1`, `0-main`), a three-digit extension or the blacklist; anything else would be
// refused there, and the caller with it.
bool is_destination(std::string_view id) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (id == "blacklist" || id == "0-main") return true;
  if (id.starts_with("0-") && id.size() > 2 && id.size() <= 6)
    id.remove_prefix(2);
  else if (id.size() != 3)
    return false;
  return std::all_of(id.begin(), id.end(), digit);
}

}  // namespace

ProviderReply render_zadarma_reply(const RoutingDecision& decision) {
  return {json::write_object([&](json::Writer& out) {
            if (decision.hangup) return out.number("hangup", 1);
            out.text_if_any("caller_name", decision.caller_name);
            if (!is_destination(decision.redirect)) return;
            out.text("redirect", decision.redirect);
            if (decision.return_timeout) out.number("return_timeout", *decision.return_timeout);
          }),
          "application/json"};
}

}  // namespace deskbell::providers
