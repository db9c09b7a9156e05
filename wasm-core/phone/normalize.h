#pragma once
#include <string_view>

#include "phone/number.h"

namespace deskbell::phone {

/// Longer texts are not read: they are no telephone number. In bytes, white space around not
/// counted. (libphonenumber in Java and JavaScript has the same bound, in characters.)
inline constexpr std::size_t kMaxNumberBytes = 250;

/// Reads a text as a telephone number: the way a person wrote it, a `tel:` address, a line of an
/// address book with words and an extension. Digits of any script are read.
///
/// A bad number is a normal answer: valid is false and reason says why. Any bytes may be passed;
/// what is not UTF-8 counts as text that is not a number. Never fails, keeps no state.
///
/// @param text UTF-8, of any length; see kMaxNumberBytes
/// @param country ISO 3166 alpha-2 in either case: where a national form is dialled. Empty: only
///        international forms can be read. One that nobody knows is treated as empty, with a note
NormalizedNumber normalize(std::string_view text, std::string_view country);

/// The same by libphonenumber's parser, without the quick way for everyday forms: what the quick
/// way is tested against. Only where among words a number stands is found as always
/// (find/number_finder.h).
NormalizedNumber normalize_fully(std::string_view text, std::string_view country);

}  // namespace deskbell::phone
