#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "phone/code_plan.h"

namespace deskbell::phone {

/// A number written in one of the everyday ways: digits, the usual ASCII punctuation, perhaps a +.
struct PlainNumber {
  static constexpr std::size_t kMaxDigits = 24;
  static constexpr std::size_t kMinDigits = 3;  // fewer are only read without punctuation

  std::array<char, kMaxDigits> digits{};  ///< as they were written
  std::uint8_t count = 0;                 ///< of them
  std::uint8_t national_at = 0;           ///< where the national number begins
  std::uint8_t idd_size = 0;              ///< digits of the international prefix, such as 00
  bool dropped_zero = false;              ///< a "(0)" stood in the text and is not in the digits
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
};

/// Takes a text apart.
/// @param size set to where it stopped: the end, or what has no place in an everyday form
/// @return false when there are too few digits or too many
bool gather_digits(std::string_view text, PlainNumber* number, SeenMarks* marks, std::size_t* size);

void drop_bracketed_zero(const SeenMarks& marks, PlainNumber* number);

}  // namespace deskbell::phone
