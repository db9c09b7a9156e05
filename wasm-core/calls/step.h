// One event on one call: what changes, and what should be done about it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calls/call.h"

namespace deskbell::calls {

enum class EffectType : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "calls/effects.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kEffectTypeNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "calls/effects.def"
#undef DESKBELL_ITEM
};

/// A wish; the desk carries it out. `emit` says which event, `lookup` which number; `save` means
/// the record of the call it comes with.
struct Effect {
  EffectType type;
  std::optional<EventType> event;
  std::string number;
};

/// From whose chair a call is looked at: an agent's extension, or empty for the relay, which sees
/// every call and opens no card.
struct Viewpoint {
  Millis now = 0;
  std::string agent;
};

struct Step {
  Call call;
  std::vector<Effect> effects;
};

/// Joins `event` to `call` (none for a call's first event). An event that says nothing new has no
/// effects.
Step step(const std::optional<Call>& call, const CallEvent& event, const Viewpoint& viewpoint);

/// The effects that bring a call back in a page that has just loaded.
Step resume(const Call& call, const Viewpoint& viewpoint);

/// Which of `calls` (clicked to dial, not yet claimed) a provider's event belongs to, when the
/// provider gave no call id at the click: the same agent and destination, within two minutes.
/// Returns an index into `calls`.
std::optional<std::size_t> match_dialled(const std::vector<Call>& calls, const CallEvent& event);

}  // namespace deskbell::calls
