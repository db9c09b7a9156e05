// What a directory answers, as texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"

namespace deskbell::directory {

inline constexpr double kNow = 1'767'348'000'000;  // 2026-01-02T10:00:00Z

inline std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t size = text.find(kReferenceEnd);
    parts.emplace_back(text.substr(0, size));
    text.remove_prefix(size == std::string_view::npos ? text.size() : size + 1);
  }
  return parts;
}

inline std::vector<std::string> contacts_of(const Directory& directory, std::uint64_t key) {
  std::string text;
  directory.read(key, &text);
  return split(text);
}

inline bool stale(Finding finding) { return (finding & kStale) != 0; }
inline bool nobody(Finding finding) { return (finding & ~kStale) == kKnown; }

}  // namespace deskbell::directory
