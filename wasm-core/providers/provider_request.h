// What a telephone system sent, and what it means.
#pragma once

#include <vector>

#include "base/result.h"
#include "calls/call_event.h"

namespace deskbell::providers {

/// Until `until` (UTC, exclusive) the zone is `minutes_east` of UTC.
struct ZoneOffset {
  calls::Millis until;
  int minutes_east;
};

/// A request as it came in; every byte of `body` is hostile.
struct ProviderRequest {
  std::string body;
  std::string content_type;
  calls::Millis received_at = 0;
  /// The account's time zone around `received_at`, in order of `until`; UTC when empty.
  std::vector<ZoneOffset> zone;
};

struct DecodedRequest {
  std::vector<calls::CallEvent> events;
  /// The text that the provider's signature covers.
  std::string signed_text;
};

/// What to tell a system that asks before it rings.
struct RoutingDecision {
  /// For the ringing desk phone, in Latin letters; empty for none.
  std::string caller_name;
};

}  // namespace deskbell::providers
