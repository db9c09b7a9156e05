#pragma once
#include <string_view>

#include "phone/region_plan.h"

namespace deskbell::phone {

/// Whether a piece of a text is a valid number, written as numbers among words are: what
/// PhoneNumberMatcher's leniency VALID demands. By read_plain.h's quick way, and where that is not
/// sure by libphonenumber's parser.
/// @param home where a national form is dialled, or null
bool is_found_number(std::string_view piece, RegionPlan* home);

}  // namespace deskbell::phone
