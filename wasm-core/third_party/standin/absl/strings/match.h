#pragma once
// Stand-in for abseil's prefix and suffix tests.
#include <string_view>

namespace absl {
inline bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix);
}
inline bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.ends_with(suffix);
}
}  // namespace absl
