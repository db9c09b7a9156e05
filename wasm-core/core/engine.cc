#include "core/engine.h"

#include <algorithm>

#include "base/names.h"
#include "core/json_calls.h"
#include "core/json_fields.h"
#include "core/json_providers.h"
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

std::string write_step(const calls::Step& step) {
  Json effects = Json::array();
  for (const calls::Effect& effect : step.effects) {
    effects.push_back(write_effect(effect, step.call));
  }
  return write_json({{"call", write_call(step.call)}, {"effects", std::move(effects)}});
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
  Json answer{{"events", std::move(events)}, {"signedText", decoded.value().signed_text}};
  if (decoded.value().question) answer["question"] = write_question(*decoded.value().question);
  return write_json(answer);
}

std::string render_reply(std::string_view provider, std::string_view decision) {
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
  return write_step(calls::step(before, news.value(), read_viewpoint(viewpoint_json.value())));
}

std::string resume(std::string_view call, std::string_view viewpoint) {
  const auto call_json = read_json(call);
  if (!call_json.ok()) return fail(call_json.error());
  const auto viewpoint_json = read_json(viewpoint);
  if (!viewpoint_json.ok()) return fail(viewpoint_json.error());
  const auto known = read_call(call_json.value());
  if (!known.ok()) return fail(known.error());
  return write_step(calls::resume(known.value(), read_viewpoint(viewpoint_json.value())));
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

}  // namespace deskbell::core
