// The record that follows from the facts of a call.
#pragma once

#include "calls/call.h"

namespace deskbell::calls {

/// Longer conversations do not happen: a larger or negative figure is an error of the sender.
std::int64_t believed_talk_seconds(std::int64_t told);

/// Writes `call.record` anew from `call.facts` and `call.state`.
void derive_record(Call& call);

}  // namespace deskbell::calls
