// The cases of tests/conformance/rules; tests/js/conformance.test.ts runs the same through Wasm.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/engine.h"
#include "parsed.h"

namespace deskbell::core {
namespace {

using Json = nlohmann::json;

Json cases(const std::string& name) {
  std::ifstream file(std::string(DESKBELL_TESTS_FOLDER) + "/conformance/rules/" + name);
  Json json = parsed({std::istreambuf_iterator<char>(file), {}});
  EXPECT_FALSE(json.is_discarded()) << name;
  return json;
}

// Every member of `expected` is in `actual`; null means that it is not there.
void expect_part(const Json& expected, const Json& actual, const std::string& place) {
  if (!expected.is_object()) {
    EXPECT_EQ(expected, actual) << place;
    return;
  }
  for (const auto& [name, value] : expected.items()) {
    if (value.is_null()) {
      EXPECT_FALSE(actual.contains(name)) << place << "." << name;
    } else {
      EXPECT_TRUE(actual.contains(name)) << place << "." << name << " in " << actual;
      if (actual.contains(name)) expect_part(value, actual[name], place + "." + name);
    }
  }
}

Json decide_request(const Json& each, const Json& base) {
  Json call = base;
  const Json changed = each.value("call", Json::object());
  for (const auto& [name, value] : changed.items()) call[name] = value;
  Json matrix = each.contains("preset") ? parsed(preset_matrix(each["preset"].get<std::string>()))
                                        : each["matrix"];
  matrix["settings"] = each.value("settings", Json::object());
  const Json more = each.value("more", Json::object());
  for (const char* name : {"fields", "updateOnly"}) {
    if (more.contains(name)) matrix[name] = more[name];
  }
  return {{"call", call},
          {"client", each.value("client", Json::object())},
          {"matrix", matrix},
          {"moment", each["moment"]},
          {"now", call["offeredAt"]},
          {"row", more.value("row", "")}};
}

TEST(Conformance, Decisions) {
  const Json base = cases("base_call.json")["base"];
  const Json all = cases("decide.json");
  EXPECT_GT(all.size(), 50U);
  for (const Json& each : all) {
    const std::string name = each["name"];
    const Json answer = parsed(decide(decide_request(each, base).dump()));
    ASSERT_FALSE(answer.contains("error")) << name << ": " << answer;
    EXPECT_EQ(answer["row"], each["expect"]["row"]) << name;
    const Json& expected = each["expect"]["actions"];
    ASSERT_EQ(answer["actions"].size(), expected.size()) << name << ": " << answer;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      expect_part(expected[i], answer["actions"][i], name + " #" + std::to_string(i));
    }
  }
}

TEST(Conformance, Routes) {
  const Json all = cases("route.json");
  EXPECT_GT(all.size(), 50U);
  for (const Json& each : all) {
    const std::string name = each["name"];
    const Json answer = parsed(route(each.dump()));
    EXPECT_EQ(answer["decision"], each["expect"]["decision"]) << name;
    EXPECT_EQ(answer["why"], each["expect"]["why"]) << name;
    if (!each.contains("reply")) continue;
    const Json& reply = each["reply"];
    Json decision = answer["decision"];
    decision["accept"] = reply.value("accept", "");
    const Json rendered =
        parsed(core::reply(reply["provider"].get<std::string>(), decision.dump()));
    EXPECT_EQ(rendered["body"], reply["body"]) << name;
    EXPECT_EQ(rendered["contentType"], reply["contentType"]) << name;
  }
}

TEST(Conformance, Mistakes) {
  for (const Json& each : cases("mistakes.json")) {
    const std::string json = each["json"].dump();
    const Json answer = parsed(each["kind"] == "matrix" ? check_matrix(json) : check_routing(json));
    EXPECT_EQ(answer["error"].value("code", ""), "bad_rules") << each["name"];
    EXPECT_EQ(answer["error"].value("detail", ""), each["detail"]) << each["name"];
  }
}

TEST(Conformance, Mappings) {
  for (const Json& each : cases("mapping.json")) {
    EXPECT_EQ(parsed(check_mapping(each.dump()))["problems"], each["problems"]) << each["name"];
  }
}

TEST(Conformance, PresetsAreWithoutMistakes) {
  for (const char* name : {"recommended", "zadarma", "update_only"}) {
    EXPECT_EQ(check_matrix(preset_matrix(name)), "{}") << name;
  }
  EXPECT_EQ(parsed(preset_matrix("mine"))["error"]["code"], "bad_rules");
}

}  // namespace
}  // namespace deskbell::core
