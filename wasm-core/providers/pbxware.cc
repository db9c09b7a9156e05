#include "providers/pbxware.h"

#include <algorithm>

#include "json/writer.h"
#include "providers/bad_payload.h"
#include "providers/fields.h"
#include "providers/form.h"
#include "providers/party.h"

namespace deskbell::providers {
namespace {

constexpr std::size_t kLongestValue = 256;

bool is_typed(std::string_view digits) {
  return digits.size() <= kLongestId && std::all_of(digits.begin(), digits.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '*' || c == '#';
         });
}

// One line of visible text: what stands behind a line break would be another answer.
std::string one_line(const std::string& value) {
  std::string line = value.substr(0, kLongestValue);
  // Not in the middle of a character.
  if (line.size() < value.size()) {
    while (!line.empty() && (static_cast<unsigned char>(value[line.size()]) & 0xC0) == 0x80) {
      line.pop_back();
    }
  }
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

}  // namespace

Result<DecodedRequest> decode_pbxware(const ProviderRequest& request) {
  const auto query = read_form(request.query);
  if (!query.ok()) return bad_payload(query.error().detail);
  const calls::Fields& fields = query.value();
  RoutingQuestion question;
  question.field = field(fields, "field_name");
  if (!is_id(question.field)) return bad_payload("field_name is missing or no field's name");
  question.dtmf = field(fields, "dtmf");
  if (!is_typed(question.dtmf)) return bad_payload("dtmf has more than digits, * and #");
  int told = 0;
  for (const char* name : {"caller", "caller_id", "callerid"}) {
    if (!fields.contains(name)) continue;
    question.from = read_party(field(fields, name), request.settings.country);
    ++told;
  }
  if (told > 1) return bad_payload("the caller is given more than once");
  for (const char* name : {"did", "called_did"}) {
    if (fields.contains(name)) {
      question.line = read_party(field(fields, name), request.settings.country);
    }
  }
  if (question.from.empty() && question.dtmf.empty())
    return bad_payload("neither a caller nor dtmf");
  return DecodedRequest{{}, "", std::move(question)};
}

ProviderReply render_pbxware_reply(const RoutingDecision& decision, std::string_view accept) {
  const std::string value = one_line(decision.value);
  const std::string wanted = lower_case(accept);
  const std::size_t asked = wanted.find("application/json");
  if (asked != std::string::npos && asked < wanted.find("text/plain")) {
    return {json::write_object([&](json::Writer& out) {
              out.text("field_name", decision.field);
              out.text("value", value);
            }),
            "application/json"};
  }
  return {value, "text/plain; charset=utf-8"};
}

}  // namespace deskbell::providers
