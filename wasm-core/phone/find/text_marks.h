#pragma once
// What a character may be within a number that stands in a text, as libphonenumber's
// PhoneNumberMatcher and its patterns have it.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace deskbell::phone {

enum TextMark : std::uint8_t {
  kLead = 1,         ///< may begin a number: a plus, an opening bracket
  kPunctuation = 2,  ///< may stand between its digits
  kAnyDigit = 4,     ///< a decimal digit of any script
  kBlank = 8,        ///< white space, of that which is punctuation
};

namespace internal {

constexpr std::array<std::uint8_t, 128> make_ascii_marks() {
  std::array<std::uint8_t, 128> marks{};
  const auto mark = [&marks](std::string_view all, unsigned as) {
    for (const char c : all) marks[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(as);
  };
  mark("-x ().[]/~", kPunctuation);
  mark("([+", kLead);
  mark("0123456789", kAnyDigit);
  mark(" ", kBlank);
  return marks;
}
inline constexpr std::array<std::uint8_t, 128> kAsciiMarks = make_ascii_marks();

unsigned marks_beyond_ascii(char32_t point);

}  // namespace internal

/// A character: its marks (see TextMark), its bytes; no bytes at the end of a text.
struct TextStep {
  char32_t point = 0;
  unsigned marks = 0;
  std::size_t size = 0;

  bool is(unsigned mark) const { return (marks & mark) != 0; }
};

TextStep step_beyond_ascii(std::string_view text, std::size_t at);

inline TextStep step_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, internal::kAsciiMarks[byte], 1};
  return step_beyond_ascii(text, at);
}

/// @return behind as many characters with this mark as there are at `at`, but not more than `most`
std::size_t behind_run(std::string_view text, std::size_t at, TextMark mark, std::size_t most);

/// The character that ends at `at`, in text that is_searchable().
TextStep step_before(std::string_view text, std::size_t at);

/// In the scripts that words for an extension are written in.
constexpr char32_t lower_case(char32_t point) {
  const bool upper = (point >= U'A' && point <= U'Z') || (point >= 0x410 && point <= 0x42F) ||
                     (point >= 0xFF21 && point <= 0xFF3A) || point == 0xD3;
  return upper ? point + 0x20 : point;
}

/// Whether PhoneNumberMatcher looks into it at all: UTF-8 without control characters other than
/// tab, line feed, form feed and carriage return, and without noncharacters.
bool is_searchable(std::string_view text);

/// Where the next digit of any script stands; npos when there is none.
std::size_t find_digit(std::string_view text, std::size_t from);

}  // namespace deskbell::phone
