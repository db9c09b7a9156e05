// Calls whose end was never told.
#pragma once

#include "calls/call.h"

namespace deskbell::calls {

/// The `ended` event with the outcome `end_unknown` for a call of which nothing was heard for too
/// long: an hour while nobody has answered, twelve hours after an answer. None for a call that has
/// ended or may still go on.
///
/// How long the call lasted is then unknown and stays so; the real end, should it still come,
/// replaces the guess.
std::optional<CallEvent> overdue(const Call& call, Millis now);

}  // namespace deskbell::calls
