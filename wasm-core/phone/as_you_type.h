#pragma once
#include <string>
#include <string_view>

namespace deskbell::phone {

/// Formats what has been typed so far. Keeps no state: the caller passes the whole text each time.
///
/// Only digits, `+`, `*` and `#` are taken from the text (digits of any script), so its own earlier
/// answer may be passed back with a character more or less.
///
/// @param text UTF-8; at most the first kMaxTypedBytes bytes are read
/// @param country ISO 3166 alpha-2 in either case, or empty
std::string format_as_you_type(std::string_view text, std::string_view country);

inline constexpr std::size_t kMaxTypedBytes = 100;

}  // namespace deskbell::phone
