#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "phone/code_plan.h"

namespace deskbell::phone {

/// Bytes that copy_short() moves at once.
inline constexpr std::size_t kShort = 16;

/// Copies a few bytes without a call: always kShort of them, so there must be room for as many.
/// @param size at most kShort
/// @return behind the last of `size`
inline char* copy_short(const char* from, std::size_t size, char* out) {
  std::memcpy(out, from, kShort);
  return out + size;
}

/// A number written in one of the everyday ways: digits, the usual ASCII punctuation, perhaps a +.
struct PlainNumber {
  static constexpr std::size_t kMaxDigits = 24;
  static constexpr std::size_t kMinDigits = 3;  // fewer are only read without punctuation

  /// As they were written; with room behind them, see copy_short().
  std::array<char, kMaxDigits + kShort> digits{};
  std::uint8_t count = 0;        ///< of them
  std::uint8_t national_at = 0;  ///< where the national number begins
  std::uint8_t idd_size = 0;     ///< digits of the international prefix, such as 00
  bool dropped_zero = false;     ///< a "(0)" stood in the text and is not in the digits
  PhoneNumber::CountryCodeSource source = PhoneNumber::UNSPECIFIED;
  CodePlan* code = nullptr;
  RegionPlan* region = nullptr;  ///< whose number it is; null when it is nobody's
  NumberKind kind = NumberKind::unknown;

  bool valid() const { return kind != NumberKind::unknown; }
  std::string_view written() const { return {digits.data(), count}; }
  std::string_view national() const { return written().substr(national_at); }
};

/// What stands between and around the digits of a text.
struct SeenMarks {
  bool plus = false;
  bool plus_apart = false;  ///< something stands between it and the first digit
  bool slash = false;
  bool dot = false;
  bool space = false;
  bool spaced_dash = false;         ///< a dash with a space beside it
  std::size_t brackets = 0;         ///< that open
  std::size_t bracketed_zeros = 0;  ///< "(0)", perhaps with spaces inside
  std::size_t zero_at = 0;          ///< the last of them, in digits
  std::size_t longest_run = 0;      ///< of marks, from the first digit, plus or opening bracket on
  std::uint32_t known = 0;          ///< a bit for each mark that stands in `order`
  std::array<char, 8> order{};      ///< each mark but the plus once, as they came
  std::uint8_t kinds = 0;           ///< how many of them

  void note(char mark) {
    const std::uint32_t bit = 1U << (mark & 0x1F);
    if ((known & bit) != 0) return;
    known |= bit;
    order[kinds++] = mark;
  }
};

/// Takes a text apart.
/// @param size set to where it stopped: the end, or what has no place in an everyday form
/// @return false when there are too few digits or too many
bool gather_digits(std::string_view text, PlainNumber* number, SeenMarks* marks, std::size_t* size);

void drop_bracketed_zero(const SeenMarks& marks, PlainNumber* number);

}  // namespace deskbell::phone
