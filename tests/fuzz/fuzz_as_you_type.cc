// What is shown while typing are the keys that were typed, in order, and showing it again changes
// nothing.
#include "phone/as_you_type.h"

#include <algorithm>

#include "phone_input.h"

namespace {

std::string keys_of(std::string_view shown) {
  std::string keys;
  for (const char c : shown) {
    if ((c >= '0' && c <= '9') || c == '+' || c == '*' || c == '#') keys.push_back(c);
  }
  return keys;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using deskbell::fuzz::require;
  using deskbell::phone::format_as_you_type;
  using deskbell::phone::kMaxTypedBytes;
  const auto [country, text] = deskbell::fuzz::read_phone_input(data, size);
  const std::string shown = format_as_you_type(text, country);
  require(shown.size() <= 3 * kMaxTypedBytes, "longer than what was typed", shown, "");
  const std::string_view read = text.substr(0, kMaxTypedBytes);
  const bool ascii = std::all_of(read.begin(), read.end(), [](char c) { return c >= 0; });
  if (ascii) require(keys_of(shown) == keys_of(read), "the keys", std::string(read), shown);
  if (shown.size() <= kMaxTypedBytes) {
    const std::string again = format_as_you_type(shown, country);
    require(again == shown, "shown again", shown, again);
  }
  return 0;
}
