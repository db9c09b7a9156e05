// Deskbell's own JSON, for every telephone system without a decoder of its own: a script at the PBX
// posts it. The schema for its author: wasm-core/providers/deskbell.schema.json.
#pragma once

#include "providers/provider_request.h"

namespace deskbell::providers {

/// Reads `{"provider"?, "events": [ … ]}`, strictly: a member that is unknown, missing, of the
/// wrong type or too long is named in the error, with its place.
///
/// Ids are made unique by the provider's name. `identified` is not among the types: who a client is
/// is said by agents. There is no signature; the sender is known by the address' token.
Result<DecodedRequest> decode_deskbell(const ProviderRequest& request);

}  // namespace deskbell::providers
