// What passes between Deskbell and a telephone system, as JSON.
#pragma once

#include "json/document.h"
#include "json/writer.h"
#include "providers/provider_request.h"

namespace deskbell::core {

providers::ProviderRequest read_provider_request(json::Value json);
providers::RoutingDecision read_decision(json::Value json);
providers::RoutingQuestion read_question(json::Value json);

void write_question(json::Writer& out, const providers::RoutingQuestion& question);
void write_decision(json::Writer& out, const providers::RoutingDecision& decision);

}  // namespace deskbell::core
