#include "calls/transitions.h"

namespace deskbell::calls {
namespace {

using S = CallState;

// One row a state, one column an event type in the order of event_types.def.
// clang-format off
constexpr CallState kTable[][kEventTypeNames.size()] = {
    //              offered       ringing      dialing      answered     held         resumed      transferred  ended     recorded     voicemail    identified
    /* announced */ {S::offered,  S::ringing,  S::dialing,  S::answered, S::held,     S::answered, S::ringing,  S::ended, S::announced, S::offered, S::announced},
    /* offered   */ {S::offered,  S::ringing,  S::dialing,  S::answered, S::held,     S::answered, S::ringing,  S::ended, S::offered,  S::offered,  S::offered},
    /* ringing   */ {S::ringing,  S::ringing,  S::ringing,  S::answered, S::held,     S::answered, S::ringing,  S::ended, S::ringing,  S::ringing,  S::ringing},
    /* dialing   */ {S::dialing,  S::ringing,  S::dialing,  S::answered, S::held,     S::answered, S::ringing,  S::ended, S::dialing,  S::dialing,  S::dialing},
    /* answered  */ {S::answered, S::answered, S::answered, S::answered, S::held,     S::answered, S::answered, S::ended, S::answered, S::answered, S::answered},
    /* held      */ {S::held,     S::held,     S::held,     S::answered, S::held,     S::answered, S::held,     S::ended, S::held,     S::held,     S::held},
    /* ended     */ {S::ended,    S::ended,    S::ended,    S::ended,    S::ended,    S::ended,    S::ended,    S::ended, S::ended,    S::ended,    S::ended},
};
// clang-format on
static_assert(std::size(kTable) == kCallStateNames.size());

}  // namespace

CallState next_state(CallState state, EventType type) {
  return kTable[static_cast<std::size_t>(state)][static_cast<std::size_t>(type)];
}

}  // namespace deskbell::calls
