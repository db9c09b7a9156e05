// JSON that nobody should send, at every edge of the rules: an answer each time, and no crash.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "core/engine.h"
#include "parsed.h"

namespace deskbell::core {
namespace {

using Json = nlohmann::json;

const char* const kRequest = R"({
  "call": {"callId": "in_1", "provider": "zadarma", "direction": "inbound", "state": "ended",
           "from": "+31612345678", "to": "", "line": "", "agent": "101", "outcome": "completed",
           "endedAt": 1767348073000, "tracking": {"utm_source": "news"},
           "facts": {"firstAt": 1767348000000, "endedAt": 1767348073000, "rung/101": 1767348001000}},
  "client": {"contact": {"id": "7", "name": "Anna", "responsible": {"id": "u1", "extension": "101"}},
             "open": [{"type": "ticket", "id": "T9", "responsible": {"id": "u2"}}],
             "fields": {"status": "GOLD"}, "callerName": "Anna"},
  "matrix": {"rows": [{"id": "r", "moment": "end", "when": {"direction": ["inbound"]},
                       "actions": [{"type": "open_task", "text": "{client}", "dueMinutes": 5}]}],
             "fields": [{"value": "line", "entity": "contact", "field": "a"}],
             "settings": {"staff": [{"id": "u1", "extension": "101"}], "seniorManager": "s"}},
  "moment": "end", "now": 1767348073000, "row": "",
  "question": {"from": "+31612345678", "line": "+31201234567", "menu": "", "dtmf": "", "field": ""},
  "routing": {"blacklist": [{"key": "44"}], "smartForwarding": {"order": ["lead"]},
              "rules": [{"id": "a", "field": "status", "location": {"kind": "anywhere"},
                         "lines": [{"operator": "equal", "value": "GOLD", "destination": "101"}],
                         "default": {"destination": "100", "voicemail": true}}]}
})";

// Every place in the JSON, outermost first.
void collect(Json& json, std::vector<Json*>& places) {
  places.push_back(&json);
  for (Json& inner : json) {
    if (json.is_structured()) collect(inner, places);
  }
}

void expect_answers(const Json& request) {
  const std::string text = request.dump();
  EXPECT_FALSE(parsed(decide(text)).is_discarded()) << text;
  const Json routed = parsed(route(text));
  EXPECT_TRUE(routed.contains("decision")) << text;
  EXPECT_FALSE(parsed(check_mapping(text)).is_discarded()) << text;
  const Json call = request.is_object() ? request.value("call", Json()) : Json();
  EXPECT_FALSE(parsed(overdue(call.dump(), 1e13)).is_discarded()) << text;
}

TEST(Hostile, EveryPlaceOfARequestTakesAnyValue) {
  const Json values[] = {nullptr,
                         true,
                         -1,
                         1e300,
                         9007199254740993,
                         "",
                         std::string(100'000, 'x'),
                         std::string("\0\xff\n{name}", 9),
                         Json::array(),
                         Json::object(),
                         Json::array({Json::array({Json::object()})}),
                         {{"id", 7}, {"type", {}}}};
  std::size_t tried = 0;
  for (const Json& value : values) {
    Json request = parsed(kRequest);
    std::vector<Json*> places;
    collect(request, places);
    for (std::size_t i = 0; i < places.size(); ++i) {
      Json changed = parsed(kRequest);
      std::vector<Json*> there;
      collect(changed, there);
      *there[i] = value;
      const std::string text = changed.dump(-1, ' ', false, Json::error_handler_t::replace);
      expect_answers(parsed(text));
      ++tried;
    }
  }
  EXPECT_GT(tried, 500U);
}

TEST(Hostile, TextThatIsNoJson) {
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("\xff"), std::string(100'000, '['),
        std::string("null"), std::string("[]"), std::string("\"x\"")}) {
    EXPECT_TRUE(parsed(decide(text)).contains("error"));
    EXPECT_EQ(parsed(route(text))["decision"], Json::object());
    EXPECT_EQ(parsed(route(text))["why"]["step"], "failure");
    EXPECT_TRUE(parsed(check_matrix(text)).contains("error"));
    EXPECT_TRUE(parsed(check_routing(text)).contains("error"));
  }
}

TEST(Hostile, NothingThatIsTooLarge) {
  Json row = parsed(kRequest)["matrix"]["rows"][0];
  Json matrix = {{"rows", Json::array()}};
  for (int i = 0; i < 201; ++i) {
    row["id"] = std::to_string(i);
    matrix["rows"].push_back(row);
  }
  EXPECT_EQ(parsed(check_matrix(matrix.dump()))["error"]["code"], "bad_rules");
  matrix["rows"].erase(0);
  EXPECT_EQ(check_matrix(matrix.dump()), "{}");
  matrix["rows"][0]["id"] = std::string(200, 'x');
  EXPECT_EQ(parsed(check_matrix(matrix.dump()))["error"]["detail"],
            "rows[0].id is longer than 128 bytes");
}

}  // namespace
}  // namespace deskbell::core
