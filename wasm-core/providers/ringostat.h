// Ringostat's webhooks (2.0 and the older ones). The account's owner chooses address, method,
// format and parameters, and may rename every parameter.
#pragma once

#include "providers/provider_request.h"

namespace deskbell::providers {

/// Reads one webhook: form or JSON body, or a query string alone.
///
/// Which moment it stands for is best said in its address, `?moment=` before_call, forwarding,
/// pick_up, after_call or rating (`outgoing_` may stand before the first and the fourth). Without
/// it the moment follows from the fields: a live disposition, a final one or a length, an employee,
/// none of them.
///
/// Parameters: the names of Webhooks 2.0, the older ones, and what `request.settings.names` turns
/// into one of them (or into `tracking.<mark>`). An id says moment, call and agent only, so the
/// same fact sent again is recognised. There is no signature.
/// @return the events, or `bad_payload` with the parameter that is wrong.
Result<DecodedRequest> decode_ringostat(const ProviderRequest& request);

}  // namespace deskbell::providers
