#include "providers/zadarma.h"

#include <gtest/gtest.h>

namespace deskbell::providers {
namespace {

using calls::Direction;
using calls::EventType;
using calls::Outcome;

Result<DecodedRequest> zadarma_tells(const std::string& body) {
  return decode_zadarma(
      {body, "application/x-www-form-urlencoded; charset=utf-8", 1000, {}, "", {}});
}

calls::CallEvent only_event(const std::string& body) {
  const auto decoded = zadarma_tells(body);
  EXPECT_TRUE(decoded.ok()) << (decoded.ok() ? "" : decoded.error().detail);
  EXPECT_EQ(decoded.value().events.size(), 1U);
  return decoded.value().events.at(0);
}

const std::string kInbound =
    "&call_start=2026-01-02+10%3A00%3A00&pbx_call_id=in_1f&caller_id=31612345678"
    "&called_did=442037691880";
const std::string kOutbound =
    "&call_start=2026-01-02+10%3A00%3A00&pbx_call_id=out_1f&destination=31612345678&internal=100";

TEST(Zadarma, Start) {
  const auto event = only_event("event=NOTIFY_START" + kInbound);
  EXPECT_EQ(event.type, EventType::offered);
  EXPECT_EQ(event.direction, Direction::inbound);
  EXPECT_EQ(event.from, "+31612345678");
  EXPECT_EQ(event.line, "+442037691880");
  EXPECT_EQ(event.call_id, "in_1f");
  EXPECT_EQ(event.at, 1000);
  EXPECT_EQ(event.started_at, 1'767'348'000'000);
  EXPECT_EQ(event.raw.at("event"), "NOTIFY_START");
}

TEST(Zadarma, InternalAndAnswer) {
  const auto ringing = only_event("event=NOTIFY_INTERNAL&internal=101" + kInbound);
  EXPECT_EQ(ringing.type, EventType::ringing);
  EXPECT_EQ(ringing.agent, "101");
  const auto answered = only_event(
      "event=NOTIFY_ANSWER&internal=101&destination=101&caller_id=31612345678&pbx_call_id=in_1f"
      "&call_start=2026-01-02+10%3A00%3A00");
  EXPECT_EQ(answered.type, EventType::answered);
  EXPECT_EQ(answered.from, "+31612345678");
  EXPECT_EQ(answered.line, "");
  EXPECT_EQ(answered.agent, "101");
}

TEST(Zadarma, EndKeepsWhatItWasLike) {
  const auto ended =
      only_event("event=NOTIFY_END&internal=101&duration=65&disposition=answered" + kInbound);
  EXPECT_EQ(ended.outcome, Outcome::completed);
  EXPECT_EQ(ended.talk_seconds, 65);
  const auto missed = only_event("event=NOTIFY_END&duration=12&disposition=no+answer" + kInbound);
  EXPECT_EQ(missed.outcome, Outcome::missed);
  EXPECT_EQ(missed.talk_seconds, 0);
  const auto transferred =
      only_event("event=NOTIFY_END&last_internal=102&disposition=answered" + kInbound);
  EXPECT_EQ(transferred.agent, "102");
}

TEST(Zadarma, EveryDispositionHasAnOutcome) {
  const std::map<std::string, std::pair<Outcome, Outcome>> outcomes = {
      {"answered", {Outcome::completed, Outcome::completed}},
      {"busy", {Outcome::busy, Outcome::busy}},
      {"cancel", {Outcome::missed, Outcome::canceled}},
      {"no+answer", {Outcome::missed, Outcome::no_answer}},
      {"failed", {Outcome::failed, Outcome::failed}},
      {"no+money", {Outcome::failed, Outcome::failed}},
      {"unallocated+number", {Outcome::failed, Outcome::failed}},
      {"line+limit", {Outcome::failed, Outcome::failed}}};
  for (const auto& [disposition, expected] : outcomes) {
    EXPECT_EQ(only_event("event=NOTIFY_END&disposition=" + disposition + kInbound).outcome,
              expected.first);
    EXPECT_EQ(only_event("event=NOTIFY_OUT_END&disposition=" + disposition + kOutbound).outcome,
              expected.second);
  }
}

TEST(Zadarma, Outgoing) {
  const auto event = only_event("event=NOTIFY_OUT_START&caller_id=442037691880" + kOutbound);
  EXPECT_EQ(event.type, EventType::dialing);
  EXPECT_EQ(event.direction, Direction::outbound);
  EXPECT_EQ(event.from, "100");
  EXPECT_EQ(event.to, "+31612345678");
  EXPECT_EQ(event.line, "+442037691880");
  EXPECT_EQ(only_event("event=NOTIFY_OUT_START&caller_id=100" + kOutbound).line, "");
  const auto answered = only_event("event=NOTIFY_ANSWER&caller_id=100" + kOutbound);
  EXPECT_EQ(answered.direction, Direction::outbound);
  EXPECT_EQ(answered.to, "+31612345678");
}

TEST(Zadarma, Record) {
  const auto event =
      only_event("event=NOTIFY_RECORD&pbx_call_id=in_1f&call_id_with_rec=1585913205.75283");
  EXPECT_EQ(event.type, EventType::recorded);
  EXPECT_EQ(event.recording_url, "zadarma:1585913205.75283");
  EXPECT_EQ(event.started_at, std::nullopt);
}

TEST(Zadarma, AMenuStepIsSignedButSaysNothingOfTheCall) {
  const auto decoded = zadarma_tells("event=NOTIFY_IVR&wait_dtmf%7Bname%7D=x" + kInbound);
  ASSERT_TRUE(decoded.ok());
  EXPECT_TRUE(decoded.value().events.empty());
  EXPECT_EQ(decoded.value().signed_text, "316123456784420376918802026-01-02 10:00:00");
}

TEST(Zadarma, AMenuStepAsksWithTheDigitsTyped) {
  for (const char* digits :
       {"&wait_dtmf%5Bname%5D=menu1&wait_dtmf%5Bdigits%5D=42",
        "&wait_dtmf=%7B%22name%22%3A%22menu1%22%2C%22digits%22%3A%2242%22%7D"}) {
    const auto decoded = zadarma_tells("event=NOTIFY_IVR" + kInbound + digits);
    ASSERT_TRUE(decoded.ok()) << decoded.error().detail;
    ASSERT_TRUE(decoded.value().question);
    EXPECT_EQ(decoded.value().question->menu, "menu1");
    EXPECT_EQ(decoded.value().question->dtmf, "42");
    EXPECT_EQ(decoded.value().question->from, "+31612345678");
    EXPECT_EQ(decoded.value().question->line, "+442037691880");
  }
  EXPECT_TRUE(zadarma_tells("event=NOTIFY_START" + kInbound).value().question);
  EXPECT_FALSE(zadarma_tells("event=NOTIFY_END" + kInbound).value().question);
  EXPECT_FALSE(zadarma_tells("event=NOTIFY_IVR&caller_id%5B%5D=1" + kInbound).ok());
}

TEST(Zadarma, ARecordedEndThatNoExtensionAnsweredMayBeAVoicemail) {
  const std::string end = "event=NOTIFY_END&disposition=answered&duration=20" + kInbound;
  const auto types = [](const std::string& body) {
    std::vector<EventType> out;
    const auto decoded = zadarma_tells(body);
    for (const auto& event : decoded.value().events) out.push_back(event.type);
    return out;
  };
  EXPECT_EQ(types(end + "&is_recorded=1&last_internal=100"),
            (std::vector<EventType>{EventType::voicemail, EventType::ended}));
  EXPECT_EQ(types(end + "&is_recorded=0"), (std::vector<EventType>{EventType::ended}));
  EXPECT_EQ(types(end + "&is_recorded=1&internal=100"), (std::vector<EventType>{EventType::ended}));
}

TEST(Zadarma, TheEndMayNameWhoTalkedLast) {
  const auto end =
      only_event("event=NOTIFY_END&internal=102&last_internal=101&disposition=answered" + kInbound);
  EXPECT_EQ(end.agent, "102");
  EXPECT_EQ(end.last_agent, "101");
}

TEST(Zadarma, SignedBytesStayAsTheyCame) {
  const auto decoded = zadarma_tells(
      "event=NOTIFY_START&call_start=2026-01-02+10%3A00%3A00&pbx_call_id=in_1f&called_did=2"
      "&caller_id=%fe1%C3\xff");
  ASSERT_TRUE(decoded.ok()) << decoded.error().detail;
  EXPECT_EQ(decoded.value().signed_text,
            "\xfe"
            "1\xc3\xff"
            "22026-01-02 10:00:00");
}

TEST(Zadarma, TheSignedTextFollowsTheEvent) {
  const auto text = [](const std::string& body) { return zadarma_tells(body).value().signed_text; };
  EXPECT_EQ(text("event=NOTIFY_START" + kInbound), "316123456784420376918802026-01-02 10:00:00");
  EXPECT_EQ(text("event=NOTIFY_ANSWER&destination=101" + kInbound),
            "316123456781012026-01-02 10:00:00");
  EXPECT_EQ(text("event=NOTIFY_OUT_END" + kOutbound), "100316123456782026-01-02 10:00:00");
  EXPECT_EQ(text("event=NOTIFY_RECORD&pbx_call_id=in_1f&call_id_with_rec=1.2"), "in_1f1.2");
}

TEST(Zadarma, TheIdIsMadeOfTheFactNotOfWhatAForgerCouldVary) {
  const auto id = [](const std::string& body) { return only_event(body).id; };
  EXPECT_EQ(id("event=NOTIFY_END&disposition=answered&duration=9" + kInbound),
            id("event=NOTIFY_END&disposition=busy&duration=1" + kInbound));
  EXPECT_NE(id("event=NOTIFY_INTERNAL&internal=100" + kInbound),
            id("event=NOTIFY_INTERNAL&internal=101" + kInbound));
}

TEST(Zadarma, SaysInOneErrorWhatIsWrong) {
  const std::map<std::string, std::string> errors = {
      {"", "no field 'event'"},
      {"event=NOTIFY_SOMETHING", "does not know"},
      {"event=NOTIFY_START", "without call_start"},
      {"event=NOTIFY_OUT_START&call_start=1&pbx_call_id=2", "without destination"},
      {"event=NOTIFY_START&call_start=x&pbx_call_id=in_1&caller_id=1&called_did=2", "call_start"},
      {"event=NOTIFY_START&call_start=x&pbx_call_id=in%2F1&caller_id=1&called_did=2",
       "pbx_call_id"},
      {"event=NOTIFY_END&duration=1e9" + kInbound, "duration"},
      {"event=NOTIFY_START&caller_id=1" + kInbound, "twice"}};
  for (const auto& [body, expected] : errors) {
    const auto decoded = zadarma_tells(body);
    ASSERT_FALSE(decoded.ok()) << body;
    EXPECT_EQ(decoded.error().code, ErrorCode::bad_payload);
    EXPECT_NE(decoded.error().detail.find(expected), std::string::npos) << decoded.error().detail;
  }
  EXPECT_FALSE(decode_zadarma({"{}", "application/json", 0, {}, "", {}}).ok());
}

std::string reply(const std::string& name) {
  RoutingDecision decision;
  decision.caller_name = name;
  return render_zadarma_reply(decision).body;
}

std::string redirect(const std::string& destination, std::optional<int> seconds) {
  RoutingDecision decision;
  decision.redirect = destination;
  decision.return_timeout = seconds;
  return render_zadarma_reply(decision).body;
}

TEST(Zadarma, ReplyCarriesTheCallersName) {
  EXPECT_EQ(reply("IBM"), R"({"caller_name":"IBM"})");
  EXPECT_EQ(reply(""), "{}");
  EXPECT_EQ(reply("a\"b\\\n"), R"({"caller_name":"a\"b\\\n"})");
}

TEST(Zadarma, ReplyRedirects) {
  EXPECT_EQ(redirect("101", 15), R"({"redirect":"101","return_timeout":15})");
  EXPECT_EQ(redirect("0-1", 0), R"({"redirect":"0-1","return_timeout":0})");
  EXPECT_EQ(redirect("0-main", std::nullopt), R"({"redirect":"0-main"})");
  EXPECT_EQ(redirect("blacklist", std::nullopt), R"({"redirect":"blacklist"})");
  for (const char* refused : {"", "1", "1001", "0-", "0-x", "vip", "+31612345678", "10\n"}) {
    EXPECT_EQ(redirect(refused, 15), "{}") << refused;
  }
  RoutingDecision decision;
  decision.hangup = true;
  decision.caller_name = "IBM";
  EXPECT_EQ(render_zadarma_reply(decision).body, R"({"hangup":1})");
}

}  // namespace
}  // namespace deskbell::providers
