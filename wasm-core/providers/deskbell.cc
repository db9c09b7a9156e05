#include "providers/deskbell.h"

#include <algorithm>

#include "json/members.h"
#include "providers/bad_payload.h"
#include "providers/fields.h"
#include "providers/local_time.h"
#include "providers/party.h"

namespace deskbell::providers {
namespace {

using calls::CallEvent;
using calls::EventType;
using json::Members;
using json::Value;

constexpr std::size_t kMostEvents = 100;
constexpr std::size_t kMostMarks = 64;
constexpr std::int64_t kLatestTime = 8'640'000'000'000'000;

// Names of events that are not this reader's: those of the other decoders, and Deskbell itself.
constexpr std::string_view kTaken[] = {"zadarma", "ringostat", "pbxware", "deskbell"};

void read_tracking(CallEvent& event, Members& members) {
  const Value tracking = members.take("tracking");
  if (!tracking) return;
  if (!tracking.is_object() || tracking.size() > kMostMarks) {
    members.fail("tracking", "is not an object of at most 64 texts");
    return;
  }
  for (const Value mark : tracking) {
    if (!is_id(mark.name()) || !mark.is_text() || mark.text().size() > kLongestMark) {
      members.fail("tracking", "has a mark that is no text of at most 1000 bytes");
      return;
    }
    event.tracking[std::string(mark.name())] = mark.text();
  }
}

void read_start(CallEvent& event, Members& members, const ProviderRequest& request) {
  const Value start = members.take("startedAt");
  if (!start) return;
  if (start.whole().value_or(-1) >= 0) {
    event.started_at = members.whole("startedAt", kLatestTime);
  } else if (start.is_text()) {
    event.started_at = read_time(start.text(), request);
    if (!event.started_at) members.fail("startedAt", "is not a time like 2026-01-02T10:00:00+0100");
  } else {
    members.fail("startedAt", "is neither a time nor ms since 1970");
  }
}

CallEvent read_event(Members& members, const std::string& provider,
                     const ProviderRequest& request) {
  CallEvent event;
  event.provider = provider;
  event.at = request.received_at;
  const std::string id = members.text("id", kLongestId, true);
  event.call_id = members.text("callId", kLongestId, true);
  const auto type = members.named<EventType>("type", calls::kEventTypeNames, true);
  const auto direction = members.named<calls::Direction>("direction", calls::kDirectionNames, true);
  const std::string& country = request.settings.country;
  event.from = read_party(members.text("from", kLongestId), country);
  event.to = read_party(members.text("to", kLongestId), country);
  event.line = read_party(members.text("line", kLongestId), country);
  event.agent = members.text("agent", 40);
  read_start(event, members, request);
  event.outcome = members.named<calls::Outcome>("outcome", calls::kOutcomeNames);
  event.talk_seconds = members.whole("talkSeconds", std::int64_t{7} * 24 * 60 * 60);
  event.recording_url = members.text("recordingUrl", 2000);
  read_tracking(event, members);
  if (!id.empty() && !is_id(id)) members.fail("id", "is not an id");
  if (!event.call_id.empty() && !is_id(event.call_id)) members.fail("callId", "is not an id");
  if (type == EventType::identified) members.fail("type", "is not for telephone systems");
  if (type != EventType::ended && (event.outcome || event.talk_seconds)) {
    members.fail("type", "must be ended for an outcome or talkSeconds");
  }
  if (!event.recording_url.empty() && !is_web_address(event.recording_url)) {
    members.fail("recordingUrl", "is not a web address");
  }
  event.id = provider + "/" + event.call_id + "/" + id;
  event.type = type.value_or(EventType::offered);
  event.direction = direction.value_or(calls::Direction::inbound);
  return event;
}

}  // namespace

Result<DecodedRequest> decode_deskbell(const ProviderRequest& request) {
  if (!request.content_type.starts_with("application/json")) {
    return bad_payload("the body must be application/json");
  }
  const json::Document body(request.body);
  if (!body.root()) return bad_payload("the body is not JSON");
  json::Mistake mistake;
  Members members(body.root(), "", mistake);
  std::string provider = members.text("provider", 32);
  if (provider.empty()) provider = "custom";
  const bool plain = std::all_of(provider.begin(), provider.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (!plain) members.fail("provider", "has more than small letters, digits, _ and -");
  if (std::find(std::begin(kTaken), std::end(kTaken), provider) != std::end(kTaken)) {
    members.fail("provider", "is a name that is taken");
  }
  DecodedRequest decoded;
  members.each("events", kMostEvents, [&](Members& event) {
    decoded.events.push_back(read_event(event, provider, request));
  });
  members.finish();
  if (decoded.events.empty()) members.fail("events", "is missing or empty");
  if (mistake) return bad_payload(*mistake);
  return decoded;
}

}  // namespace deskbell::providers
