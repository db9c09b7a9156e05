#include "phone/plain_number.h"

#include <algorithm>

#include "phone/prepare.h"

namespace deskbell::phone {

bool gather_digits(std::string_view text, PlainNumber* number, SeenMarks* marks,
                   std::size_t* size) {
  PlainNumber& out = *number;
  SeenMarks& seen = *marks;
  std::size_t count = 0;
  std::size_t run = 0;
  char before = 0;
  enum : std::uint8_t { outside, opened, zero } inside = outside;  // of what may be a "(0)"
  for (*size = 0; *size < text.size(); ++*size) {
    const char c = text[*size];
    const auto byte = static_cast<unsigned char>(c);
    const unsigned value = byte - unsigned{'0'};
    if (value < 10) {
      if (count >= PlainNumber::kMaxDigits) return false;
      inside = inside == opened && value == 0 && !is_digit(before) ? zero : outside;
      run = 0;
      out.digits[count++] = before = c;
      continue;
    }
    seen.plus_apart = seen.plus_apart || (seen.plus && count == 0);
    switch (c) {
      case ')':
        if (inside == zero) {
          ++seen.bracketed_zeros;
          seen.zero_at = count - 1;
        }
        inside = outside;
        break;
      case '(':
        ++seen.brackets;
        inside = opened;
        break;
      case ' ':
        seen.space = true;
        seen.spaced_dash = seen.spaced_dash || before == '-';
        break;
      case '+':
        if (count > 0 || seen.plus) return false;
        seen.plus = true;
        inside = outside;
        break;
      case '-':
        seen.spaced_dash = seen.spaced_dash || before == ' ';
        inside = outside;
        break;
      case '.':
        seen.dot = true;
        inside = outside;
        break;
      case '/':
        seen.slash = true;
        inside = outside;
        break;
      default:  // the end of a row, or nothing for the quick way
        out.count = static_cast<std::uint8_t>(count);
        return count >= PlainNumber::kMinDigits;
    }
    if (c != '+') seen.note(c);
    if (count > 0 || seen.plus || seen.brackets > 0) {
      seen.longest_run = std::max(seen.longest_run, ++run);
    }
    before = c;
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
