#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace deskbell {

/// One code point and how many bytes it took.
struct Decoded {
  char32_t point;
  std::size_t size;
};

/// Stands for every byte that is not part of well-formed UTF-8.
inline constexpr char32_t kReplacement = 0xFFFD;

/// Reads the code point at byte `at` (which must be inside the text). Bytes that are not well
/// formed (overlong forms, surrogates, above U+10FFFF, cut short) read as U+FFFD, one byte each.
/// Source: Unicode 15, table 3-7.
Decoded decode_utf8(std::string_view text, std::size_t at);

/// Appends `point` as UTF-8.
void append_utf8(std::string& out, char32_t point);

}  // namespace deskbell
