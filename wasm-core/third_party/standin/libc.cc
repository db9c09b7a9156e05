// Two functions of the C library, smaller, for the .wasm only: its link puts them in their place.
// Nobody asks for them there but nlohmann/json's lexer: for the value of each number, and to write
// odd characters into an error text that nobody reads. The library's own weigh 18 kB (128-bit
// arithmetic, formats of every kind).
#include <cstddef>
#include <string_view>

#include "base/decimal.h"

extern "C" {

double __wrap_strtod(const char* text, char** end) {
  // The lexer has checked that the text is one number, and asks only whether it is finite.
  const std::string_view number(text);
  if (end != nullptr) *end = const_cast<char*>(text + number.size());
  return deskbell::read_decimal(number);
}

int __wrap_snprintf(char* out, std::size_t size, const char* /*format*/, ...) {
  if (size > 0) *out = '\0';
  return 0;
}

}  // extern "C"
