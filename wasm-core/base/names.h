// Names of enumerators, made from the same .def list as the enum itself.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace deskbell {

/// The enumerator's name as it stands in the .def file, in JSON and in TypeScript.
template <typename Enum, std::size_t N>
constexpr std::string_view name_of(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

/// The enumerator with that name, if there is one.
template <typename Enum, std::size_t N>
constexpr std::optional<Enum> value_of(const std::array<std::string_view, N>& names,
                                       std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace deskbell
