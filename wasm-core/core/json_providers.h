// What passes between Deskbell and a telephone system, as JSON.
#pragma once

#include "core/json_calls.h"
#include "providers/provider_request.h"

namespace deskbell::core {

providers::ProviderRequest read_provider_request(const Json& json);
providers::RoutingDecision read_decision(const Json& json);
providers::RoutingQuestion read_question(const Json& json);

Json write_question(const providers::RoutingQuestion& question);
Json write_decision(const providers::RoutingDecision& decision);

}  // namespace deskbell::core
