#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "phone/find/number_finder.h"
#include "phone/region_plan.h"

namespace deskbell::phone {

/// The telephone numbers of a text as a reader would see them: those that NumberFinder finds,
/// without what is_meant_as_number() takes for something else. In order; none overlaps another.
/// @param home where a national form is dialled, or null
/// @param found is emptied first
void find_text_numbers(std::string_view text, RegionPlan* home, std::vector<FoundNumber>* found);

}  // namespace deskbell::phone
