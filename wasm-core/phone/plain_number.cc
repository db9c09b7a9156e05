#include "phone/plain_number.h"

#include <algorithm>

namespace deskbell::phone {
namespace {

enum Sort : std::uint8_t { strange, digit, space, mark, bracket, plus };

struct Sorts {
  std::array<std::uint8_t, 256> of{};
  constexpr Sorts() {
    for (unsigned c = '0'; c <= '9'; ++c) of[c] = digit;
    of[' '] = space;
    for (const char c : {'-', '.', '/'}) of[static_cast<unsigned char>(c)] = mark;
    for (const char c : {'(', ')'}) of[static_cast<unsigned char>(c)] = bracket;
    of['+'] = plus;
  }
};
constexpr Sorts kSorts;

}  // namespace

bool gather_digits(std::string_view text, PlainNumber* number, SeenMarks* marks,
                   std::size_t* size) {
  PlainNumber& out = *number;
  SeenMarks& seen = *marks;
  std::size_t count = 0;
  bool in_group = false;
  enum : std::uint8_t { outside, opened, zero } inside = outside;  // of what may be a "(0)"
  for (*size = 0; *size < text.size(); ++*size) {
    const char c = text[*size];
    const auto byte = static_cast<unsigned char>(c);
    const unsigned value = byte - unsigned{'0'};
    if (value < 10) {
      if (count >= PlainNumber::kMaxDigits) return false;
      if (!in_group) {
        in_group = true;
        inside = inside == opened && value == 0 ? zero : outside;
      } else {
        inside = outside;
      }
      out.digits[count++] = c;
      continue;
    }
    in_group = false;
    seen.plus_apart = seen.plus_apart || (seen.plus && count == 0);
    switch (kSorts.of[byte]) {
      case strange:  // the end of a row, or nothing for the quick way
        out.count = static_cast<std::uint8_t>(count);
        return count >= PlainNumber::kMinDigits;
      case bracket:
        if (c == ')' && inside == zero) {
          ++seen.bracketed_zeros;
          seen.zero_at = count - 1;
        }
        if (c == '(') ++seen.brackets;
        inside = c == '(' ? opened : outside;
        break;
      case space:
        break;
      case plus:
        if (count > 0 || seen.plus) return false;
        seen.plus = true;
        inside = outside;
        break;
      default:
        inside = outside;
        break;
    }
  }
  out.count = static_cast<std::uint8_t>(count);
  return count >= PlainNumber::kMinDigits;
}

void drop_bracketed_zero(const SeenMarks& marks, PlainNumber* number) {
  const auto at = number->digits.begin() + marks.zero_at;
  std::copy(at + 1, number->digits.begin() + number->count, at);
  --number->count;
  number->dropped_zero = true;
}

}  // namespace deskbell::phone
