#pragma once
// Stand-in for abseil's StrReplaceAll, for the one substitution at a time libphonenumber asks for.
#include <string>
#include <string_view>

namespace absl {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

/// Replaces every occurrence, left to right, never inside what was just put in.
/// @return how many were replaced
inline int StrReplaceAll(const Replacement (&replacements)[1], std::string* target) {
  const Replacement& change = replacements[0];
  if (change.from.empty()) return 0;
  int count = 0;
  for (std::size_t at = target->find(change.from); at != std::string::npos;
       at = target->find(change.from, at + change.to.size())) {
    target->replace(at, change.from.size(), change.to);
    ++count;
  }
  return count;
}

}  // namespace absl
