#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/engine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string answer = deskbell::core::route(text);
  // A caller waits: never an error, always a decision.
  if (answer.find("\"decision\"") == std::string::npos) std::abort();
  if (deskbell::core::reply("zadarma", text).empty()) std::abort();
  if (deskbell::core::reply("pbxware", text).empty()) std::abort();
  return 0;
}
