#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "phone/plain_number.h"

namespace deskbell::phone {

/// @return the plan of a country, in either case; null when nobody knows it
RegionPlan* home_of(std::string_view country);

/// Whose number it is; of one that is not valid, where it would be.
const std::string& country_of(const PlainNumber& number, const RegionPlan* home);

/// Reads a text the quick way, without libphonenumber's parser but by its rules.
///
/// It answers only where it is sure that the full way gives the same; texts with letters, other
/// scripts or extensions, with several numbers in them, or in plans that rewrite what is dialled
/// (Argentina's 15) are left to the full way.
///
/// @param home where a national form is dialled, or null
/// @param marks what stands between the digits
/// @return false when it is not sure; `out` means nothing then
bool read_plain(std::string_view text, RegionPlan* home, PlainNumber* out, SeenMarks* marks);

enum class Certainty : std::uint8_t { no, yes, unsure };

/// Whether a piece of a text counts as a number by itself; see find/is_found_number.h.
Certainty find_plain(std::string_view piece, RegionPlan* home);

/// Whether the full way, which looks for a number in the pieces of a text whose whole is no valid
/// one, finds none there for sure.
/// @param marks as gather_digits() saw them
bool nothing_between(std::string_view text, const SeenMarks& marks, RegionPlan* home);

/// The rest of read_plain() for digits that were gathered already, in texts without a "(0)".
/// @param out holds the digits and their count
/// @return false when they are no number that can be stored, or when it is not sure; a number that
///         is not valid stands for its text only where nothing_between() and there is no other
///         trunk 0 to drop
bool read_plain_digits(bool has_plus, RegionPlan* home, PlainNumber* out);

/// As MaybeExtractCountryCode for digits behind a + or an international prefix.
/// @param size set to the digits of the code
/// @return its plan, or null
CodePlan* split_code(std::string_view digits, std::size_t* size);

}  // namespace deskbell::phone
