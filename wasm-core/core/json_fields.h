// Reading fields of hostile JSON: a field of the wrong type counts as absent.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace deskbell::core {

// Integers beyond this are not exact in JavaScript.
inline constexpr double kLargestInteger = 9007199254740991.0;

/// Bytes of an id that a host gives: of a row, a field, a user, a board.
inline constexpr std::size_t kLongestId = 128;

inline const nlohmann::json* find(const nlohmann::json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

inline std::string text(const nlohmann::json& object, const char* name) {
  const auto* value = find(object, name);
  return value && value->is_string() ? *value->get_ptr<const std::string*>() : std::string();
}

inline std::optional<std::int64_t> integer(const nlohmann::json& object, const char* name) {
  const auto* value = find(object, name);
  if (!value || !value->is_number()) return std::nullopt;
  const auto number = value->get<double>();
  if (!std::isfinite(number) || std::fabs(number) > kLargestInteger) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

// The times that a JavaScript Date can hold, from 1970 on.
inline constexpr std::int64_t kLatestTime = 8'640'000'000'000'000;

/// Milliseconds since 1970.
inline std::optional<std::int64_t> moment(const nlohmann::json& object, const char* name) {
  const auto told = integer(object, name);
  return told && *told >= 0 && *told <= kLatestTime ? told : std::nullopt;
}

inline bool flag(const nlohmann::json& object, const char* name) {
  const auto* value = find(object, name);
  return value && value->is_boolean() && value->get<bool>();
}

/// An empty text is left out.
inline void put(nlohmann::json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

}  // namespace deskbell::core
