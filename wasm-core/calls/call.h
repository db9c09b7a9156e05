// A call: the facts that were told, and the record that follows from them.
//
// A finished record stands. The vendor signs little (Zadarma: neither the event's name nor the call
// id, the disposition or the duration), so what is told after the end may be forged:
//   - of two tellings of one thing the first by our clock counts, never the second;
//   - a fact later than the end only fills what was unknown: a number, a mark, a recording, the
//     agent of a conversation that nobody was named for, who the client is (`identified`, which
//     comes from an agent), and that a missed call left a voicemail;
//   - an end that nobody told (`end_unknown`, see overdue.h) is a guess: the first real end,
//   however
//     late, replaces it.
// "Later" is by `at`, so neither the order nor the number of deliveries shows in the record.
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

/// Something with the time at which it was told.
template <typename T>
struct Told {
  Millis at = 0;
  T value{};
  bool operator==(const Told&) const = default;
};

template <typename T>
using MaybeTold = std::optional<Told<T>>;

/// What has been told so far. Every field is joined by an operation that is commutative,
/// associative and idempotent: the first telling (`Told`, `MaybeTold`; the smaller value when two
/// were told at once), the smallest or largest time, the union.
struct Facts {
  /// When Deskbell first heard of the call.
  std::optional<Millis> first_at;
  /// When it was first said to be offered, ringing or dialling.
  std::optional<Millis> begun_at;
  MaybeTold<Direction> direction;
  /// The telephone system; Deskbell itself only until one is heard of.
  MaybeTold<std::string> provider;
  MaybeTold<std::string> from;
  MaybeTold<std::string> to;
  MaybeTold<std::string> line;
  std::map<std::string, Told<std::string>> tracking;
  /// Start by the provider's clock.
  MaybeTold<Millis> started;
  /// Extensions whose telephone rang or dialled, with the first time; an empty one stands for
  /// 'everybody'.
  std::map<std::string, Millis> rung;
  /// Who answered, with the first time: a transfer hands the call on to the latest.
  std::map<std::string, Millis> answers;
  /// The latest hold (true) or return from it (false).
  MaybeTold<bool> hold;
  std::optional<Millis> ended_at;
  /// When a watchdog gave the call up.
  std::optional<Millis> given_up_at;
  MaybeTold<Outcome> told_outcome;
  MaybeTold<std::int64_t> told_talk_seconds;
  /// The extension that the end was told for; stands in when the answer was never told.
  MaybeTold<std::string> ended_with;
  /// Whom the end names as the last who talked.
  MaybeTold<std::string> last_agent;
  std::optional<Millis> voicemail_at;
  MaybeTold<std::string> recording;
  /// The latest choice counts: agents correct themselves.
  MaybeTold<Contact> identified;
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
  /// Unknown also for a call that ended with `end_unknown`.
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

/// Whose telephones rang or dialled, as the record counts it.
std::set<std::string> rung(const Facts& facts);

/// Who answered last before the end; empty when nobody did, or nobody was named. The end itself may
/// name another of those who answered: the call went back to them.
std::string answered_by(const Facts& facts);

/// Whether somebody is known to have answered before the end.
bool was_answered(const Facts& facts);

/// Joins one event into the facts of `call` and derives the record anew.
void join(Call& call, const CallEvent& event);

}  // namespace deskbell::calls
