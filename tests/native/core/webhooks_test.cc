// Webhooks as they come in, to the call that they make: decoded, joined and written as JSON.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numeric>

#include "calls/overdue.h"
#include "core/json_calls.h"
#include "core/provider_list.h"

namespace deskbell::core {
namespace {

using calls::CallEvent;
using calls::Millis;
using Json = nlohmann::json;

constexpr Millis kStart = 1'767'348'000'000;

std::string written(const calls::Call& call) {
  json::Writer out;
  write_call(out, call);
  return out.take();
}

Json read_cases() {
  std::ifstream file(std::string(DESKBELL_TESTS_FOLDER) + "/conformance/calls/webhooks.json");
  return Json::parse(std::istreambuf_iterator<char>(file), {}, nullptr, false);
}

std::vector<CallEvent> events_of(const std::string& provider, const std::string& body,
                                 const std::string& type, Millis at, const std::string& query) {
  providers::ProviderRequest request;
  request.body = body;
  request.content_type = type;
  request.received_at = at;
  request.query = query;
  auto decoded = decode_request(provider, request);
  EXPECT_TRUE(decoded.ok()) << body << ": " << (decoded.ok() ? "" : decoded.error().detail);
  return decoded.ok() ? std::move(decoded.value().events) : std::vector<CallEvent>();
}

void expect_part(const Json& expected, const Json& actual, const std::string& place) {
  if (!expected.is_object()) {
    EXPECT_EQ(expected, actual) << place;
    return;
  }
  for (const auto& [name, value] : expected.items()) {
    expect_part(value, actual.value(name, Json()), place + "." + name);
  }
}

TEST(Webhooks, MakeTheCallsOfTheConformanceCases) {
  const Json all = read_cases();
  ASSERT_GT(all.size(), 15U);
  for (const Json& each : all) {
    calls::Call call;
    for (const Json& request : each["requests"]) {
      const Json& body = request["body"];
      for (const CallEvent& event :
           events_of(each["provider"], body.is_string() ? body.get<std::string>() : body.dump(),
                     each["contentType"], request["at"], request.value("query", ""))) {
        calls::join(call, event);
      }
    }
    expect_part(each["expect"], Json::parse(written(call)), each["name"]);
  }
}

/// One webhook: what it says, and when it came.
struct Webhook {
  std::string body;
  Millis seconds;
};

using Webhooks = std::vector<Webhook>;

const std::string kZadarma =
    "&call_start=2026-01-02+10%3A00%3A00&pbx_call_id=in_1f&caller_id=31612345678";
const std::string kDid = "&called_did=31201234567";

const Webhooks kFromZadarma = {
    {"event=NOTIFY_START" + kZadarma + kDid, 0},
    {"event=NOTIFY_INTERNAL&internal=100" + kZadarma + kDid, 1},
    {"event=NOTIFY_INTERNAL&internal=101" + kZadarma + kDid, 2},
    {"event=NOTIFY_ANSWER&internal=101&destination=101" + kZadarma, 8},
    {"event=NOTIFY_END&internal=101&duration=64&disposition=answered&is_recorded=1&status_code=16"
     "&call_id_with_rec=1.2" +
         kZadarma + kDid,
     73},
    {"event=NOTIFY_RECORD&pbx_call_id=in_1f&call_id_with_rec=1.2", 110}};

const std::string kRingostat =
    "&uniqueid=1767348000.77&caller=31612345678&dst=31201234567&call_type=in"
    "&calldate=2026-01-02T10%3A00%3A00%2B0000&utm_source=news";

const Webhooks kFromRingostat = {
    {"moment=before_call" + kRingostat, 0},
    {"moment=forwarding&employee_number=100" + kRingostat, 1},
    {"moment=forwarding&employee_number=101" + kRingostat, 2},
    {"moment=pick_up&employee_number=101" + kRingostat, 8},
    {"moment=after_call&employee_number=101&disposition=ANSWERED&billsec=64" + kRingostat, 73},
    {"moment=rating&rating=5&recording=https%3A%2F%2Fapp.example%2F1.mp3" + kRingostat, 110}};

/// The call, as JSON, after the webhooks in that order.
std::string call_after(const std::vector<std::vector<CallEvent>>& decoded,
                       const std::vector<std::size_t>& order) {
  std::optional<calls::Call> call;
  for (const std::size_t i : order) {
    for (const CallEvent& event : decoded[i]) {
      calls::Step step = calls::step(call, event, {event.at, ""});
      call = std::move(step.call);
    }
  }
  return written(*call);
}

// Every order of the six, each delivered one to three times, differently spread in each order.
void expect_one_record(const std::string& provider, const Webhooks& webhooks, bool clock_stands) {
  std::vector<std::vector<CallEvent>> decoded;
  for (const Webhook& webhook : webhooks) {
    const Millis at = kStart + (clock_stands ? 0 : webhook.seconds * 1000);
    decoded.push_back(
        events_of(provider, webhook.body, "application/x-www-form-urlencoded", at, ""));
  }
  std::vector<std::size_t> order(webhooks.size());
  std::iota(order.begin(), order.end(), 0);
  const std::string expected = call_after(decoded, order);
  std::size_t orders = 0;
  do {
    std::vector<std::size_t> delivered = order;
    for (const std::size_t i : order) {
      for (std::size_t more = 0; more < (i + orders) % 3; ++more) {
        const std::size_t place = (i * 7 + orders + more) % (delivered.size() + 1);
        delivered.insert(delivered.begin() + static_cast<std::ptrdiff_t>(place), i);
      }
    }
    ASSERT_EQ(call_after(decoded, delivered), expected) << provider << ", order " << orders;
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(orders, 720U);
}

TEST(Webhooks, InAnyOrderAndNumberGiveOneRecordByteForByte) {
  for (const bool clock_stands : {false, true}) {
    expect_one_record("zadarma", kFromZadarma, clock_stands);
    expect_one_record("ringostat", kFromRingostat, clock_stands);
  }
}

TEST(Webhooks, ACallComesBackUnchangedFromItsSnapshot) {
  calls::Call call;
  for (const Webhook& webhook : kFromRingostat) {
    for (const CallEvent& event :
         events_of("ringostat", webhook.body, "application/x-www-form-urlencoded",
                   kStart + webhook.seconds * 1000, "")) {
      calls::join(call, event);
      const json::Document document(written(call));
      const auto back = read_call(document.root());
      ASSERT_TRUE(back.ok());
      EXPECT_EQ(back.value(), call) << written(call);
    }
  }
}

}  // namespace
}  // namespace deskbell::core
