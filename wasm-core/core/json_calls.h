// Calls and events as JSON: the form in which they cross to JavaScript.
#pragma once

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "calls/step.h"

namespace deskbell::core {

using Json = nlohmann::json;

/// Parses text; `bad_json` when it is none.
Result<Json> read_json(std::string_view text);

/// Compact text. Bytes that are not UTF-8 become U+FFFD.
std::string write_json(const Json& json);

Result<calls::CallEvent> read_event(const Json& json);
Result<calls::Call> read_call(const Json& json);
calls::Viewpoint read_viewpoint(const Json& json);

Json write_event(const calls::CallEvent& event);
Json write_call(const calls::Call& call);
Json write_effect(const calls::Effect& effect, const calls::Call& call);
Json write_error(const Error& error);

}  // namespace deskbell::core
