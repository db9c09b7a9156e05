// The table of the call machine. What is not drawn leaves a call where it stands; the test of this
// file compares the drawing with the table, cell by cell.
//
//   announced ─ offered, voicemail ──────────▶ offered
//   announced ─ ringing, transferred ────────▶ ringing
//   announced ─ dialing ─────────────────────▶ dialing
//   announced ─ answered, resumed ───────────▶ answered
//   announced ─ held ────────────────────────▶ held
//   announced ─ ended ───────────────────────▶ ended
//   offered   ─ ringing, transferred ────────▶ ringing
//   offered   ─ dialing ─────────────────────▶ dialing
//   offered   ─ answered, resumed ───────────▶ answered
//   offered   ─ held ────────────────────────▶ held
//   offered   ─ ended ───────────────────────▶ ended
//   dialing   ─ ringing, transferred ────────▶ ringing
//   dialing   ─ answered, resumed ───────────▶ answered
//   dialing   ─ held ────────────────────────▶ held
//   dialing   ─ ended ───────────────────────▶ ended
//   ringing   ─ answered, resumed ───────────▶ answered
//   ringing   ─ held ────────────────────────▶ held
//   ringing   ─ ended ───────────────────────▶ ended
//   answered  ─ held ────────────────────────▶ held
//   answered  ─ ended ───────────────────────▶ ended
//   held      ─ resumed, answered ───────────▶ answered
//   held      ─ ended ───────────────────────▶ ended
//
// A state never goes back, and nothing leaves `ended`: webhooks come late, twice and in any order.
// Only `answered` and `held` alternate, and between them the latest by our clock counts (see join).
#pragma once

#include "calls/call.h"

namespace deskbell::calls {

/// Where a call in `state` stands after an event of `type`.
CallState next_state(CallState state, EventType type);

}  // namespace deskbell::calls
