// Where a call goes before it rings.
#pragma once

#include "rules/client.h"

namespace deskbell::rules {

/// A number, or the beginning of numbers, that is not put through.
struct BlacklistEntry {
  /// Digits of E.164.
  std::string digits;
  bool prefix = false;
};

struct Destination {
  /// In the telephone system's words: an extension, a scenario, a queue.
  std::string destination;
  /// The mailbox there may take the call; otherwise it comes back.
  bool voicemail = false;
  /// Seconds of ringing before it comes back.
  std::optional<int> timeout;
};

struct RuleLine {
  Operator comparison = Operator::equal;
  std::string value;
  Destination to;
};

struct Location {
  LocationKind kind = LocationKind::anywhere;
  /// The line in E.164, or the menu's name.
  std::string value;
};

struct RoutingRule {
  std::string id;
  std::string name;
  bool enabled = true;
  /// Of the CRM; `dtmf` means the digits typed in the menu.
  std::string field;
  Location location;
  std::vector<RuleLine> lines;
  std::optional<Destination> otherwise;
};

/// To the colleague who looks after the client.
struct SmartForwarding {
  bool enabled = false;
  /// Whose responsible is asked first; lead, deal, contact when empty.
  std::vector<EntityType> order;
  std::optional<int> timeout;
};

struct Routing {
  bool caller_name = true;
  std::vector<BlacklistEntry> blacklist;
  /// Hang up on them; otherwise the telephone system's own blacklist answers.
  bool blacklist_hangs_up = false;
  SmartForwarding forwarding;
  std::vector<RoutingRule> rules;
};

/// A call that is about to ring.
struct Question {
  std::string from;
  std::string line;
  std::string menu;
  std::string dtmf;
  /// The CRM field whose value the system wants to compare itself.
  std::string field;
};

struct Route {
  std::optional<Destination> to;
  bool blacklisted = false;
  std::string caller_name;
  /// The value of `Question::field`.
  std::string value;
  /// Why: for the admin's trial and for the replay.
  RouteStep step = RouteStep::nothing;
  std::string rule;
  /// Counted from 0, for `RouteStep::rule`.
  std::optional<std::size_t> rule_line;
};

/// In this order, the first that has an answer: the blacklist; the first rule with this location
/// one of whose lines fits; smart forwarding; the default of that location's first rule; nothing,
/// and the telephone system goes on by its own scheme.
Route route(const Question& question, const Client& client, const Routing& routing);

bool is_blacklisted(const std::vector<BlacklistEntry>& blacklist, const std::string& number);

/// Whether `given <comparison> wanted` holds. Both decimal numbers: compared as such; otherwise as
/// texts, without regard to blanks around them and to the case of A-Z.
bool compares(Operator comparison, const std::string& given, const std::string& wanted);

}  // namespace deskbell::rules
