// Three functions of the C library, for the .wasm only: its link puts them in their place.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/decimal.h"

extern "C" {

// Nobody asks for the next two there but nlohmann/json's lexer: for the value of each number, and
// to write odd characters into an error text that nobody reads. The library's own weigh 18 kB
// (128-bit arithmetic, formats of every kind).
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

// The library's own asks for no byte more than it needs, and each growth takes from JavaScript all
// the arrays over the memory: so it grows by a fifth, as far as that can be had.
int __wrap_emscripten_resize_heap(std::size_t size) {
  constexpr std::size_t kPage = 65536;
  const std::size_t pages = __builtin_wasm_memory_size(0);
  const std::size_t needed = (size + kPage - 1) / kPage - pages;
  constexpr auto kRefused = static_cast<std::size_t>(-1);
  if (__builtin_wasm_memory_grow(0, std::max(needed, pages / 5)) != kRefused) return 1;
  return __builtin_wasm_memory_grow(0, needed) != kRefused ? 1 : 0;
}

}  // extern "C"
