// What the fuzzers of the numbers have in common: the first byte chooses the country, the rest is
// the text.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../native/phone/show_number.h"

namespace deskbell::fuzz {

struct PhoneInput {
  std::string_view country;
  std::string_view text;
};

/// Plans that differ in kind: several countries with one calling code, no trunk prefix, one that
/// is rewritten or belongs to the number, international prefixes of several lengths. And no
/// country, one in lower case, some that nobody knows.
inline PhoneInput read_phone_input(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kCountries[] = {
      "NL", "US", "GB", "DE", "IT", "FR", "RU", "AR", "MX", "BR", "AU", "JP",
      "CN", "PL", "UA", "AE", "IL", "FI", "SG", "KZ", "CO", "ID", "HU", "SM",
      "BY", "KR", "CI", "AX", "GG", "YT", "SJ", "",   "nl", "UK", "XX", "Netherlands"};
  if (size == 0) return {};
  return {kCountries[data[0] % std::size(kCountries)],
          std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1)};
}

inline void require(bool holds, const char* what, const std::string& first,
                    const std::string& second) {
  if (holds) return;
  std::fprintf(stderr, "%s\n  %s\n  %s\n", what, first.c_str(), second.c_str());
  std::abort();
}

}  // namespace deskbell::fuzz
