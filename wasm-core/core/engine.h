// The engine's door: a dozen functions, text in and text out, no state and no clock.
#pragma once

#include <string>
#include <string_view>

namespace deskbell::core {

/// `{"engine": …, "metadata": …}`: the versions of the engine and of the telephone numbers' data.
std::string version();

/// Reads a telephone number. The answer's fields stand in one text, separated by U+001F, in the
/// order e164, key, national, international, country, kind, extension, valid (`1` or empty),
/// reason, and then a code and a detail for each note.
std::string normalize(std::string_view text, std::string_view country);

/// The whole text typed so far → the text to show.
std::string format_as_you_type(std::string_view text, std::string_view country);

// The functions below take and return JSON, in the shapes of js-shim/src/types.ts; a failure is
// `{"error": {"code", "detail"}}`.

/// `request` is a ProviderRequest. @return `{"events", "signedText", "question"?}`
std::string decode(std::string_view provider, std::string_view request);

/// `decision` is a RoutingDecision, `accept` may stand in it. @return `{"body", "contentType"}`
std::string reply(std::string_view provider, std::string_view decision);

/// `call` may be `null`. @return `{"call", "effects", "moments"}`
std::string step(std::string_view call, std::string_view event, std::string_view viewpoint);

/// @return `{"call", "effects", "moments": []}`
std::string resume(std::string_view call, std::string_view viewpoint);

/// `calls` is an array of calls. @return `{"callId"}`, or `{"callId": null}`
std::string match_dialled(std::string_view calls, std::string_view event);

/// @return `{"event"}`: the end of a call that was given up, or `{"event": null}`
std::string overdue(std::string_view call, double now);

/// @return the integration matrix of that name
std::string preset_matrix(std::string_view name);

/// @return `{}`, or `bad_rules` with the first mistake and its place
std::string check_matrix(std::string_view matrix);
std::string check_routing(std::string_view routing);

/// `request`: `{"fields", "crmFields"}`. @return `{"problems": [{"index", "detail"}]}`
std::string check_mapping(std::string_view request);

/// `request`: `{"call", "client", "matrix", "moment", "now", "row"?}`. @return `{"row", "actions"}`
std::string decide(std::string_view request);

/// `request`: `{"question", "client", "routing"}`. @return `{"decision", "why"}`, never an error
std::string route(std::string_view request);

}  // namespace deskbell::core
