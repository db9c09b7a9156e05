#pragma once

#include <string_view>

namespace deskbell {

/// The value of a number in JSON's notation, also with a '+' before it; infinite when it is too
/// large. Exact for what people and programs write (up to 15 digits, and powers of ten up to 22:
/// both are exact in a double); beyond that good to 15 digits. The C library's strtod, exact to the
/// last bit for any text, brings 20 kB of arithmetic with 128 bits along.
double read_decimal(std::string_view text);

}  // namespace deskbell
