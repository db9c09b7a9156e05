#pragma once
// Stand-in for what libphonenumber reaches through abseil's substitute.h: splitting a text and
// reading integers.
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace absl {

struct ByChar {
  explicit ByChar(char delimiter) : delimiter(delimiter) {}
  char delimiter;
};
struct SkipEmpty {};

inline std::vector<std::string_view> StrSplit(std::string_view text, ByChar by, SkipEmpty) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, text.find(by.delimiter));
    if (!piece.empty()) pieces.push_back(piece);
    text.remove_prefix(piece.size() < text.size() ? piece.size() + 1 : piece.size());
  }
  return pieces;
}

/// Like abseil's: white space around is allowed, a sign too; false and *out unspecified otherwise.
template <class Int>
bool SimpleAtoi(std::string_view text, Int* out) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return false;
  text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  if (text.front() == '+') {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '-') return false;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

}  // namespace absl
