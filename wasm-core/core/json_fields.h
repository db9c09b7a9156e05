// Reading fields of hostile JSON: a field of the wrong type counts as absent.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "json/document.h"

namespace deskbell::core {

// Integers beyond this are not exact in JavaScript.
inline constexpr double kLargestInteger = 9007199254740991.0;

/// Bytes of an id that a host gives: of a row, a field, a user, a board.
inline constexpr std::size_t kLongestId = 128;

inline std::string text(json::Value object, std::string_view name) {
  return std::string(object.find(name).text());
}

inline std::optional<std::int64_t> integer(json::Value object, std::string_view name) {
  const auto number = object.find(name).number();
  if (!number || !(std::fabs(*number) <= kLargestInteger)) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

// The times that a JavaScript Date can hold, from 1970 on.
inline constexpr std::int64_t kLatestTime = 8'640'000'000'000'000;

/// Milliseconds since 1970.
inline std::optional<std::int64_t> moment(std::optional<double> told) {
  if (!told || !(*told >= 0 && *told <= static_cast<double>(kLatestTime))) return std::nullopt;
  return static_cast<std::int64_t>(*told);
}

inline std::optional<std::int64_t> moment(json::Value object, std::string_view name) {
  return moment(object.find(name).number());
}

}  // namespace deskbell::core
