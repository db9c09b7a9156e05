// The quick and the full way give one answer, the answer holds together, and reading it again
// changes nothing.
#include "phone/normalize.h"

#include "phone/plan.h"
#include "phone_input.h"

namespace {

using deskbell::fuzz::require;
using deskbell::phone::NormalizedNumber;
using deskbell::phone::NumberKind;
using deskbell::phone::NumberReason;
using deskbell::phone::show;

void check(const NormalizedNumber& number) {
  const std::string shown = show(number);
  require(number.valid == (number.reason == NumberReason::none), "valid has no reason", shown, "");
  require(number.valid == (number.kind != NumberKind::unknown), "valid has a kind", shown, "");
  require(number.e164.empty() == (number.key == 0), "a key for each number", shown, "");
  require(!number.valid || !number.country.empty(), "valid has a country", shown, "");
  if (number.e164.empty()) return;
  require(number.e164 == "+" + std::to_string(number.key), "the key is its digits", shown, "");
  require(number.e164.size() <= deskbell::phone::kMaxE164Digits + 1, "too many digits", shown, "");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [country, text] = deskbell::fuzz::read_phone_input(data, size);
  const NormalizedNumber number = deskbell::phone::normalize(text, country);
  const std::string full = show(deskbell::phone::normalize_fully(text, country));
  require(show(number) == full, "the quick and the full way", show(number), full);
  check(number);
  if (!number.valid) return 0;
  for (const std::string_view home : {country, std::string_view()}) {
    const NormalizedNumber again = deskbell::phone::normalize(number.e164, home);
    const bool same = again.e164 == number.e164 && again.country == number.country &&
                      again.kind == number.kind && again.valid;
    require(same, "read again", show(number), show(again));
  }
  return 0;
}
