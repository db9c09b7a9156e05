// Zadarma's PBX webhooks (https://zadarma.com/en/support/api/#api_webhooks).
#pragma once

#include "providers/provider_request.h"

namespace deskbell::providers {

/// Reads one form-encoded NOTIFY_… webhook.
///
/// The signature covers a few fields only, not the event's name nor the call id, so an event's id
/// is made of what identifies the fact and of nothing that a forger could vary to make the same
/// fact look new.
/// A recorded inbound END that says 'answered' and names no `internal` comes with a `voicemail`
/// event: the call counts as one when nobody is known to have answered.
/// @return the events it stands for (none for NOTIFY_IVR), the text that is signed and, for START
///         and IVR, what they ask; or `bad_payload` with the field that is wrong.
Result<DecodedRequest> decode_zadarma(const ProviderRequest& request);

/// The JSON answer to NOTIFY_START and NOTIFY_IVR.
ProviderReply render_zadarma_reply(const RoutingDecision& decision);

}  // namespace deskbell::providers
