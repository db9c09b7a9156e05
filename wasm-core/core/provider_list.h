// Which telephone systems the engine understands, by name.
#pragma once

#include "base/result.h"
#include "providers/provider_request.h"

namespace deskbell::core {

/// @return what the request says, `unknown_provider` or `bad_payload`
Result<providers::DecodedRequest> decode_request(std::string_view provider,
                                                 const providers::ProviderRequest& request);

/// The answer to a provider that asked. @param accept the request's `Accept` header
Result<providers::ProviderReply> render_decision(std::string_view provider,
                                                 const providers::RoutingDecision& decision,
                                                 std::string_view accept);

}  // namespace deskbell::core
