// Matrices, routings and mappings as an admin, or somebody with an admin's cookie, might send them.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/engine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (deskbell::core::check_matrix(text).empty()) std::abort();
  if (deskbell::core::check_routing(text).empty()) std::abort();
  if (deskbell::core::check_mapping(text).empty()) std::abort();
  return 0;
}
