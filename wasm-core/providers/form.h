// application/x-www-form-urlencoded, read strictly: a webhook has each field once.
#pragma once

#include <initializer_list>
#include <string_view>

#include "base/result.h"
#include "calls/call_event.h"

namespace deskbell::providers {

/// Reads a form body. Refuses with `bad_payload`: more than 64 fields, a field twice, a field with
/// brackets (an array or object in other readers) that is not one of `bracketed`, a broken percent
/// escape, a NUL.
/// A `+` stands for a space, as the form encoding says: senders that forget to escape the `+` of a
/// number are mended where the number is read.
Result<calls::Fields> read_form(std::string_view body,
                                std::initializer_list<std::string_view> bracketed = {});

}  // namespace deskbell::providers
