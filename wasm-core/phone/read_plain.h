#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "phone/region_plan.h"

namespace deskbell::phone {

/// A number written in one of the everyday ways: digits, the usual ASCII punctuation, perhaps a +.
struct PlainNumber {
  static constexpr std::size_t kMaxDigits = 24;

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

/// Reads a text the quick way, without libphonenumber's parser but by its rules.
///
/// It answers only where it is sure that the full way gives the same; texts with letters, other
/// scripts or extensions, with several numbers in them, or in plans that rewrite what is dialled
/// (Argentina's 15) are left to the full way.
///
/// @param home where a national form is dialled, or null
/// @return false when it is not sure; `out` means nothing then
bool read_plain(std::string_view text, RegionPlan* home, PlainNumber* out);

/// The same for the first of several rows, each with `end` behind it.
/// @param size set to the bytes of the row, without its end, whatever the answer
bool read_plain_row(std::string_view rows, char end, RegionPlan* home, std::size_t* size,
                    PlainNumber* out);

/// The rest of read_plain() for digits that were gathered already, in texts without a "(0)".
/// @param out holds the digits and their count
/// @return false when they are no valid number, or when it is not sure
bool read_valid_digits(bool has_plus, RegionPlan* home, PlainNumber* out);

/// As MaybeExtractCountryCode for digits behind a + or an international prefix.
/// @param size set to the digits of the code
/// @return its plan, or null
CodePlan* split_code(std::string_view digits, std::size_t* size);

}  // namespace deskbell::phone
