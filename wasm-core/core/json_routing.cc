#include "core/json_routing.h"

#include <algorithm>
#include <set>

#include "core/json_fields.h"
#include "core/json_providers.h"
#include "json/members.h"

namespace deskbell::core {
namespace {

using json::Members;
using json::Writer;
using rules::Destination;
using rules::RoutingRule;

constexpr std::size_t kMostEntries = 100'000;
constexpr std::size_t kMostRules = 500;
constexpr std::size_t kMostLines = 200;
constexpr std::size_t kLongestValue = 256;
constexpr std::size_t kLongestDigits = 17;
constexpr std::int64_t kLongestTimeout = 3600;

std::optional<int> read_timeout(Members& members) {
  const auto seconds = members.whole("timeout", kLongestTimeout);
  return seconds ? std::optional(static_cast<int>(*seconds)) : std::nullopt;
}

Destination read_destination(Members& members) {
  Destination to;
  to.destination = members.text("destination", kLongestId, true);
  to.voicemail = members.flag("voicemail", false);
  to.timeout = read_timeout(members);
  return to;
}

rules::BlacklistEntry read_entry(Members& members) {
  rules::BlacklistEntry entry;
  entry.digits = members.text("key", kLongestDigits, true);
  entry.prefix = members.flag("prefix", false);
  members.text("note", kLongestValue);
  const bool digits = std::all_of(entry.digits.begin(), entry.digits.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) members.fail("key", "has more than digits");
  return entry;
}

rules::RuleLine read_line(Members& members) {
  rules::RuleLine line;
  line.comparison = members.named<rules::Operator>("operator", rules::kOperatorNames, true)
                        .value_or(line.comparison);
  line.value = members.text("value", kLongestValue);
  line.to = read_destination(members);
  if (line.comparison == rules::Operator::contains && line.value.empty()) {
    members.fail("value", "is missing: everything contains nothing");
  }
  return line;
}

RoutingRule read_rule(Members& members) {
  RoutingRule rule;
  rule.id = members.text("id", kLongestId, true);
  rule.name = members.text("name", kLongestValue);
  rule.enabled = members.flag("enabled", true);
  rule.field = members.text("field", kLongestId, true);
  members.object("location", [&](Members& location) {
    rule.location.kind =
        location.named<rules::LocationKind>("kind", rules::kLocationKindNames, true)
            .value_or(rule.location.kind);
    const bool anywhere = rule.location.kind == rules::LocationKind::anywhere;
    rule.location.value = location.text("value", kLongestId, !anywhere);
  });
  members.each("lines", kMostLines, [&](Members& line) { rule.lines.push_back(read_line(line)); });
  members.object("default",
                 [&](Members& otherwise) { rule.otherwise = read_destination(otherwise); });
  return rule;
}

rules::SmartForwarding read_forwarding(Members& members) {
  rules::SmartForwarding forwarding;
  forwarding.enabled = members.flag("enabled", true);
  forwarding.order = members.several<rules::EntityType>("order", rules::kEntityTypeNames);
  forwarding.timeout = read_timeout(members);
  return forwarding;
}

}  // namespace

Result<rules::Routing> read_routing(json::Value json) {
  rules::Routing routing;
  json::Mistake mistake;
  Members members(json, "", mistake);
  members.text("$schema", kLongestValue);
  routing.caller_name = members.flag("callerName", true);
  members.each("blacklist", kMostEntries,
               [&](Members& entry) { routing.blacklist.push_back(read_entry(entry)); });
  routing.blacklist_hangs_up = members.flag("blacklistHangsUp", false);
  members.object("smartForwarding",
                 [&](Members& forwarding) { routing.forwarding = read_forwarding(forwarding); });
  std::set<std::string> ids;
  members.each("rules", kMostRules, [&](Members& rule) {
    routing.rules.push_back(read_rule(rule));
    if (!ids.insert(routing.rules.back().id).second) rule.fail("id", "stands there twice");
  });
  members.finish();
  if (mistake) return Error{ErrorCode::bad_rules, *mistake};
  return routing;
}

std::string write_route(const rules::Route& route, const rules::Routing& routing,
                        const std::string& asked_field) {
  providers::RoutingDecision decision;
  decision.caller_name = route.caller_name;
  decision.field = asked_field;
  decision.value = route.value;
  if (route.blacklisted) {
    decision.hangup = routing.blacklist_hangs_up;
    if (!decision.hangup) decision.redirect = "blacklist";
  } else if (route.to) {
    decision.redirect = route.to->destination;
    decision.return_timeout = route.to->voicemail ? std::optional(0) : route.to->timeout;
  }
  return json::write_object([&](Writer& out) {
    out.name("decision");
    write_decision(out, decision);
    out.name("why");
    out.begin_object();
    out.text("step", name_of(rules::kRouteStepNames, route.step));
    out.text_if_any("rule", route.rule);
    if (route.rule_line) out.number("line", static_cast<std::int64_t>(*route.rule_line));
    out.end_object();
  });
}

std::string write_no_route(const std::string& problem) {
  return json::write_object([&](Writer& out) {
    out.name("decision");
    write_decision(out, {});
    out.name("why");
    out.begin_object();
    out.text("step", name_of(rules::kRouteStepNames, rules::RouteStep::failure));
    out.text("detail", problem);
    out.end_object();
  });
}

}  // namespace deskbell::core
