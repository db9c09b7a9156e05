// What the conformance cases (tests/conformance/calls) do not show: ids, the owner's names,
// mistakes.
#include "providers/ringostat.h"

#include <gtest/gtest.h>

namespace deskbell::providers {
namespace {

using calls::CallEvent;
using calls::Direction;
using calls::EventType;
using calls::Outcome;

constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kJson = "application/json";

Result<DecodedRequest> ringostat_tells(const std::string& body, const char* type = kForm,
                                       const std::string& query = "",
                                       ProviderSettings settings = {}) {
  return decode_ringostat({body, type, 1000, {}, query, std::move(settings)});
}

CallEvent first_event(const std::string& body, const char* type = kForm,
                      const std::string& query = "", ProviderSettings settings = {}) {
  auto decoded = ringostat_tells(body, type, query, std::move(settings));
  EXPECT_TRUE(decoded.ok()) << (decoded.ok() ? "" : decoded.error().detail);
  return decoded.ok() ? decoded.value().events.at(0) : CallEvent();
}

const std::string kCall = "uniqueid=15.7&caller=380441234567&dst=380447654321&call_type=in";

TEST(Ringostat, EveryMomentOfTheAddress) {
  const std::map<std::string, EventType> moments = {{"before_call", EventType::offered},
                                                    {"forwarding", EventType::ringing},
                                                    {"pick_up", EventType::answered},
                                                    {"after_call", EventType::ended},
                                                    {"rating", EventType::recorded}};
  for (const auto& [moment, type] : moments) {
    const CallEvent event = first_event(kCall, kForm, "moment=" + moment);
    EXPECT_EQ(event.type, type) << moment;
    EXPECT_EQ(event.from, "+380441234567");
    EXPECT_EQ(event.line, "+380447654321");
    EXPECT_EQ(event.at, 1000);
  }
  EXPECT_EQ(first_event(kCall).type, EventType::offered);
}

TEST(Ringostat, AnIdSaysTheFactAndNothingElse) {
  const auto id = [](const std::string& more) { return first_event(kCall + more).id; };
  EXPECT_EQ(id("&disposition=ANSWERED&billsec=5"), id("&disposition=BUSY&billsec=0&rating=1"));
  EXPECT_NE(id("&employee_number=100"), id("&employee_number=101"));
  EXPECT_NE(id("&disposition=CALLING&employee_number=100"),
            id("&disposition=IN+PROGRESS&employee_number=100"));
}

TEST(Ringostat, TheOwnersNamesAreTranslated) {
  ProviderSettings settings;
  settings.names = {{"who", "caller"},  {"nummer", "dst"},      {"soort", "call_type"},
                    {"id", "uniqueid"}, {"bron", "utm_source"}, {"winkel", "tracking.shop"}};
  const CallEvent event =
      first_event("who=380441234567&nummer=380447654321&soort=in&id=15.7&bron=news&winkel=3", kForm,
                  "", settings);
  EXPECT_EQ(event.from, "+380441234567");
  EXPECT_EQ(event.call_id, "15.7");
  EXPECT_EQ(event.tracking, (calls::Fields{{"shop", "3"}, {"utm_source", "news"}}));
}

TEST(Ringostat, NumbersOfTheCountry) {
  ProviderSettings settings;
  settings.country = "UA";
  EXPECT_EQ(first_event("uniqueid=1&caller=0441234567&dst=100", kForm, "", settings).from,
            "+380441234567");
}

TEST(Ringostat, TimesHaveAZone) {
  const auto start = [](const std::string& date) {
    return first_event(kCall + "&calldate=" + date).started_at;
  };
  EXPECT_EQ(start("2026-01-02T13%3A00%3A00%2B0300"), 1'767'348'000'000);
  EXPECT_EQ(start("2026-01-02T13%3A00%3A00%2B03%3A00"), 1'767'348'000'000);
  EXPECT_EQ(start("2026-01-02T10%3A00%3A00Z"), 1'767'348'000'000);
  EXPECT_EQ(start("2026-01-02+10%3A00%3A00"), 1'767'348'000'000);
}

TEST(Ringostat, EveryDispositionHasAnOutcome) {
  const auto outcome = [](const std::string& disposition, const std::string& type,
                          const std::string& talk) {
    return first_event("uniqueid=1&caller=1&dst=2&call_type=" + type +
                       "&disposition=" + disposition + "&billsec=" + talk)
        .outcome;
  };
  EXPECT_EQ(outcome("ANSWERED", "in", "9"), Outcome::completed);
  EXPECT_EQ(outcome("PROPER", "in", "9"), Outcome::completed);
  EXPECT_EQ(outcome("REPEATED", "in", "9"), Outcome::completed);
  EXPECT_EQ(outcome("REPEATED", "in", "0"), Outcome::missed);
  EXPECT_EQ(outcome("NO+ANSWER", "in", "0"), Outcome::missed);
  EXPECT_EQ(outcome("NO+ANSWER", "out", "0"), Outcome::no_answer);
  EXPECT_EQ(outcome("NO+EXTENSION", "in", "0"), Outcome::missed);
  EXPECT_EQ(outcome("VOICEMAIL", "in", "9"), Outcome::voicemail);
  EXPECT_EQ(outcome("BUSY", "in", "0"), Outcome::busy);
  EXPECT_EQ(outcome("something new", "in", "0"), Outcome::failed);
  EXPECT_EQ(outcome("something new", "in", "9"), Outcome::completed);
}

TEST(Ringostat, ACallbackIsMadeByTheCompany) {
  const CallEvent event =
      first_event("uniqueid=1&caller=101&dst=380441234567&call_type=callback&employee_number=101");
  EXPECT_EQ(event.direction, Direction::outbound);
  EXPECT_EQ(event.to, "+380441234567");
  EXPECT_EQ(event.agent, "101");
}

TEST(Ringostat, ARecordingThatIsOnlyAnnouncedIsFetchedByItsCall) {
  const auto decoded = ringostat_tells(kCall + "&disposition=ANSWERED&billsec=5&has_recording=1");
  ASSERT_TRUE(decoded.ok());
  ASSERT_EQ(decoded.value().events.size(), 2U);
  EXPECT_EQ(decoded.value().events[1].recording_url, "ringostat:15.7");
}

TEST(Ringostat, SaysInOneErrorWhatIsWrong) {
  struct Mistake {
    const char* body;
    const char* type;
    const char* query;
    const char* detail;
  };
  const Mistake mistakes[] = {
      {"", kForm, "", "there is nothing in it"},
      {"caller=1", kForm, "", "neither uniqueid"},
      {"uniqueid=a%20b", kForm, "", "not an id"},
      {"uniqueid=1&call_type=sideways", kForm, "", "call_type"},
      {"uniqueid=1&calldate=yesterday", kForm, "", "calldate"},
      {"uniqueid=1&calldate=2026-01-02T10%3A00%3A00%2B9900", kForm, "", "calldate"},
      {"uniqueid=1&disposition=ANSWERED&billsec=1e3", kForm, "", "billsec"},
      {"uniqueid=1&recording=javascript%3Aalert(1)", kForm, "", "recording"},
      {"uniqueid=1&moment=later", kForm, "", "moment"},
      {"uniqueid=1", kForm, "uniqueid=2", "given twice"},
      {"uniqueid=1&uniqueid=1", kForm, "", "twice"},
      {"uniqueid=1&call_id=2", kForm, "", "given twice"},
      {"[1]", kJson, "", "not a JSON object"},
      {"{\"uniqueid\":{\"a\":1}}", kJson, "", "not a plain value"},
      {"{", kJson, "", "not a JSON object"},
      {"<x/>", "text/xml", "", "form-encoded or JSON"}};
  for (const Mistake& mistake : mistakes) {
    const auto decoded = ringostat_tells(mistake.body, mistake.type, mistake.query);
    ASSERT_FALSE(decoded.ok()) << mistake.body;
    EXPECT_EQ(decoded.error().code, ErrorCode::bad_payload);
    EXPECT_NE(decoded.error().detail.find(mistake.detail), std::string::npos)
        << decoded.error().detail;
  }
}

}  // namespace
}  // namespace deskbell::providers
