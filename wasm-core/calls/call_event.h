// One fact about a call, whoever says it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace deskbell::calls {

/// Milliseconds since 1970, UTC.
using Millis = std::int64_t;

enum class EventType : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "calls/event_types.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kEventTypeNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "calls/event_types.def"
#undef DESKBELL_ITEM
};

enum class Direction : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "calls/directions.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kDirectionNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "calls/directions.def"
#undef DESKBELL_ITEM
};

enum class Outcome : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "calls/outcomes.def"
#undef DESKBELL_ITEM
};
inline constexpr std::array kOutcomeNames = {
#define DESKBELL_ITEM(name) std::string_view(#name),
#include "calls/outcomes.def"
#undef DESKBELL_ITEM
};

/// A colleague who looks after a contact; `extension` ties it to an agent.
struct Responsible {
  std::string id;
  std::string name;
  std::string extension;
  bool operator==(const Responsible&) const = default;
};

/// A person or organisation of the host's CRM, as far as a call needs to know it.
struct Contact {
  std::string id;
  std::string name;
  std::string company;
  std::string role;
  std::optional<Responsible> responsible;
  std::vector<std::string> numbers;
  std::string url;
  bool operator==(const Contact&) const = default;
};

using Fields = std::map<std::string, std::string>;

/// One fact about a call. Numbers are E.164 where they can be read, an extension otherwise, and
/// empty when withheld or not told.
struct CallEvent {
  /// Unique and stable for one fact: a second delivery carries the same.
  std::string id;
  std::string provider;
  std::string call_id;
  EventType type = EventType::offered;
  /// When the fact reached Deskbell; decides order.
  Millis at = 0;
  Direction direction = Direction::inbound;
  std::string from;
  std::string to;
  /// The company's own number (DID).
  std::string line;
  /// The agent's extension; empty when the fact belongs to nobody in particular.
  std::string agent;
  /// Start of the call by the provider's clock.
  std::optional<Millis> started_at;
  std::optional<Outcome> outcome;
  /// Of an end: who talked last, when it says so; a transfer back to somebody shows nowhere else.
  std::string last_agent;
  /// Seconds of conversation by the provider's clock.
  std::optional<std::int64_t> talk_seconds;
  std::string recording_url;
  std::optional<Contact> contact;
  Fields tracking;
  /// The provider's own fields, untouched.
  Fields raw;
};

}  // namespace deskbell::calls
