#include "rules/text.h"

#include <algorithm>

#include "base/names.h"

namespace deskbell::rules {
namespace {

using calls::CallRecord;

constexpr std::string_view kTracking = "tracking.";
constexpr std::string_view kValues[] = {"callId",  "provider",    "direction",   "from",
                                        "to",      "number",      "line",        "agent",
                                        "outcome", "ringSeconds", "talkSeconds", "recordingUrl"};

const std::string& number_of(const CallRecord& record) {
  return record.direction == calls::Direction::outbound ? record.to : record.from;
}

std::string duration_of(const CallRecord& record) {
  const std::int64_t seconds = record.talk_seconds.value_or(0);
  const std::int64_t rest = seconds % 60;
  return std::to_string(seconds / 60) + (rest < 10 ? ":0" : ":") + std::to_string(rest);
}

std::string client_text(const CallRecord& record, const Client& client) {
  const std::string& number = number_of(record);
  const std::string name = client.contact ? client.contact->name : std::string();
  if (name.empty()) return number.empty() ? "withheld number" : number;
  return number.empty() ? name : name + " (" + number + ")";
}

std::optional<std::string> placeholder(std::string_view name, const CallRecord& record,
                                       const Client& client) {
  if (name == "client") return client_text(record, client);
  if (name == "name") return client.contact ? client.contact->name : number_of(record);
  if (name == "company") return client.contact ? client.contact->company : std::string();
  if (name == "duration") return duration_of(record);
  constexpr std::string_view kPlain[] = {"number", "line", "agent", "direction", "outcome"};
  const bool plain = std::find(std::begin(kPlain), std::end(kPlain), name) != std::end(kPlain);
  return plain ? std::optional(value_of_call(std::string(name), record)) : std::nullopt;
}

}  // namespace

std::string fill_in(const std::string& text, const CallRecord& record, const Client& client) {
  std::string filled;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string::npos;
    const auto value =
        end == std::string::npos
            ? std::nullopt
            : placeholder(std::string_view(text).substr(at + 1, end - at - 1), record, client);
    if (value) {
      filled += *value;
      at = end + 1;
    } else {
      filled += text[at++];
    }
  }
  return filled;
}

std::string value_of_call(const std::string& name, const CallRecord& record) {
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  if (name.starts_with(kTracking)) {
    const auto mark = record.tracking.find(name.substr(kTracking.size()));
    return mark == record.tracking.end() ? std::string() : mark->second;
  }
  if (name == "callId") return record.call_id;
  if (name == "provider") return record.provider;
  if (name == "direction") return std::string(name_of(calls::kDirectionNames, record.direction));
  if (name == "from") return record.from;
  if (name == "to") return record.to;
  if (name == "number") return number_of(record);
  if (name == "line") return record.line;
  if (name == "agent") return record.agent;
  if (name == "outcome") {
    return record.outcome ? std::string(name_of(calls::kOutcomeNames, *record.outcome))
                          : std::string();
  }
  if (name == "ringSeconds") return number(record.ring_seconds);
  if (name == "talkSeconds") return number(record.talk_seconds);
  return name == "recordingUrl" ? record.recording_url : std::string();
}

bool is_value_of_call(const std::string& name) {
  if (name.starts_with(kTracking)) return name.size() > kTracking.size();
  return std::find(std::begin(kValues), std::end(kValues), name) != std::end(kValues);
}

}  // namespace deskbell::rules
