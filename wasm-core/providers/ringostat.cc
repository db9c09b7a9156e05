#include "providers/ringostat.h"

#include <algorithm>

#include "providers/bad_payload.h"
#include "providers/fields.h"
#include "providers/flat_json.h"
#include "providers/form.h"
#include "providers/local_time.h"
#include "providers/party.h"
#include "providers/ringostat_words.h"

namespace deskbell::providers {
namespace {

using calls::CallEvent;
using calls::Direction;
using calls::EventType;
using calls::Fields;
using calls::Outcome;
using ringostat::Disposition;
using ringostat::Moment;
using ringostat::NamedMoment;

std::string_view meaning_of(const std::string& name, const Fields& names) {
  if (const auto renamed = names.find(name); renamed != names.end()) return renamed->second;
  return ringostat::current_name(name);
}

Result<Fields> read_body(const ProviderRequest& request) {
  if (request.body.empty()) return Fields();
  if (request.content_type.starts_with("application/json")) return read_flat_json(request.body);
  if (request.content_type.starts_with("application/x-www-form-urlencoded")) {
    return read_form(request.body);
  }
  return bad_payload("the body must be form-encoded or JSON");
}

// Body and query together, under the names of Webhooks 2.0.
Result<Fields> read_fields(const ProviderRequest& request) {
  auto body = read_body(request);
  if (!body.ok()) return bad_payload(body.error().detail);
  auto query = read_form(request.query);
  if (!query.ok()) return bad_payload(query.error().detail);
  Fields fields;
  for (const Fields* given : {&body.value(), &query.value()}) {
    for (const auto& [name, value] : *given) {
      if (value.empty()) continue;
      const std::string meaning(meaning_of(name, request.settings.names));
      const auto [place, added] = fields.emplace(meaning, value);
      // One recording may be named by several links; anything else must not be said twice.
      if (added || place->second == value || meaning == "recording") continue;
      return bad_payload("'" + meaning + "' is given twice, and differs");
    }
  }
  return fields;
}

std::string call_id_of(const Fields& fields) {
  const std::string& id = field(fields, "uniqueid");
  return id.empty() ? field(fields, "cdr_id") : id;
}

const Disposition* disposition_of(const Fields& fields) {
  return ringostat::find_disposition(field(fields, "disposition"));
}

// What the address says, or what the fields look like.
Result<NamedMoment> moment_of(const Fields& fields) {
  if (const std::string& told = field(fields, "moment"); !told.empty()) {
    if (const NamedMoment* known = ringostat::find_moment(told)) return *known;
    return bad_payload("'moment' is none that Deskbell knows");
  }
  const Disposition* disposition = disposition_of(fields);
  if (disposition && disposition->live) return NamedMoment{"", *disposition->live, false};
  const bool over = fields.contains("disposition") || fields.contains("billsec") ||
                    fields.contains("recording") || fields.contains("record_link");
  if (over) return NamedMoment{"", Moment::after_call, false};
  const bool rings = fields.contains("employee_number") || fields.contains("connected_with");
  return NamedMoment{"", rings ? Moment::forwarding : Moment::before_call, false};
}

Result<Direction> direction_of(const Fields& fields, const NamedMoment& moment) {
  const std::string type = lower_case(field(fields, "call_type"));
  if (type == "in") return Direction::inbound;
  // A callback is asked for by the client and made by the company.
  if (type == "out" || type == "callback") return Direction::outbound;
  if (!type.empty()) return bad_payload("call_type is neither in, out nor callback");
  return moment.outgoing ? Direction::outbound : Direction::inbound;
}

EventType type_of(Moment moment, Direction direction) {
  switch (moment) {
    case Moment::before_call:
      return direction == Direction::outbound ? EventType::dialing : EventType::offered;
    case Moment::forwarding:
      return EventType::ringing;
    case Moment::pick_up:
      return EventType::answered;
    case Moment::after_call:
      return EventType::ended;
    case Moment::rating:
      break;
  }
  // A rating comes after the call and changes nothing but the marks.
  return EventType::recorded;
}

bool is_number(const std::string& party) { return party.starts_with('+'); }

void read_parties(CallEvent& event, const Fields& fields, const std::string& country) {
  const std::string caller = read_party(field(fields, "caller"), country);
  const std::string called = read_party(field(fields, "dst"), country);
  std::string agent = field(fields, "employee_number");
  if (agent.empty()) agent = field(fields, "connected_with");
  event.agent = read_party(agent, country);
  event.from = caller;
  event.to = called;
  if (event.direction == Direction::inbound) {
    event.line = called;
  } else if (is_number(caller)) {
    event.line = caller;  // the number shown to the client
  }
  if (event.direction == Direction::outbound) {
    if (event.agent.empty() && !is_number(caller)) event.agent = caller;
    if (!event.agent.empty()) event.from = event.agent;
  }
}

void read_tracking(CallEvent& event, const Fields& fields) {
  constexpr std::string_view kPrefix = "tracking.";
  for (const auto& [name, value] : fields) {
    const bool mark = ringostat::is_mark(name);
    std::string key = name;
    if (name.starts_with(kPrefix)) key = name.substr(kPrefix.size());
    if ((mark || key != name) && !key.empty()) event.tracking[key] = value.substr(0, kLongestMark);
  }
}

Outcome outcome_of(const Fields& fields, Direction direction,
                   std::optional<std::int64_t> talk_seconds) {
  const bool talked = talk_seconds.value_or(0) > 0;
  const Disposition* known = disposition_of(fields);
  if (!known || known->live) return talked ? Outcome::completed : Outcome::failed;
  if (known->outcome == Outcome::missed && direction == Direction::outbound) {
    return Outcome::no_answer;
  }
  // What is called proper or repeated says little of whether somebody answered; the length does.
  const bool counted = known->name == "proper" || known->name == "repeated";
  if (counted && talk_seconds == 0) {
    return direction == Direction::outbound ? Outcome::no_answer : Outcome::missed;
  }
  if (known->outcome == Outcome::canceled && direction == Direction::inbound) {
    return Outcome::missed;
  }
  return known->outcome;
}

std::optional<Error> read_outcome(CallEvent& event, const Fields& fields) {
  for (const char* name : {"billsec", "duration"}) {
    const std::string& told = field(fields, name);
    if (!told.empty() && !read_seconds(told)) {
      return bad_payload(std::string(name) + " is not a number of seconds");
    }
  }
  event.talk_seconds = read_seconds(field(fields, "billsec"));
  event.outcome = outcome_of(fields, event.direction, event.talk_seconds);
  const bool spoken = event.outcome == Outcome::completed || event.outcome == Outcome::voicemail;
  if (!spoken) event.talk_seconds = 0;
  // Without billsec the whole length, less the waiting where that is told.
  if (spoken && !event.talk_seconds) {
    if (const auto whole = read_seconds(field(fields, "duration"))) {
      const std::int64_t waited = read_seconds(field(fields, "waittime")).value_or(0);
      event.talk_seconds = std::max<std::int64_t>(0, *whole - waited);
    }
  }
  return std::nullopt;
}

Result<std::string> recording_of(const Fields& fields, const std::string& call_id) {
  const std::string& file = field(fields, "recording");
  const std::string& link = file.empty() ? field(fields, "record_link") : file;
  if (link.empty()) {
    return field(fields, "has_recording") == "1" ? "ringostat:" + call_id : std::string();
  }
  if (!is_web_address(link)) return bad_payload("recording is not a web address");
  return link;
}

}  // namespace

Result<DecodedRequest> decode_ringostat(const ProviderRequest& request) {
  const auto read = read_fields(request);
  if (!read.ok()) return read.error();
  const Fields& fields = read.value();
  if (fields.empty()) return bad_payload("there is nothing in it");
  const std::string call_id = call_id_of(fields);
  if (call_id.empty()) return bad_payload("neither uniqueid, call_id nor cdr_id");
  if (!is_id(call_id)) return bad_payload("the call's id is not an id");
  const auto moment = moment_of(fields);
  if (!moment.ok()) return moment.error();
  const auto direction = direction_of(fields, moment.value());
  if (!direction.ok()) return direction.error();

  const Moment when = moment.value().moment;
  CallEvent event;
  event.provider = "ringostat";
  event.call_id = call_id;
  event.type = type_of(when, direction.value());
  event.at = request.received_at;
  event.direction = direction.value();
  read_parties(event, fields, request.settings.country);
  if (event.agent.size() > kLongestId) return bad_payload("the employee's number is too long");
  event.id = "ringostat/" + std::string(ringostat::id_of(when)) + "/" + call_id;
  if (when == Moment::forwarding || when == Moment::pick_up) event.id += "/" + event.agent;
  if (const std::string& date = field(fields, "calldate"); !date.empty()) {
    event.started_at = read_time(date, request);
    if (!event.started_at)
      return bad_payload("calldate is not a time like 2019-06-02T09:30:47+0300");
  }
  if (event.type == EventType::ended) {
    if (auto problem = read_outcome(event, fields)) return *problem;
  }
  read_tracking(event, fields);
  const auto recording = recording_of(fields, call_id);
  if (!recording.ok()) return recording.error();

  DecodedRequest decoded;
  std::optional<CallEvent> recorded;
  if (event.type == EventType::ended && !recording.value().empty()) {
    recorded = event;
    recorded->id = "ringostat/recorded/" + call_id;
    recorded->type = EventType::recorded;
    recorded->agent.clear();
    recorded->outcome.reset();
    recorded->talk_seconds.reset();
    recorded->tracking.clear();
    recorded->recording_url = recording.value();
  }
  event.raw = fields;
  decoded.events.push_back(std::move(event));
  if (recorded) decoded.events.push_back(std::move(*recorded));
  return decoded;
}

}  // namespace deskbell::providers
