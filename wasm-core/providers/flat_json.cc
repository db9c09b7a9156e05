#include "providers/flat_json.h"

#include <nlohmann/json.hpp>

#include "providers/bad_payload.h"
#include "providers/fields.h"

namespace deskbell::providers {
namespace {

using Json = nlohmann::json;

}  // namespace

Result<calls::Fields> read_flat_json(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object()) return bad_payload("the body is not a JSON object");
  if (json.size() > kMostFields) return bad_payload("more than 64 members");
  calls::Fields fields;
  for (const auto& [name, value] : json.items()) {
    if (value.is_null()) continue;
    if (value.is_string()) {
      fields[name] = value.get_ref<const std::string&>();
    } else if (value.is_boolean()) {
      fields[name] = value.get<bool>() ? "1" : "0";
    } else if (value.is_number()) {
      fields[name] = value.dump();
    } else {
      return bad_payload("member '" + name + "' is not a plain value");
    }
    if (fields[name].find('\0') != std::string::npos)
      return bad_payload("member '" + name + "' has a NUL");
  }
  return fields;
}

}  // namespace deskbell::providers
