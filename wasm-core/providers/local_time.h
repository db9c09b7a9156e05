// Times that a telephone system writes without a zone.
#pragma once

#include <optional>
#include <string_view>

#include "providers/provider_request.h"

namespace deskbell::providers {

/// Reads `2020-04-03 14:26:47` as a local time of `request.zone`. In the hour that the clocks
/// repeat in autumn, and for any doubt, the reading nearest to `request.received_at` counts: a
/// webhook speaks of a call that is going on. None when the text is no such time.
std::optional<calls::Millis> read_local_time(std::string_view text, const ProviderRequest& request);

/// Reads `2019-06-02T09:30:47+0300`, also with `+03:00` or `Z`; without an offset like
/// `read_local_time`.
std::optional<calls::Millis> read_time(std::string_view text, const ProviderRequest& request);

}  // namespace deskbell::providers
