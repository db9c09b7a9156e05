#include "core/json_providers.h"

#include <algorithm>

#include "core/json_contact.h"
#include "core/json_fields.h"

namespace deskbell::core {
namespace {

using json::Value;
using json::Writer;

// A day: longer than any telephone rings.
constexpr std::int64_t kLongestRinging = 24 * 60 * 60;

}  // namespace

providers::ProviderRequest read_provider_request(Value json) {
  providers::ProviderRequest request;
  request.body = text(json, "body");
  request.content_type = text(json, "contentType");
  request.query = text(json, "query");
  request.received_at = moment(json, "receivedAt").value_or(0);
  const Value settings = json.find("settings");
  request.settings.names = read_fields(settings.find("names"));
  request.settings.country = text(settings, "country");
  const Value zone = json.find("zone");
  if (!zone.is_array()) return request;
  for (const Value offset : zone) {
    if (!offset.is_array() || offset.size() != 2) continue;
    const auto until = (*offset.begin()).number();
    const auto minutes = (*std::next(offset.begin())).whole();
    constexpr std::int64_t kDay = std::int64_t{24} * 60;
    if (!until || !minutes) continue;
    if (!(std::fabs(*until) <= kLargestInteger) || *minutes < -kDay || *minutes > kDay) continue;
    request.zone.push_back({static_cast<calls::Millis>(*until), static_cast<int>(*minutes)});
  }
  return request;
}

providers::RoutingDecision read_decision(Value json) {
  providers::RoutingDecision decision;
  decision.caller_name = text(json, "callerName");
  decision.redirect = text(json, "redirect");
  decision.hangup = json.find("hangup").flag();
  decision.value = text(json, "value");
  decision.field = text(json, "field");
  if (const auto seconds = integer(json, "returnTimeout")) {
    decision.return_timeout =
        static_cast<int>(std::clamp<std::int64_t>(*seconds, 0, kLongestRinging));
  }
  return decision;
}

providers::RoutingQuestion read_question(Value json) {
  return {text(json, "from"), text(json, "line"), text(json, "menu"), text(json, "dtmf"),
          text(json, "field")};
}

void write_question(Writer& out, const providers::RoutingQuestion& question) {
  out.begin_object();
  out.text("from", question.from);
  out.text("line", question.line);
  out.text("menu", question.menu);
  out.text("dtmf", question.dtmf);
  out.text("field", question.field);
  out.end_object();
}

void write_decision(Writer& out, const providers::RoutingDecision& decision) {
  out.begin_object();
  out.text_if_any("callerName", decision.caller_name);
  out.text_if_any("redirect", decision.redirect);
  out.text_if_any("value", decision.value);
  out.text_if_any("field", decision.field);
  if (decision.return_timeout) out.number("returnTimeout", *decision.return_timeout);
  out.flag_if_set("hangup", decision.hangup);
  out.end_object();
}

}  // namespace deskbell::core
