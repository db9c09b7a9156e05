#include "phone/format.h"

#include "phone/plan.h"

namespace deskbell::phone {

std::string format(std::string_view e164, FormatStyle style) {
  constexpr std::size_t kLongest = 18;  // `+` and 17 digits
  std::string text;
  if (e164.size() > kLongest || !e164.starts_with('+') ||
      e164.find_first_not_of("0123456789", 1) != std::string_view::npos) {
    return text;
  }
  PhoneNumber number;
  if (util().Parse(std::string(e164), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
    return text;
  }
  PhoneNumberUtil::PhoneNumberFormat form = PhoneNumberUtil::INTERNATIONAL;
  if (style == FormatStyle::national) form = PhoneNumberUtil::NATIONAL;
  if (style == FormatStyle::rfc3966) form = PhoneNumberUtil::RFC3966;
  util().Format(number, form, &text);
  return text;
}

}  // namespace deskbell::phone
