#include "providers/flat_json.h"

#include "json/document.h"
#include "providers/bad_payload.h"
#include "providers/fields.h"

namespace deskbell::providers {

Result<calls::Fields> read_flat_json(std::string_view body) {
  const json::Document document(body);
  const json::Value root = document.root();
  if (!root.is_object()) return bad_payload("the body is not a JSON object");
  if (root.size() > kMostFields) return bad_payload("more than 64 members");
  calls::Fields fields;
  for (const json::Value member : root) {
    const std::string name(member.name());
    fields.erase(name);
    if (member.is_null()) continue;
    std::string& value = fields[name];
    if (member.is_text()) {
      value = member.text();
    } else if (member.is_flag()) {
      value = member.flag() ? "1" : "0";
    } else if (member.number()) {
      value = member.number_text();
    } else {
      return bad_payload("member '" + name + "' is not a plain value");
    }
    if (value.find('\0') != std::string::npos) {
      return bad_payload("member '" + name + "' has a NUL");
    }
  }
  return fields;
}

}  // namespace deskbell::providers
