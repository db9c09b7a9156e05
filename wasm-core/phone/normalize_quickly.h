#pragma once
#include <string_view>

#include "phone/normalize_plainly.h"

namespace deskbell::phone {

/// normalize() without libphonenumber's parser, for what everyday texts are: a number written
/// plainly, one that prepare() makes plain (other digits, an extension in words, an address), or
/// one of these among words.
/// @return false when the full way must answer; `out` means nothing then
bool normalize_quickly(std::string_view text, std::string_view country, PlainAnswer* out);

}  // namespace deskbell::phone
