// PBXware asks a CRM for the value of a field and compares it with its own rules.
//
// How the caller's number is passed and what the answer looks like is not documented in public: the
// number is taken from `caller`, `caller_id` or `callerid`.
#pragma once

#include "providers/provider_request.h"

namespace deskbell::providers {

/// Reads `?field_name=…&dtmf=…`. Other parameters are left alone: an admin may have put them into
/// the address.
/// @return a question and no events, or `bad_payload` with the parameter that is wrong.
Result<DecodedRequest> decode_pbxware(const ProviderRequest& request);

/// The bare value as text; as `{"field_name", "value"}` when the `Accept` header prefers JSON.
ProviderReply render_pbxware_reply(const RoutingDecision& decision, std::string_view accept);

}  // namespace deskbell::providers
