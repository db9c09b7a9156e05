#pragma once
#include <string>
#include <string_view>

namespace deskbell::phone {

/// A text made plain before it is read as a number.
struct Prepared {
  std::string text;  ///< well-formed UTF-8; digits, dashes, spaces and full-width forms as ASCII
  std::string extension;  ///< digits behind a word such as "toestel" or "доб.", taken out of text
  std::string foreign_digits;  ///< the digits of other scripts, as they were written
  bool too_long = false;       ///< beyond kMaxNumberBytes: text is empty
};

/// Addresses (`tel:`, `sip:`, `callto:`) lose their scheme, their %xx and what is behind an @; a
/// phone-context is put before the number.
Prepared prepare(std::string_view raw);

/// Whether without_words() would take words out.
bool has_words(std::string_view text);

/// The text with everything that is no part of a number (words, symbols) replaced by spaces.
/// @param dropped what was taken out, words separated by single spaces
std::string without_words(std::string_view text, std::string* dropped);

/// The text without any "(0)", and whether there was one.
std::string without_bracketed_zero(std::string_view text, bool* found);

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace deskbell::phone
