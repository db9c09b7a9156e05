#include "json/members.h"

#include <algorithm>

namespace deskbell::json {

Members::Members(Value value, std::string place, Mistake& mistake)
    : value_(value), place_(std::move(place)), mistake_(mistake) {
  if (!value.is_object()) fail("", "is not an object");
}

std::string Members::place_of(std::string_view name) const {
  if (place_.empty() || name.empty()) return place_ + std::string(name);
  return place_ + "." + std::string(name);
}

std::string Members::place_of(std::string_view name, std::size_t item) const {
  return place_of(name) + "[" + std::to_string(item) + "]";
}

void Members::fail(std::string_view name, std::string_view what) {
  if (mistake_) return;
  const std::string place = place_of(name);
  mistake_ = (place.empty() ? "it" : place) + " " + std::string(what);
}

Value Members::take(std::string_view name) {
  known_.push_back(name);
  if (mistake_) return {};
  const Value found = value_.find(name);
  return found.is_null() ? Value() : found;
}

std::vector<std::string_view> Members::list(std::string_view name) {
  const Value value = take(name);
  if (value.is_text()) return {value.text()};
  std::vector<std::string_view> texts;
  const bool all = value.is_array() && std::all_of(value.begin(), value.end(),
                                                   [](Value each) { return each.is_text(); });
  if (value && !all) fail(name, "is not a name or a list of names");
  if (all) {
    for (const Value each : value) texts.push_back(each.text());
  }
  return texts;
}

Value Members::items(std::string_view name, std::size_t most) {
  const Value list = take(name);
  if (!list || (list.is_array() && list.size() <= most)) return list;
  fail(name, "is not a list of at most " + std::to_string(most));
  return {};
}

std::string Members::text(std::string_view name, std::size_t longest, bool required) {
  const Value value = take(name);
  if (!value) {
    if (required) fail(name, "is missing");
    return {};
  }
  if (!value.is_text()) {
    fail(name, "is not a text");
    return {};
  }
  const std::string_view text = value.text();
  if (text.size() > longest) {
    fail(name, "is longer than " + std::to_string(longest) + " bytes");
    return {};
  }
  if (text.find('\0') != std::string_view::npos) fail(name, "has a NUL");
  if (required && text.empty()) fail(name, "is empty");
  return std::string(text);
}

std::optional<std::int64_t> Members::whole(std::string_view name, std::int64_t largest) {
  const Value value = take(name);
  if (!value) return std::nullopt;
  const auto number = value.whole();
  if (number && *number >= 0 && *number <= largest) return number;
  fail(name, "is not a whole number from 0 to " + std::to_string(largest));
  return std::nullopt;
}

bool Members::flag(std::string_view name, bool otherwise) {
  const Value value = take(name);
  if (!value) return otherwise;
  if (!value.is_flag()) fail(name, "is neither true nor false");
  return value.flag();
}

void Members::finish() {
  if (mistake_) return;
  for (const Value member : value_) {
    if (std::find(known_.begin(), known_.end(), member.name()) == known_.end()) {
      fail(member.name().substr(0, kLongestName), "is not known here");
    }
  }
}

}  // namespace deskbell::json
