#include "providers/deskbell.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/names.h"
#include "providers/fields.h"
#include "providers/local_time.h"
#include "providers/party.h"

namespace deskbell::providers {
namespace {

using calls::CallEvent;
using calls::EventType;
using Json = nlohmann::json;

constexpr std::size_t kMostEvents = 100;
constexpr std::size_t kMostMarks = 64;
constexpr std::size_t kLongestMark = 1000;
constexpr std::int64_t kLatestTime = 8'640'000'000'000'000;
constexpr int kDeepest = 8;

// Names of events that are not this reader's: those of the other decoders, and Deskbell itself.
constexpr std::string_view kTaken[] = {"zadarma", "ringostat", "pbxware", "deskbell"};

Error bad(std::string detail) { return {ErrorCode::bad_payload, "deskbell: " + std::move(detail)}; }

/// Reads the members of one object, and remembers the first thing that was wrong.
class Members {
 public:
  Members(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
    if (!json.is_object()) fail("", "is not an object");
  }

  std::string text(const char* name, std::size_t longest, bool required = false) {
    const Json* value = take(name);
    if (!value) {
      if (required) fail(name, "is missing");
      return {};
    }
    if (!value->is_string()) return fail(name, "is not a text"), std::string();
    const auto& text = value->get_ref<const std::string&>();
    if (text.size() > longest) return fail(name, "is too long"), std::string();
    if (text.find('\0') != std::string::npos) return fail(name, "has a NUL"), std::string();
    return text;
  }

  std::optional<std::int64_t> whole(const char* name, std::int64_t largest) {
    const Json* value = take(name);
    if (!value) return std::nullopt;
    if (!value->is_number_unsigned() ||
        value->get<std::uint64_t>() > static_cast<std::uint64_t>(largest)) {
      fail(name, "is not a whole number in its bounds");
      return std::nullopt;
    }
    return value->get<std::int64_t>();
  }

  template <typename Enum, std::size_t N>
  std::optional<Enum> named(const char* name, const std::array<std::string_view, N>& names,
                            bool required) {
    const std::string told = text(name, kLongestId, required);
    if (told.empty()) return std::nullopt;
    const auto value = value_of<Enum>(names, told);
    if (!value) fail(name, "is no known name");
    return value;
  }

  /// The member, which no later `finish` complains about; null counts as absent.
  const Json* take(const char* name) {
    known_.push_back(name);
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }

  void fail(std::string_view name, std::string_view what) {
    if (problem_) return;
    std::string place = place_;
    if (!place.empty() && !name.empty()) place += '.';
    problem_ = bad(place + std::string(name) + " " + std::string(what));
  }

  /// What was wrong, also a member that nobody took.
  std::optional<Error> finish() {
    if (!problem_) {
      for (const auto& [name, value] : json_.items()) {
        if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
          fail(name.substr(0, kLongestId), "is no member of it");
        }
      }
    }
    return problem_;
  }

 private:
  const Json& json_;
  std::string place_;
  std::vector<std::string_view> known_;
  std::optional<Error> problem_;
};

void read_tracking(CallEvent& event, Members& members) {
  const Json* tracking = members.take("tracking");
  if (!tracking) return;
  if (!tracking->is_object() || tracking->size() > kMostMarks) {
    members.fail("tracking", "is not an object of at most 64 texts");
    return;
  }
  for (const auto& [name, value] : tracking->items()) {
    if (!is_id(name) || !value.is_string() ||
        value.get_ref<const std::string&>().size() > kLongestMark) {
      members.fail("tracking", "has a mark that is no text of at most 1000 bytes");
      return;
    }
    event.tracking[name] = value.get_ref<const std::string&>();
  }
}

void read_start(CallEvent& event, Members& members, const ProviderRequest& request) {
  const Json* start = members.take("startedAt");
  if (!start) return;
  if (start->is_number_unsigned()) {
    event.started_at = members.whole("startedAt", kLatestTime);
  } else if (start->is_string()) {
    event.started_at = read_time(start->get_ref<const std::string&>(), request);
    if (!event.started_at) members.fail("startedAt", "is not a time like 2026-01-02T10:00:00+0100");
  } else {
    members.fail("startedAt", "is neither a time nor ms since 1970");
  }
}

Result<CallEvent> read_event(const Json& json, const std::string& place,
                             const std::string& provider, const ProviderRequest& request) {
  Members members(json, place);
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
  event.outcome = members.named<calls::Outcome>("outcome", calls::kOutcomeNames, false);
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
  if (auto problem = members.finish()) return *problem;
  event.id = provider + "/" + event.call_id + "/" + id;
  event.type = *type;
  event.direction = *direction;
  return event;
}

Json parse(std::string_view body) {
  bool too_deep = false;
  return Json::parse(
      body,
      [&](int depth, Json::parse_event_t, Json&) {
        if (depth > kDeepest) too_deep = true;
        return !too_deep;
      },
      false);
}

}  // namespace

Result<DecodedRequest> decode_deskbell(const ProviderRequest& request) {
  if (!request.content_type.starts_with("application/json")) {
    return bad("the body must be application/json");
  }
  const Json json = parse(request.body);
  if (json.is_discarded()) return bad("the body is not JSON");
  Members members(json, "");
  std::string provider = members.text("provider", 32);
  if (provider.empty()) provider = "custom";
  const bool plain = std::all_of(provider.begin(), provider.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (!plain) members.fail("provider", "has more than small letters, digits, _ and -");
  if (std::find(std::begin(kTaken), std::end(kTaken), provider) != std::end(kTaken)) {
    members.fail("provider", "is a name that is taken");
  }
  const Json* events = members.take("events");
  const bool listed =
      events && events->is_array() && !events->empty() && events->size() <= kMostEvents;
  if (!listed) members.fail("events", "is not a list of 1 to 100 events");
  if (auto problem = members.finish()) return *problem;
  DecodedRequest decoded;
  for (std::size_t i = 0; i < events->size(); ++i) {
    auto event = read_event((*events)[i], "events[" + std::to_string(i) + "]", provider, request);
    if (!event.ok()) return event.error();
    decoded.events.push_back(std::move(event.value()));
  }
  return decoded;
}

}  // namespace deskbell::providers
