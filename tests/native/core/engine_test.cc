#include "core/engine.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace deskbell::core {
namespace {

using Json = nlohmann::json;

Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }

std::string code(const std::string& answer) { return parsed(answer)["error"].value("code", ""); }

const char* const kEvent = R"({"id":"e1","provider":"zadarma","callId":"in_1","type":"ringing",
  "at":1767348000000,"direction":"inbound","from":"+31612345678","to":"","line":"","agent":"100"})";

TEST(Engine, SaysItsVersions) {
  const Json versions = parsed(version());
  EXPECT_FALSE(versions["engine"].get<std::string>().empty());
  EXPECT_NE(versions["metadata"].get<std::string>().find("google-libphonenumber"),
            std::string::npos);
}

TEST(Engine, NormalizeWritesItsFieldsInOrder) {
  const std::string line = normalize("0413-741 741", "NL");
  EXPECT_EQ(line.substr(0, line.find("\x1f", 14)),
            "+31413741741\x1f"
            "31413741741");
  EXPECT_NE(line.find("assumed_country\x1f"
                      "NL"),
            std::string::npos)
      << line;
}

TEST(Engine, NormalizeKeepsItsFieldsApartFromHostileText) {
  const std::string plain = normalize("06 12345678", "NL");
  const std::string hostile = normalize(
      "a\x1f"
      "b\x1f 06 12345678",
      "NL");
  EXPECT_EQ(std::count(hostile.begin(), hostile.end(), '\x1f') % 2,
            std::count(plain.begin(), plain.end(), '\x1f') % 2);
}

TEST(Engine, ACallCrossesUnchanged) {
  const Json first = parsed(step("null", kEvent, R"({"now":0,"agent":"100"})"));
  ASSERT_FALSE(first.contains("error")) << first.dump();
  EXPECT_EQ(first["call"]["state"], "ringing");
  EXPECT_EQ(first["effects"][0], (Json{{"type", "emit"}, {"name", "ringing"}}));
  // A second delivery of the same fact to the call as it came out: nothing happens.
  const Json second = parsed(step(first["call"].dump(), kEvent, R"({"now":0,"agent":"100"})"));
  EXPECT_EQ(second["call"], first["call"]);
  EXPECT_EQ(second["effects"], Json::array());
}

TEST(Engine, SavesTheRecord) {
  Json event = parsed(kEvent);
  const Json first = parsed(step("null", event.dump(), R"({"agent":""})"));
  event["type"] = "ended";
  event["id"] = "e2";
  event["contact"] = {{"id", "7"}, {"name", "Anna"}};
  const Json last = parsed(step(first["call"].dump(), event.dump(), R"({"agent":""})"));
  EXPECT_EQ(last["effects"][1]["type"], "save");
  EXPECT_EQ(last["effects"][1]["record"]["outcome"], "missed");
  EXPECT_EQ(last["effects"][1]["record"]["contact"], nullptr) << "only 'identified' names somebody";
}

TEST(Engine, SignedTextCrossesByteByByte) {
  const Json request = {{"body",
                         "event=NOTIFY_START&call_start=2026-01-02+11%3A00%3A00&pbx_call_id=in_1"
                         "&caller_id=%FF%C3%A9%80&called_did=1"},
                        {"contentType", "application/x-www-form-urlencoded"}};
  const Json decoded = parsed(decode("zadarma", request.dump()));
  ASSERT_FALSE(decoded.contains("error")) << decoded.dump();
  EXPECT_EQ(decoded["signedText"], "\u00ff\u00c3\u00a9\u008012026-01-02 11:00:00");
}

TEST(Engine, DecodesAndRefuses) {
  const Json request = {{"body",
                         "event=NOTIFY_START&call_start=2026-01-02+11%3A00%3A00&pbx_call_id=in_1"
                         "&caller_id=31612345678&called_did=442037691880"},
                        {"contentType", "application/x-www-form-urlencoded"},
                        {"receivedAt", 1767348000000},
                        {"zone", {{9e15, 60}}}};
  const Json decoded = parsed(decode("zadarma", request.dump()));
  ASSERT_FALSE(decoded.contains("error")) << decoded.dump();
  EXPECT_EQ(decoded["events"][0]["startedAt"], 1767348000000);
  EXPECT_EQ(code(decode("nobody", request.dump())), "unknown_provider");
  EXPECT_EQ(code(decode("zadarma", "{}")), "bad_payload");
}

TEST(Engine, AnswersHostileTextWithAnError) {
  const std::string deep(100'000, '[');
  for (const std::string& text : {std::string(), std::string("{"), std::string("\xff"), deep}) {
    EXPECT_EQ(code(step("null", text, "{}")), "bad_json");
    EXPECT_EQ(code(decode("zadarma", text)), "bad_json");
    EXPECT_EQ(code(match_dialled("[]", text)), "bad_json");
  }
  for (const char* text :
       {"[]", "1", "{}", R"({"id":1,"callId":[]})", R"({"id":"a","callId":"b","type":"nothing"})",
        R"({"id":"a","callId":"b","type":"ringing","direction":"inbound"})",
        R"({"id":"a","callId":"b","type":"ringing","direction":"inbound","at":1e300})"}) {
    EXPECT_EQ(code(step("null", text, "{}")), "bad_event") << text;
    EXPECT_EQ(code(resume(text, "{}")), "bad_event") << text;
  }
  EXPECT_EQ(code(step("{}", kEvent, "{}")), "bad_event");
}

TEST(Engine, BytesThatAreNotUtf8BecomeReplacementCharacters) {
  const std::string answer = reply("zadarma", R"({"callerName":"Zoë"})");
  EXPECT_EQ(parsed(answer)["body"], R"({"caller_name":"Zoë"})");
  const Json request = {{"body", "event=%FF"},
                        {"contentType", "application/x-www-form-urlencoded"}};
  EXPECT_EQ(code(decode("zadarma", request.dump())), "bad_payload");
}

TEST(Engine, MatchesAClick) {
  Json click = parsed(kEvent);
  click["type"] = "dialing";
  click["direction"] = "outbound";
  click["provider"] = "deskbell";
  click["callId"] = "dk_1";
  click["to"] = "+31413741741";
  const Json call = parsed(step("null", click.dump(), "{}"))["call"];
  click["callId"] = "out_1";
  EXPECT_EQ(parsed(match_dialled(Json::array({call}).dump(), click.dump()))["callId"], "dk_1");
  click["to"] = "+31413741742";
  EXPECT_EQ(parsed(match_dialled(Json::array({call}).dump(), click.dump()))["callId"], nullptr);
}

}  // namespace
}  // namespace deskbell::core
