#pragma once
#include <string>
#include <vector>

#include "phone/number.h"
#include "phone/prepare.h"
#include "phone/reading.h"

namespace deskbell::phone {

/// What was done on the way from the text to the number.
/// @param region the country that was given, upper case, or empty
void explain(const Prepared& prepared, const Reading& reading, const std::string& region,
             std::vector<NumberNote>& notes);

}  // namespace deskbell::phone
