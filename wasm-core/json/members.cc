#include "json/members.h"

#include <algorithm>

namespace deskbell::json {

Members::Members(const Json& json, std::string place, Mistake& mistake)
    : json_(json), place_(std::move(place)), mistake_(mistake) {
  if (!json.is_object()) fail("", "is not an object");
}

std::string Members::place_of(std::string_view name) const {
  if (place_.empty() || name.empty()) return place_ + std::string(name);
  return place_ + "." + std::string(name);
}

void Members::fail(std::string_view name, std::string_view what) {
  if (mistake_) return;
  const std::string place = place_of(name);
  mistake_ = (place.empty() ? "it" : place) + " " + std::string(what);
}

const Json* Members::take(std::string_view name) {
  known_.push_back(name);
  if (mistake_ || !json_.is_object()) return nullptr;
  const auto found = json_.find(name);
  return found == json_.end() || found->is_null() ? nullptr : &*found;
}

std::string Members::text(std::string_view name, std::size_t longest, bool required) {
  const Json* value = take(name);
  if (!value) {
    if (required) fail(name, "is missing");
    return {};
  }
  if (!value->is_string()) {
    fail(name, "is not a text");
    return {};
  }
  const auto& text = value->get_ref<const std::string&>();
  if (text.size() > longest) {
    fail(name, "is longer than " + std::to_string(longest) + " bytes");
    return {};
  }
  if (text.find('\0') != std::string::npos) fail(name, "has a NUL");
  if (required && text.empty()) fail(name, "is empty");
  return text;
}

std::optional<std::int64_t> Members::whole(std::string_view name, std::int64_t largest) {
  const Json* value = take(name);
  if (!value) return std::nullopt;
  if (!value->is_number_unsigned() ||
      value->get<std::uint64_t>() > static_cast<std::uint64_t>(largest)) {
    fail(name, "is not a whole number from 0 to " + std::to_string(largest));
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

bool Members::flag(std::string_view name, bool otherwise) {
  const Json* value = take(name);
  if (!value) return otherwise;
  if (!value->is_boolean()) fail(name, "is neither true nor false");
  return value->is_boolean() && value->get<bool>();
}

void Members::finish() {
  if (mistake_ || !json_.is_object()) return;
  for (const auto& [name, value] : json_.items()) {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      fail(name.substr(0, kLongestName), "is not known here");
    }
  }
}

}  // namespace deskbell::json
