#include "providers/pbxware.h"

#include <gtest/gtest.h>

namespace deskbell::providers {
namespace {

Result<DecodedRequest> pbxware_asks(const std::string& query) {
  return decode_pbxware({"", "", 0, {}, query, {}});
}

TEST(Pbxware, AsksForAFieldOfTheCaller) {
  for (const char* name : {"caller", "caller_id", "callerid"}) {
    const auto decoded = pbxware_asks(std::string("field_name=status&dtmf=&") + name +
                                      "=+31612345678&did=31201234567");
    ASSERT_TRUE(decoded.ok()) << decoded.error().detail;
    EXPECT_TRUE(decoded.value().events.empty());
    ASSERT_TRUE(decoded.value().question);
    EXPECT_EQ(decoded.value().question->field, "status");
    EXPECT_EQ(decoded.value().question->from, "+31612345678");
    EXPECT_EQ(decoded.value().question->line, "+31201234567");
  }
}

TEST(Pbxware, AVoiceMenuSendsDigits) {
  const auto decoded = pbxware_asks("field_name=status&dtmf=12*4%23");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded.value().question->dtmf, "12*4#");
}

TEST(Pbxware, SaysInOneErrorWhatIsWrong) {
  const std::map<std::string, std::string> mistakes = {
      {"", "field_name"},
      {"field_name=a%20b&caller=1", "field_name"},
      {"field_name=a&dtmf=x", "dtmf"},
      {"field_name=a", "neither a caller nor dtmf"},
      {"field_name=a&caller=1&callerid=2", "more than once"},
      {"field_name=a&caller=1&caller=2", "twice"},
      {"field_name[]=a&caller=1", "array"}};
  for (const auto& [query, expected] : mistakes) {
    const auto decoded = pbxware_asks(query);
    ASSERT_FALSE(decoded.ok()) << query;
    EXPECT_NE(decoded.error().detail.find(expected), std::string::npos) << decoded.error().detail;
  }
}

TEST(Pbxware, AnswersInTheFormThatIsAskedFor) {
  RoutingDecision decision;
  decision.field = "status";
  decision.value = "GOLD";
  EXPECT_EQ(render_pbxware_reply(decision, "").body, "GOLD");
  EXPECT_EQ(render_pbxware_reply(decision, "*/*").content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(render_pbxware_reply(decision, "Application/JSON").body,
            R"({"field_name":"status","value":"GOLD"})");
  EXPECT_EQ(render_pbxware_reply(decision, "text/plain, application/json").body, "GOLD");
}

TEST(Pbxware, AnAnswerIsOneBoundedLine) {
  RoutingDecision decision;
  decision.value = "a\r\nb\tc";
  EXPECT_EQ(render_pbxware_reply(decision, "").body, "a  b c");
  decision.value = std::string(255, 'x') + "\xc3\xab";  // a letter of two bytes over the limit
  EXPECT_EQ(render_pbxware_reply(decision, "").body, std::string(255, 'x'));
}

}  // namespace
}  // namespace deskbell::providers
