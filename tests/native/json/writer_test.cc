#include "json/writer.h"

#include <gtest/gtest.h>

#include "../rounds.h"
#include "random_json.h"

namespace deskbell::json {
namespace {

void write(Writer& out, const nlohmann::json& json) {
  if (json.is_null()) return out.null();
  if (json.is_boolean()) return out.flag(json.get<bool>());
  if (json.is_string()) return out.text(json.get<std::string>());
  if (json.is_number()) return out.number(json.get<std::int64_t>());
  if (json.is_array()) {
    out.begin_array();
    for (const auto& each : json) write(out, each);
    return out.end_array();
  }
  out.begin_object();
  for (const auto& [name, value] : json.items()) {
    out.name(name);
    write(out, value);
  }
  out.end_object();
}

// Fractions and what no int64 holds are nothing that the engine writes.
void make_whole(nlohmann::json& json) {
  if (json.is_number()) json = json.get<std::int64_t>();
  if (!json.is_structured()) return;
  for (auto& each : json) make_whole(each);
}

TEST(Writer, WritesWhatTheTreeWrites) {
  RandomJson random(3);
  for (int round = rounds(3000); round > 0 && !testing::Test::HasFailure(); --round) {
    nlohmann::json json = random.document();
    make_whole(json);
    Writer out;
    write(out, json);
    EXPECT_EQ(out.take(), json.dump());
  }
}

TEST(Writer, BytesThatAreNotUtf8AreReplaced) {
  Writer out;
  out.text("a\xff\xc3(\xed\xa0\x80\xf0\x9f\x94");
  const std::string text = out.take();
  EXPECT_TRUE(nlohmann::json::accept(text)) << text;
  EXPECT_TRUE(text.starts_with("\"a\xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd")) << text;
}

TEST(Writer, LeavesOutWhatIsNotThere) {
  const std::string text = write_object([](Writer& out) {
    out.text_if_any("a", "");
    out.number_if_any("b", std::nullopt);
    out.flag_if_set("c", false);
    out.number_or_null("d", std::nullopt);
    out.text_or_null("e0", std::nullopt);
    out.text_or_null("e1", "x");
    out.texts("e2", std::vector<std::string>{"y", "z"});
    out.object("e", {{"f", "g"}});
    out.text_if_any("h", "i");
    out.number_if_any("j", -1);
    out.flag_if_set("k", true);
  });
  EXPECT_EQ(
      text,
      R"({"d":null,"e0":null,"e1":"x","e2":["y","z"],"e":{"f":"g"},"h":"i","j":-1,"k":true})");
}

}  // namespace
}  // namespace deskbell::json
