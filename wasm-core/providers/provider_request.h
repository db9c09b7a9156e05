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

/// What the account's owner set up at the provider; only some providers let them.
struct ProviderSettings {
  /// The owner's name of a parameter → the provider's own.
  calls::Fields names;
  /// ISO 3166: for numbers that are written as in that country.
  std::string country;
};

/// A request as it came in; every byte of `body` and `query` is hostile.
struct ProviderRequest {
  std::string body;
  std::string content_type;
  calls::Millis received_at = 0;
  /// The account's time zone around `received_at`, in order of `until`; UTC when empty.
  std::vector<ZoneOffset> zone;
  /// What stands after the `?` of the address, without Deskbell's own token.
  std::string query;
  ProviderSettings settings;
};

/// What a system that asks before it rings wants to know about.
struct RoutingQuestion {
  /// The caller in E.164, an extension, or empty when withheld.
  std::string from;
  /// The company's own number that was called.
  std::string line;
  /// The voice menu that asks, if one does.
  std::string menu;
  /// The digits that the caller typed in the menu.
  std::string dtmf;
  /// The CRM field whose value is asked for (PBXware).
  std::string field;
};

struct DecodedRequest {
  std::vector<calls::CallEvent> events;
  /// The bytes that the provider's signature covers, as they came: not always UTF-8.
  std::string signed_text;
  /// None when the sender waits for no answer.
  std::optional<RoutingQuestion> question;
};

/// What to tell a system that asks before it rings. An empty one changes nothing there.
struct RoutingDecision {
  /// For the ringing desk phone, in Latin letters; empty for none.
  std::string caller_name;
  /// Where the call goes, in the provider's own words; empty for its own next step.
  std::string redirect;
  /// Seconds of ringing there before the provider takes the call back; 0: it stays there, and so
  /// reaches the voicemail of that extension.
  std::optional<int> return_timeout;
  bool hangup = false;
  /// The value of the field that was asked for.
  std::string value;
  std::string field;
};

/// An answer as it goes out.
struct ProviderReply {
  std::string body;
  std::string content_type;
};

}  // namespace deskbell::providers
