#include "providers/flat_json.h"

#include <nlohmann/json.hpp>
#include <set>

namespace deskbell::providers {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostFields = 64;
// An object in an object is refused anyway; deeper nesting only costs stack.
constexpr int kDeepest = 4;

Error bad(std::string detail) { return {ErrorCode::bad_payload, std::move(detail)}; }

struct Watched {
  Json json;
  std::string twice;
};

// nlohmann/json keeps the last of two members with one name; two readers that differ in this see
// two different webhooks.
Watched parse_watched(std::string_view body) {
  Watched watched;
  std::set<std::string> seen;
  bool too_deep = false;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > kDeepest) too_deep = true;
    if (event == Json::parse_event_t::key && depth == 1) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!seen.insert(name).second) watched.twice = name;
    }
    return !too_deep;
  };
  watched.json = Json::parse(body, watch, false);
  return watched;
}

}  // namespace

Result<calls::Fields> read_flat_json(std::string_view body) {
  const Watched watched = parse_watched(body);
  if (!watched.json.is_object()) return bad("the body is not a JSON object");
  if (!watched.twice.empty()) return bad("member '" + watched.twice + "' twice");
  if (watched.json.size() > kMostFields) return bad("more than 64 members");
  calls::Fields fields;
  for (const auto& [name, value] : watched.json.items()) {
    if (value.is_null()) continue;
    if (value.is_string()) {
      fields[name] = value.get_ref<const std::string&>();
    } else if (value.is_boolean()) {
      fields[name] = value.get<bool>() ? "1" : "0";
    } else if (value.is_number()) {
      fields[name] = value.dump();
    } else {
      return bad("member '" + name + "' is not a plain value");
    }
    if (fields[name].find('\0') != std::string::npos) return bad("member '" + name + "' has a NUL");
  }
  return fields;
}

}  // namespace deskbell::providers
