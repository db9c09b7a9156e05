// The other end of a call, or this one, as a telephone system writes it.
#pragma once

#include <string>
#include <string_view>

namespace deskbell::providers {

/// E.164 for a number that can be read as an international one, with or without its `+` (or with
/// the space that an unescaped `+` becomes); an extension or anything else of at most 64 characters
/// as it stands; empty for a withheld caller (`anonymous`, `unknown`, `0`, nothing).
/// @param country ISO 3166; given, a number may also be written as in that country.
std::string read_party(std::string_view text, std::string_view country = "");

}  // namespace deskbell::providers
