// A call: the facts that were told, and the record that follows from them.
#pragma once

#include <set>

#include "calls/call_event.h"

namespace deskbell::calls {

enum class CallState : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "calls/call_states.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kCallStateNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "calls/call_states.def"
#undef DESKBELL_ITEM
};

/// What has been told so far. Every field is joined by an operation that is commutative,
/// associative and idempotent (smallest, largest, union), so neither the order nor the number of
/// deliveries shows in it.
struct Facts {
  /// When Deskbell first heard of the call.
  std::optional<Millis> first_at;
  /// Earliest start by the provider's clock.
  std::optional<Millis> started_at;
  std::optional<Millis> answered_at;
  std::optional<Millis> ended_at;
  /// The latest of the events that put the call on hold or took it back.
  std::optional<Millis> hold_changed_at;
  /// Who answered last, and when: a transfer hands the call on.
  std::string answered_by;
  std::optional<Millis> answered_by_at;
  /// The extension that the end was told for; stands in when the answer was never told.
  std::string ended_with;
  /// Extensions whose telephone rang or dialled; an empty one stands for 'everybody'.
  std::set<std::string> rung;
  bool voicemail = false;
  std::optional<Outcome> told_outcome;
  std::optional<std::int64_t> told_talk_seconds;
  std::optional<Millis> identified_at;
  std::optional<Millis> recorded_at;
  bool operator==(const Facts&) const = default;
};

/// What is kept of a call.
struct CallRecord {
  std::string call_id;
  std::string provider;
  Direction direction = Direction::inbound;
  std::string from;
  std::string to;
  std::string line;
  /// Whoever answered or dialled; the only one rung when nobody did; else empty.
  std::string agent;
  std::optional<Millis> offered_at;
  std::optional<Millis> answered_at;
  std::optional<Millis> ended_at;
  /// From the first news of the call to the answer, or to the end when nobody answered.
  std::optional<std::int64_t> ring_seconds;
  std::optional<std::int64_t> talk_seconds;
  std::optional<Outcome> outcome;
  std::optional<Contact> contact;
  std::string recording_url;
  std::string note;
  Fields tracking;
  bool operator==(const CallRecord&) const = default;
};

/// A call in progress.
struct Call {
  CallRecord record;
  CallState state = CallState::announced;
  Facts facts;
  bool operator==(const Call&) const = default;
};

/// The number at the other end: who calls, or who is called.
const std::string& other_party(const Call& call);

/// Joins one event into the facts of `call` and derives the record anew.
void join(Call& call, const CallEvent& event);

}  // namespace deskbell::calls
