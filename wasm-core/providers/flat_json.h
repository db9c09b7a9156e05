// A webhook's JSON body, read strictly: one object of plain values.
#pragma once

#include <string_view>

#include "base/result.h"
#include "calls/call_event.h"

namespace deskbell::providers {

/// Reads an object whose values are strings, numbers, booleans (`1` or `0`) or null (left out).
/// Refuses with `bad_payload`: no object, more than 64 members, a nested value, a NUL.
Result<calls::Fields> read_flat_json(std::string_view body);

}  // namespace deskbell::providers
