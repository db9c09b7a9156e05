#include "rules/routing.h"

#include <algorithm>

#include "base/decimal.h"

namespace deskbell::rules {
namespace {

constexpr std::size_t kLongestName = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string plain(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  text = text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// Digits with at most one point and a sign; neither `1e9` nor `0x10` nor `inf`.
std::optional<double> decimal(const std::string& text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  std::size_t digits = 0;
  std::size_t points = 0;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      ++digits;
    } else if (text[at] == '.') {
      ++points;
    } else {
      return std::nullopt;
    }
  }
  // More digits than a double holds exactly are compared as text.
  if (digits == 0 || digits > 15 || points > 1) return std::nullopt;
  return read_decimal(text);
}

template <typename T>
bool holds(Operator comparison, const T& given, const T& wanted) {
  switch (comparison) {
    case Operator::equal:
      return given == wanted;
    case Operator::not_equal:
      return !(given == wanted);
    case Operator::less:
      return given < wanted;
    case Operator::less_or_equal:
      return !(wanted < given);
    case Operator::greater:
      return wanted < given;
    case Operator::greater_or_equal:
      return !(given < wanted);
    case Operator::contains:
      break;
  }
  return false;
}

std::string value_of_field(const std::string& name, const Question& question,
                           const Client& client) {
  if (name == "dtmf") return question.dtmf;
  if (const auto found = client.fields.find(name); found != client.fields.end()) {
    return found->second;
  }
  if (!client.contact) return {};
  if (name == "id") return client.contact->id;
  if (name == "name") return client.contact->name;
  return name == "company" ? client.contact->company : std::string();
}

bool is_here(const Location& location, const Question& question) {
  switch (location.kind) {
    case LocationKind::anywhere:
      return true;
    case LocationKind::line:
      return !question.line.empty() && location.value == question.line;
    case LocationKind::menu:
      return !question.menu.empty() && location.value == question.menu;
  }
  return false;
}

bool follow_lines(Route& route, const Question& question, const Client& client,
                  const Routing& routing) {
  for (const RoutingRule& rule : routing.rules) {
    if (!rule.enabled || !is_here(rule.location, question)) continue;
    const std::string given = value_of_field(rule.field, question, client);
    for (std::size_t i = 0; i < rule.lines.size(); ++i) {
      if (!compares(rule.lines[i].comparison, given, rule.lines[i].value)) continue;
      route.step = RouteStep::rule;
      route.rule = rule.id;
      route.rule_line = i;
      route.to = rule.lines[i].to;
      return true;
    }
  }
  return false;
}

std::optional<Person> forward_to(EntityType type, const Client& client) {
  if (type == EntityType::contact) {
    return client.contact ? client.contact->responsible : std::nullopt;
  }
  const OpenEntity* open = find_open(client, type);
  return open ? open->responsible : std::nullopt;
}

bool follow_forwarding(Route& route, const Client& client, const Routing& routing) {
  constexpr EntityType kUsual[] = {EntityType::lead, EntityType::deal, EntityType::contact};
  if (!routing.forwarding.enabled) return false;
  const auto& order = routing.forwarding.order;
  const std::vector<EntityType> wished =
      order.empty() ? std::vector<EntityType>(std::begin(kUsual), std::end(kUsual)) : order;
  for (const EntityType type : wished) {
    const auto person = forward_to(type, client);
    if (!person || person->extension.empty()) continue;
    route.step = RouteStep::forward;
    route.to = Destination{person->extension, false, routing.forwarding.timeout};
    return true;
  }
  return false;
}

void follow_default(Route& route, const Question& question, const Routing& routing) {
  for (const RoutingRule& rule : routing.rules) {
    if (!rule.enabled || !rule.otherwise || !is_here(rule.location, question)) continue;
    route.step = RouteStep::rule_default;
    route.rule = rule.id;
    route.to = rule.otherwise;
    return;
  }
}

// Desk phones show Latin letters on one line; whatever else is left over is dropped.
std::string shown_name(const std::string& name) {
  std::string shown;
  for (const char c : name) {
    if (c >= ' ' && c <= '~' && shown.size() < kLongestName) shown += c;
  }
  return shown;
}

}  // namespace

bool compares(Operator comparison, const std::string& given, const std::string& wanted) {
  const std::string left = plain(given);
  const std::string right = plain(wanted);
  if (comparison == Operator::contains) {
    return !right.empty() && left.find(right) != std::string::npos;
  }
  const auto left_number = decimal(left);
  const auto right_number = decimal(right);
  if (left_number && right_number) return holds(comparison, *left_number, *right_number);
  // What the CRM does not know is neither less nor more than anything.
  const bool ordered = comparison != Operator::equal && comparison != Operator::not_equal;
  if (ordered && left.empty()) return false;
  return holds(comparison, left, right);
}

bool is_blacklisted(const std::vector<BlacklistEntry>& blacklist, const std::string& number) {
  std::string digits;
  std::copy_if(number.begin(), number.end(), std::back_inserter(digits), is_digit);
  if (digits.empty()) return false;
  return std::any_of(blacklist.begin(), blacklist.end(), [&](const BlacklistEntry& entry) {
    if (entry.digits.empty()) return false;
    return entry.prefix ? digits.starts_with(entry.digits) : digits == entry.digits;
  });
}

Route route(const Question& question, const Client& client, const Routing& routing) {
  Route route;
  if (!question.field.empty()) route.value = value_of_field(question.field, question, client);
  if (is_blacklisted(routing.blacklist, question.from)) {
    route.step = RouteStep::blacklist;
    route.blacklisted = true;
    return route;
  }
  if (routing.caller_name) route.caller_name = shown_name(client.caller_name);
  if (!follow_lines(route, question, client, routing) &&
      !follow_forwarding(route, client, routing)) {
    follow_default(route, question, routing);
  }
  return route;
}

}  // namespace deskbell::rules
