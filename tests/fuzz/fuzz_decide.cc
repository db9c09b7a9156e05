#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/engine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (deskbell::core::decide(text).empty()) std::abort();
  return 0;
}
