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
#include "json/document.h"
#include "json/writer.h"
#include "phone/as_you_type.h"
#include "phone/metadata.h"
#include "phone/normalize.h"

namespace deskbell::core {
namespace {

using json::Document;
using json::Value;
using json::Writer;

constexpr char kSeparator = '\x1f';

void append(std::string& line, std::string_view field) {
  const std::size_t start = line.size();
  line += field;
  // Text that came from outside may hold the separator itself.
  std::replace(line.begin() + static_cast<std::ptrdiff_t>(start), line.end(), kSeparator, ' ');
  line += kSeparator;
}

std::string fail(const Error& error) {
  return json::write_object([&](Writer& out) {
    out.name("error");
    out.begin_object();
    out.text("code", name_of(kErrorNames, error.code));
    out.text("detail", error.detail);
    out.end_object();
  });
}

std::string not_json() { return fail({ErrorCode::bad_json, "not JSON"}); }

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
  return json::write_object([&](Writer& out) {
    out.name("call");
    write_call(out, step.call);
    out.name("effects");
    out.begin_array();
    for (const calls::Effect& effect : step.effects) write_effect(out, effect, step.call);
    out.end_array();
    out.name("moments");
    write_moments(out, rules::moments_reached(before, step.call));
  });
}

}  // namespace

std::string version() {
  return json::write_object([](Writer& out) {
    out.text("engine", DESKBELL_VERSION);
    out.text("metadata", phone::metadata_version());
  });
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
  const Document asked(request);
  if (!asked.root()) return not_json();
  const auto decoded = decode_request(provider, read_provider_request(asked.root()));
  if (!decoded.ok()) return fail(decoded.error());
  return json::write_object([&](Writer& out) {
    out.name("events");
    out.begin_array();
    for (const auto& event : decoded.value().events) write_event(out, event);
    out.end_array();
    out.text("signedText", one_character_a_byte(decoded.value().signed_text));
    if (!decoded.value().question) return;
    out.name("question");
    write_question(out, *decoded.value().question);
  });
}

std::string reply(std::string_view provider, std::string_view decision) {
  const Document decided(decision);
  if (!decided.root()) return not_json();
  const auto reply =
      render_decision(provider, read_decision(decided.root()), text(decided.root(), "accept"));
  if (!reply.ok()) return fail(reply.error());
  return json::write_object([&](Writer& out) {
    out.text("body", reply.value().body);
    out.text("contentType", reply.value().content_type);
  });
}

std::string step(std::string_view call, std::string_view event, std::string_view viewpoint) {
  const Document known(call);
  const Document told(event);
  const Document viewed(viewpoint);
  if (!known.root() || !told.root() || !viewed.root()) return not_json();
  const auto news = read_event(told.root());
  if (!news.ok()) return fail(news.error());
  std::optional<calls::Call> before;
  if (!known.root().is_null()) {
    auto read = read_call(known.root());
    if (!read.ok()) return fail(read.error());
    before = std::move(read.value());
  }
  return write_step(calls::step(before, news.value(), read_viewpoint(viewed.root())), before);
}

std::string resume(std::string_view call, std::string_view viewpoint) {
  const Document known(call);
  const Document viewed(viewpoint);
  if (!known.root() || !viewed.root()) return not_json();
  const auto read = read_call(known.root());
  if (!read.ok()) return fail(read.error());
  return write_step(calls::resume(read.value(), read_viewpoint(viewed.root())), read.value());
}

std::string match_dialled(std::string_view calls, std::string_view event) {
  const Document known(calls);
  const Document told(event);
  if (!known.root() || !told.root()) return not_json();
  const auto news = read_event(told.root());
  if (!news.ok()) return fail(news.error());
  std::vector<calls::Call> candidates;
  if (known.root().is_array()) {
    for (const Value json : known.root()) {
      auto read = read_call(json);
      if (!read.ok()) return fail(read.error());
      candidates.push_back(std::move(read.value()));
    }
  }
  const auto found = deskbell::calls::match_dialled(candidates, news.value());
  std::optional<std::string_view> call_id;
  if (found) call_id = candidates[*found].record.call_id;
  return json::write_object([&](Writer& out) { out.text_or_null("callId", call_id); });
}

std::string overdue(std::string_view call, double now) {
  const Document known(call);
  if (!known.root()) return not_json();
  const auto read = read_call(known.root());
  if (!read.ok()) return fail(read.error());
  const auto at = moment(now);
  if (!at) return fail({ErrorCode::bad_event, "'now' is no time"});
  const auto event = calls::overdue(read.value(), *at);
  return json::write_object([&](Writer& out) {
    out.name("event");
    if (event) {
      write_event(out, *event);
    } else {
      out.null();
    }
  });
}

std::string preset_matrix(std::string_view name) {
  const auto json = preset(name);
  if (json) return std::string(*json);
  return fail(
      {ErrorCode::bad_rules, "no such preset; there are: recommended, zadarma, update_only"});
}

std::string check_matrix(std::string_view matrix) {
  const Document told(matrix);
  if (!told.root()) return not_json();
  const auto read = read_matrix(told.root());
  return read.ok() ? "{}" : fail(read.error());
}

std::string check_routing(std::string_view routing) {
  const Document told(routing);
  if (!told.root()) return not_json();
  const auto read = read_routing(told.root());
  return read.ok() ? "{}" : fail(read.error());
}

std::string check_mapping(std::string_view request) {
  const Document asked(request);
  if (!asked.root()) return not_json();
  const auto mapping = read_mapping(asked.root());
  if (!mapping.ok()) return fail(mapping.error());
  const auto fields = read_crm_fields(asked.root().find("crmFields"));
  return json::write_object([&](Writer& out) {
    out.name("problems");
    out.begin_array();
    for (const auto& problem : rules::check_mapping(mapping.value(), fields)) {
      out.begin_object();
      out.number("index", static_cast<std::int64_t>(problem.index));
      out.text("detail", problem.detail);
      out.end_object();
    }
    out.end_array();
  });
}

std::string decide(std::string_view request) {
  const Document asked(request);
  const Value json = asked.root();
  if (!json) return not_json();
  const auto call = read_call(json.find("call"));
  if (!call.ok()) return fail(call.error());
  const auto matrix = read_matrix(json.find("matrix"));
  if (!matrix.ok()) return fail(matrix.error());
  const auto at = value_of<rules::Moment>(rules::kMomentNames, text(json, "moment"));
  if (!at) return fail({ErrorCode::bad_rules, "'moment' is no known name"});
  const rules::Occasion occasion{*at, moment(json, "now").value_or(0), text(json, "row")};
  const rules::Client client = read_client(json.find("client"));
  Writer out;
  write_decision(out, rules::decide(call.value(), client, matrix.value(), occasion), call.value());
  return out.take();
}

std::string route(std::string_view request) {
  // A caller waits: whatever is wrong here, the telephone system gets an answer.
  const Document document(request);
  const Value json = document.root();
  if (!json) return write_no_route("not JSON");
  if (!json.find("question")) return write_no_route("no question");
  const auto routing = read_routing(json.find("routing"));
  if (!routing.ok()) return write_no_route(routing.error().detail);
  const auto asked = read_question(json.find("question"));
  const rules::Client client = read_client(json.find("client"));
  const rules::Question question{asked.from, asked.line, asked.menu, asked.dtmf, asked.field};
  return write_route(rules::route(question, client, routing.value()), routing.value(), asked.field);
}

}  // namespace deskbell::core
