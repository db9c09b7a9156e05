#include "base/decimal.h"

#include <algorithm>
#include <cstdint>

namespace deskbell {
namespace {

constexpr std::uint64_t kLargestExact = std::uint64_t{1} << 53;
// Whatever is beyond is 0 or infinite; the bound keeps the sums small.
constexpr int kLargestExponent = 2000;

// Powers of ten are exact up to 10^22.
double scale(double value, int exponent) {
  constexpr double kExact[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                               1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  constexpr int kStep = 22;
  for (; exponent > kStep; exponent -= kStep) value *= kExact[kStep];
  for (; exponent < -kStep; exponent += kStep) value /= kExact[kStep];
  return exponent < 0 ? value / kExact[-exponent] : value * kExact[exponent];
}

}  // namespace

double read_decimal(std::string_view text) {
  std::size_t at = 0;
  const auto is_digit = [&] { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) ++at;
  std::uint64_t digits = 0;
  int exponent = 0;
  const auto take_digits = [&](int each) {
    for (; is_digit(); ++at) {
      if (digits < kLargestExact / 10) {
        digits = digits * 10 + static_cast<std::uint64_t>(text[at] - '0');
        exponent -= each;
      } else if (exponent < kLargestExponent) {
        exponent += 1 - each;
      }
    }
  };
  take_digits(0);
  if (at < text.size() && text[at] == '.') {
    ++at;
    take_digits(1);
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    const bool down = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    int told = 0;
    for (; is_digit(); ++at) told = std::min(told * 10 + (text[at] - '0'), kLargestExponent);
    exponent += down ? -told : told;
  }
  const double value = digits == 0 ? 0 : scale(static_cast<double>(digits), exponent);
  return negative ? -value : value;
}

}  // namespace deskbell
