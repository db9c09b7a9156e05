#include "core/json_providers.h"

#include <algorithm>

#include "core/json_contact.h"
#include "core/json_fields.h"

namespace deskbell::core {
namespace {

// A day: longer than any telephone rings.
constexpr std::int64_t kLongestRinging = 24 * 60 * 60;

}  // namespace

providers::ProviderRequest read_provider_request(const Json& json) {
  providers::ProviderRequest request;
  request.body = text(json, "body");
  request.content_type = text(json, "contentType");
  request.query = text(json, "query");
  request.received_at = moment(json, "receivedAt").value_or(0);
  if (const Json* settings = find(json, "settings")) {
    request.settings.names = read_fields(find(*settings, "names"));
    request.settings.country = text(*settings, "country");
  }
  const Json* zone = find(json, "zone");
  if (!zone || !zone->is_array()) return request;
  for (const Json& offset : *zone) {
    if (!offset.is_array() || offset.size() != 2 || !offset[0].is_number() ||
        !offset[1].is_number_integer()) {
      continue;
    }
    const double until = offset[0].get<double>();
    const auto minutes = offset[1].get<std::int64_t>();
    constexpr std::int64_t kDay = std::int64_t{24} * 60;
    if (!(std::fabs(until) <= kLargestInteger) || minutes < -kDay || minutes > kDay) continue;
    request.zone.push_back({static_cast<calls::Millis>(until), static_cast<int>(minutes)});
  }
  return request;
}

providers::RoutingDecision read_decision(const Json& json) {
  providers::RoutingDecision decision;
  decision.caller_name = text(json, "callerName");
  decision.redirect = text(json, "redirect");
  decision.hangup = flag(json, "hangup");
  decision.value = text(json, "value");
  decision.field = text(json, "field");
  if (const auto seconds = integer(json, "returnTimeout")) {
    decision.return_timeout =
        static_cast<int>(std::clamp<std::int64_t>(*seconds, 0, kLongestRinging));
  }
  return decision;
}

providers::RoutingQuestion read_question(const Json& json) {
  return {text(json, "from"), text(json, "line"), text(json, "menu"), text(json, "dtmf"),
          text(json, "field")};
}

Json write_question(const providers::RoutingQuestion& question) {
  return {{"from", question.from},
          {"line", question.line},
          {"menu", question.menu},
          {"dtmf", question.dtmf},
          {"field", question.field}};
}

Json write_decision(const providers::RoutingDecision& decision) {
  Json json = Json::object();
  put(json, "callerName", decision.caller_name);
  put(json, "redirect", decision.redirect);
  put(json, "value", decision.value);
  put(json, "field", decision.field);
  if (decision.return_timeout) json["returnTimeout"] = *decision.return_timeout;
  if (decision.hangup) json["hangup"] = true;
  return json;
}

}  // namespace deskbell::core
