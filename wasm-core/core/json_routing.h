// Routing settings and routes as JSON.
#pragma once

#include "core/json_calls.h"
#include "rules/routing.h"

namespace deskbell::core {

/// Strict: the admin is told the first mistake, with its place.
Result<rules::Routing> read_routing(const Json& json);

/// `{"decision", "why"}`: what `reply` takes, and which step, rule and line decided.
Json write_route(const rules::Route& route, const rules::Routing& routing,
                 const std::string& asked_field);

/// The answer that changes nothing, and what went wrong.
Json write_no_route(const std::string& problem);

}  // namespace deskbell::core
