// The example numbers of the metadata, each with its kind.
#pragma once

namespace deskbell::phone {

struct Example {
  const char* region;
  int calling_code;
  const char* national;
  const char* kind;
};

inline constexpr Example kExamples[] = {
#include "example_numbers.inc"
};

}  // namespace deskbell::phone
