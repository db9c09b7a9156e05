#include "phone/as_you_type.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include "base/utf8.h"
#include "phone/plan.h"
#include "phone/regex/unicode.h"
#include "phonenumbers/asyoutypeformatter.h"

namespace deskbell::phone {
namespace {

/// The key of a telephone that a code point stands for, or 0.
char key_of_point(char32_t point) {
  if (const int digit = regex::digit_value(point); digit >= 0)
    return static_cast<char>('0' + digit);
  if (point == U'+' || point == U'\uFF0B') return '+';
  if (point == U'*' || point == U'#') return static_cast<char>(point);
  return 0;
}

std::string keys_of(std::string_view shown) {
  std::string keys;
  std::copy_if(shown.begin(), shown.end(), std::back_inserter(keys),
               [](char c) { return key_of_point(static_cast<unsigned char>(c)) == c; });
  return keys;
}

}  // namespace

std::string format_as_you_type(std::string_view text, std::string_view country) {
  const std::string region = known_region(country);
  const std::unique_ptr<i18n::phonenumbers::AsYouTypeFormatter> formatter(
      util().GetAsYouTypeFormatter(region.empty() ? "ZZ" : region));
  std::string typed;
  std::string shown;
  text = text.substr(0, kMaxTypedBytes);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded read = decode_utf8(text, at);
    at += read.size;
    if (const char key = key_of_point(read.point); key != 0) {
      typed.push_back(key);
      formatter->InputDigit(static_cast<unsigned char>(key), &shown);
    }
  }
  // Digits far beyond any number, with a trunk prefix inside: libphonenumber loses some of them.
  return keys_of(shown) == typed ? shown : typed;
}

}  // namespace deskbell::phone
