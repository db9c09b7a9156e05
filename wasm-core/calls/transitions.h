// The table of the call machine.
//
//              offered          ringing / dialing        answered          held
//   announced ─────────▶ offered ─────────────▶ ringing ─────────▶ answered ─────▶ held
//       │                   │                   dialing ─────────▶    ▲  ◀──────────┘
//       │                   │                      │                  │    resumed
//       └───────────────────┴──────────────────────┴──────────────────┴──── ended ──▶ ended
//
// A state never goes back, and nothing leaves `ended`: webhooks come late, twice and in any order.
// Only hold and resume alternate, and there the later one by our clock counts (see join).
#pragma once

#include "calls/call.h"

namespace deskbell::calls {

/// Where a call in `state` stands after an event of `type`.
CallState next_state(CallState state, EventType type);

}  // namespace deskbell::calls
