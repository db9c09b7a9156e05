// Routing settings and routes as JSON.
#pragma once

#include <string>

#include "base/result.h"
#include "json/document.h"
#include "json/writer.h"
#include "rules/routing.h"

namespace deskbell::core {

/// Strict: the admin is told the first mistake, with its place.
Result<rules::Routing> read_routing(json::Value json);

/// `{"decision", "why"}`: what `reply` takes, and which step, rule and line decided.
std::string write_route(const rules::Route& route, const rules::Routing& routing,
                        const std::string& asked_field);

/// The answer that changes nothing, and what went wrong.
std::string write_no_route(const std::string& problem);

}  // namespace deskbell::core
