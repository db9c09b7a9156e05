#include "core/engine.h"

#include <algorithm>

#include "base/names.h"
#include "calls/overdue.h"
#include "core/json_calls.h"
#include "core/json_fields.h"
#include "core/json_providers.h"
#include "core/json_routing.h"
#include "core/json_rules.h"
#include "core/presets.h"
#include "core/provider_list.h"
#include "phone/as_you_type.h"
#include "phone/metadata.h"
#include "phone/normalize.h"

namespace deskbell::core {
namespace {

constexpr char kSeparator = '\x1f';

void append(std::string& line, std::string_view field) {
  const std::size_t start = line.size();
  line += field;
  // Text that came from outside may hold the separator itself.
  std::replace(line.begin() + static_cast<std::ptrdiff_t>(start), line.end(), kSeparator, ' ');
  line += kSeparator;
}

std::string fail(const Error& error) { return write_json(write_error(error)); }

// JSON has no bytes: each of them becomes the character of its number, U+0000 to U+00FF.
std::string one_character_a_byte(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    if (byte >= 0x80) text += static_cast<char>(0xc0 | byte >> 6);
    text += static_cast<char>(byte >= 0x80 ? 0x80 | (byte & 0x3f) : byte);
  }
  return text;
}

std::string write_step(const calls::Step& step, const std::optional<calls::Call>& before) {
  Json effects = Json::array();
  for (const calls::Effect& effect : step.effects) {
    effects.push_back(write_effect(effect, step.call));
  }
  return write_json({{"call", write_call(step.call)},
                     {"effects", std::move(effects)},
                     {"moments", write_moments(rules::moments_reached(before, step.call))}});
}

}  // namespace

std::string version() {
  return write_json({{"engine", DESKBELL_VERSION}, {"metadata", phone::metadata_version()}});
}

std::string normalize(std::string_view text, std::string_view country) {
  const phone::NormalizedNumber number = phone::normalize(text, country);
  std::string line;
  line.reserve(160);
  append(line, number.e164);
  append(line, number.key == 0 ? std::string() : std::to_string(number.key));
  append(line, number.national);
  append(line, number.international);
  append(line, number.country);
  append(line, name_of(phone::kNumberKindNames, number.kind));
  append(line, number.extension);
  append(line, number.valid ? "1" : "");
  append(line, name_of(phone::kNumberReasonNames, number.reason));
  for (const auto& note : number.notes) {
    append(line, name_of(phone::kNumberNoteCodeNames, note.code));
    append(line, note.detail);
  }
  line.pop_back();
  return line;
}

std::string format_as_you_type(std::string_view text, std::string_view country) {
  return phone::format_as_you_type(text, country);
}

std::string decode(std::string_view provider, std::string_view request) {
  const auto json = read_json(request);
  if (!json.ok()) return fail(json.error());
  const auto decoded = decode_request(provider, read_provider_request(json.value()));
  if (!decoded.ok()) return fail(decoded.error());
  Json events = Json::array();
  for (const auto& event : decoded.value().events) events.push_back(write_event(event));
  Json answer{{"events", std::move(events)},
              {"signedText", one_character_a_byte(decoded.value().signed_text)}};
  if (decoded.value().question) answer["question"] = write_question(*decoded.value().question);
  return write_json(answer);
}

std::string reply(std::string_view provider, std::string_view decision) {
  const auto json = read_json(decision);
  if (!json.ok()) return fail(json.error());
  const auto reply =
      render_decision(provider, read_decision(json.value()), text(json.value(), "accept"));
  if (!reply.ok()) return fail(reply.error());
  return write_json({{"body", reply.value().body}, {"contentType", reply.value().content_type}});
}

std::string step(std::string_view call, std::string_view event, std::string_view viewpoint) {
  const auto call_json = read_json(call);
  if (!call_json.ok()) return fail(call_json.error());
  const auto event_json = read_json(event);
  if (!event_json.ok()) return fail(event_json.error());
  const auto viewpoint_json = read_json(viewpoint);
  if (!viewpoint_json.ok()) return fail(viewpoint_json.error());
  const auto news = read_event(event_json.value());
  if (!news.ok()) return fail(news.error());
  std::optional<calls::Call> before;
  if (!call_json.value().is_null()) {
    const auto known = read_call(call_json.value());
    if (!known.ok()) return fail(known.error());
    before = known.value();
  }
  return write_step(calls::step(before, news.value(), read_viewpoint(viewpoint_json.value())),
                    before);
}

std::string resume(std::string_view call, std::string_view viewpoint) {
  const auto call_json = read_json(call);
  if (!call_json.ok()) return fail(call_json.error());
  const auto viewpoint_json = read_json(viewpoint);
  if (!viewpoint_json.ok()) return fail(viewpoint_json.error());
  const auto known = read_call(call_json.value());
  if (!known.ok()) return fail(known.error());
  return write_step(calls::resume(known.value(), read_viewpoint(viewpoint_json.value())),
                    known.value());
}

std::string match_dialled(std::string_view calls, std::string_view event) {
  const auto calls_json = read_json(calls);
  if (!calls_json.ok()) return fail(calls_json.error());
  const auto event_json = read_json(event);
  if (!event_json.ok()) return fail(event_json.error());
  const auto news = read_event(event_json.value());
  if (!news.ok()) return fail(news.error());
  std::vector<calls::Call> candidates;
  if (calls_json.value().is_array()) {
    for (const Json& json : calls_json.value()) {
      auto known = read_call(json);
      if (!known.ok()) return fail(known.error());
      candidates.push_back(std::move(known.value()));
    }
  }
  const auto found = deskbell::calls::match_dialled(candidates, news.value());
  return write_json({{"callId", found ? Json(candidates[*found].record.call_id) : Json(nullptr)}});
}

std::string overdue(std::string_view call, double now) {
  const auto json = read_json(call);
  if (!json.ok()) return fail(json.error());
  const auto known = read_call(json.value());
  if (!known.ok()) return fail(known.error());
  const auto at = moment({{"now", now}}, "now");
  if (!at) return fail({ErrorCode::bad_event, "'now' is no time"});
  const auto event = calls::overdue(known.value(), *at);
  return write_json({{"event", event ? write_event(*event) : Json(nullptr)}});
}

std::string preset_matrix(std::string_view name) {
  const auto json = preset(name);
  if (json) return std::string(*json);
  return fail(
      {ErrorCode::bad_rules, "no such preset; there are: recommended, zadarma, update_only"});
}

std::string check_matrix(std::string_view matrix) {
  const auto json = read_json(matrix);
  if (!json.ok()) return fail(json.error());
  const auto read = read_matrix(json.value());
  return read.ok() ? "{}" : fail(read.error());
}

std::string check_routing(std::string_view routing) {
  const auto json = read_json(routing);
  if (!json.ok()) return fail(json.error());
  const auto read = read_routing(json.value());
  return read.ok() ? "{}" : fail(read.error());
}

std::string check_mapping(std::string_view request) {
  const auto json = read_json(request);
  if (!json.ok()) return fail(json.error());
  const auto mapping = read_mapping(json.value());
  if (!mapping.ok()) return fail(mapping.error());
  Json problems = Json::array();
  for (const auto& problem :
       rules::check_mapping(mapping.value(), read_crm_fields(find(json.value(), "crmFields")))) {
    problems.push_back({{"index", problem.index}, {"detail", problem.detail}});
  }
  return write_json({{"problems", std::move(problems)}});
}

std::string decide(std::string_view request) {
  const auto json = read_json(request);
  if (!json.ok()) return fail(json.error());
  const Json* call_json = find(json.value(), "call");
  const Json* matrix_json = find(json.value(), "matrix");
  const auto call = read_call(call_json ? *call_json : Json());
  if (!call.ok()) return fail(call.error());
  const auto matrix = read_matrix(matrix_json ? *matrix_json : Json());
  if (!matrix.ok()) return fail(matrix.error());
  const auto at = value_of<rules::Moment>(rules::kMomentNames, text(json.value(), "moment"));
  if (!at) return fail({ErrorCode::bad_rules, "'moment' is no known name"});
  const rules::Occasion occasion{*at, moment(json.value(), "now").value_or(0),
                                 text(json.value(), "row")};
  const rules::Client client = read_client(find(json.value(), "client"));
  return write_json(
      write_decision(rules::decide(call.value(), client, matrix.value(), occasion), call.value()));
}

std::string route(std::string_view request) {
  // A caller waits: whatever is wrong here, the telephone system gets an answer.
  const auto json = read_json(request);
  if (!json.ok()) return write_json(write_no_route(json.error().detail));
  const Json* question_json = find(json.value(), "question");
  const Json* routing_json = find(json.value(), "routing");
  if (!question_json) return write_json(write_no_route("no question"));
  const auto routing = read_routing(routing_json ? *routing_json : Json());
  if (!routing.ok()) return write_json(write_no_route(routing.error().detail));
  const auto asked = read_question(*question_json);
  const rules::Client client = read_client(find(json.value(), "client"));
  const rules::Question question{asked.from, asked.line, asked.menu, asked.dtmf, asked.field};
  return write_json(
      write_route(rules::route(question, client, routing.value()), routing.value(), asked.field));
}

}  // namespace deskbell::core
