#pragma once
#include <string>
#include <string_view>

#include "phone/region_plan.h"

namespace deskbell::phone {

/// Writes a national number as libphonenumber's Format does, by formats that are kept ready.
/// @param international with `+` and the calling code
/// @return false when this number is to be written the full way; `out` is as it was
bool format_plain(int calling_code, std::string_view national, bool international,
                  std::string* out);

}  // namespace deskbell::phone
