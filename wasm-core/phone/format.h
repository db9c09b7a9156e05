#pragma once
#include <string>
#include <string_view>

namespace deskbell::phone {

enum class FormatStyle {
  national,       ///< as people of its country write it, e.g. 06 12345678
  international,  ///< as the world writes it, e.g. +31 6 12345678
  rfc3966,        ///< for an address, e.g. tel:+31-6-12345678
};

/// Writes a normalised number for people.
/// @param e164 `+` and digits, as normalize() gives it
/// @return empty when e164 is no such number; a number that is not valid is written all the same
std::string format(std::string_view e164, FormatStyle style);

}  // namespace deskbell::phone
