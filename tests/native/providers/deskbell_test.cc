#include "providers/deskbell.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace deskbell::providers {
namespace {

using Json = nlohmann::json;

Result<DecodedRequest> deskbell_tells(const Json& body) {
  return decode_deskbell({body.dump(), "application/json; charset=utf-8", 1000, {}, "", {}});
}

Json event() {
  return {{"id", "1"},
          {"callId", "c7"},
          {"type", "ringing"},
          {"direction", "inbound"},
          {"from", "31612345678"},
          {"agent", "100"}};
}

TEST(DeskbellJson, ReadsAnEvent) {
  const auto decoded = deskbell_tells({{"provider", "asterisk"}, {"events", {event()}}});
  ASSERT_TRUE(decoded.ok()) << decoded.error().detail;
  const calls::CallEvent& read = decoded.value().events.at(0);
  EXPECT_EQ(read.id, "asterisk/c7/1");
  EXPECT_EQ(read.provider, "asterisk");
  EXPECT_EQ(read.from, "+31612345678");
  EXPECT_EQ(read.agent, "100");
  EXPECT_EQ(read.at, 1000);
  EXPECT_EQ(deskbell_tells({{"events", {event()}}}).value().events[0].provider, "custom");
}

TEST(DeskbellJson, NamesTheMistakeAndItsPlace) {
  const auto with = [](const char* name, const Json& value) {
    Json changed = event();
    changed[name] = value;
    return Json{{"events", {event(), changed}}};
  };
  const std::pair<Json, const char*> mistakes[] = {
      {Json::array(), "it is not an object"},
      {Json::object(), "events is missing or empty"},
      {{{"events", 7}}, "events is not a list"},
      {{{"events", Json::array({7})}}, "events[0] is not an object"},
      {{{"events", {event()}}, {"more", 1}}, "more is not known here"},
      {{{"events", {event()}}, {"provider", "zadarma"}}, "provider is a name that is taken"},
      {{{"events", {event()}}, {"provider", "deskbell"}}, "provider is a name that is taken"},
      {{{"events", {event()}}, {"provider", "A B"}}, "provider has more than small letters"},
      {with("id", nullptr), "events[1].id is missing"},
      {with("id", "a/b"), "events[1].id is not an id"},
      {with("callId", 7), "events[1].callId is not a text"},
      {with("type", "exploded"), "events[1].type is no known name"},
      {with("type", "identified"), "events[1].type is not for telephone systems"},
      {with("direction", nullptr), "events[1].direction is missing"},
      {with("talkSeconds", 5), "events[1].type must be ended"},
      {with("agent", std::string(41, '1')), "events[1].agent is longer than 40 bytes"},
      {with("startedAt", "soon"), "events[1].startedAt is not a time"},
      {with("startedAt", -1), "events[1].startedAt is neither"},
      {with("recordingUrl", "file:///etc/passwd"), "events[1].recordingUrl is not a web address"},
      {with("tracking", {{"a", 1}}), "events[1].tracking has a mark"},
      {with("talk", 1), "events[1].talk is not known here"}};
  for (const auto& [body, expected] : mistakes) {
    const auto decoded = deskbell_tells(body);
    ASSERT_FALSE(decoded.ok()) << body;
    EXPECT_EQ(decoded.error().code, ErrorCode::bad_payload);
    EXPECT_NE(decoded.error().detail.find(expected), std::string::npos)
        << body << ": " << decoded.error().detail;
  }
  EXPECT_FALSE(decode_deskbell({"{}", "text/plain", 0, {}, "", {}}).ok());
  EXPECT_FALSE(decode_deskbell({"{", "application/json", 0, {}, "", {}}).ok());
}

TEST(DeskbellJson, TakesAtMostAHundredEvents) {
  Json body = {{"events", Json::array()}};
  for (int i = 0; i < 100; ++i) body["events"].push_back(event());
  EXPECT_TRUE(deskbell_tells(body).ok());
  body["events"].push_back(event());
  EXPECT_FALSE(deskbell_tells(body).ok());
}

}  // namespace
}  // namespace deskbell::providers
