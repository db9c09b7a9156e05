#include "phone/normalize.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "phone/explain.h"
#include "phone/judge.h"
#include "phone/normalize_quickly.h"
#include "phone/plan.h"
#include "phone/prepare.h"
#include "phone/reading.h"

namespace deskbell::phone {
namespace {

NumberKind kind_of(const PhoneNumber& number) {
  switch (util().GetNumberType(number)) {
    case PhoneNumberUtil::FIXED_LINE:
      return NumberKind::fixed_line;
    case PhoneNumberUtil::MOBILE:
      return NumberKind::mobile;
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
      return NumberKind::fixed_line_or_mobile;
    case PhoneNumberUtil::TOLL_FREE:
      return NumberKind::toll_free;
    case PhoneNumberUtil::PREMIUM_RATE:
      return NumberKind::premium_rate;
    case PhoneNumberUtil::SHARED_COST:
      return NumberKind::shared_cost;
    case PhoneNumberUtil::VOIP:
      return NumberKind::voip;
    case PhoneNumberUtil::PERSONAL_NUMBER:
      return NumberKind::personal_number;
    case PhoneNumberUtil::PAGER:
      return NumberKind::pager;
    case PhoneNumberUtil::UAN:
      return NumberKind::uan;
    case PhoneNumberUtil::VOICEMAIL:
      return NumberKind::voicemail;
    default:
      return NumberKind::unknown;
  }
}

/// The country of a valid number; for others the one that was given, when it has the calling code,
/// and otherwise the main one of the code.
std::string country_of(const PhoneNumber& number, bool valid, const std::string& region) {
  std::string country;
  if (valid) util().GetRegionCodeForNumber(number, &country);
  if (!country.empty() && country != "ZZ") return country;
  const PhoneMetadata* given = region.empty() ? nullptr : plan_of(region);
  const bool same_code = given != nullptr && given->country_code() == number.country_code();
  return same_code ? region : main_region(number.country_code());
}

bool written_nationally(const PhoneNumber& number) {
  return number.country_code_source() == PhoneNumber::FROM_DEFAULT_COUNTRY;
}

bool only_zeros(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= '1' && c <= '9'; });
}

/// Australia's emergency number is 000.
bool dialled(std::string_view zeros, const std::string& region) {
  return std::all_of(zeros.begin(), zeros.end(), is_digit) &&
         is_short_number(util().GetCountryCodeForRegion(region), zeros, region);
}

/// Why there is no number at all in what was read.
NumberReason reason_of(const Reading& reading, const std::string& region) {
  switch (reading.error) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return region.empty() && reading.used.find('+') == std::string::npos
                 ? NumberReason::country_missing
                 : NumberReason::unknown_country_code;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
      return NumberReason::too_short;
    case PhoneNumberUtil::TOO_LONG_NSN:
      return NumberReason::too_long;
    default:
      return NumberReason::not_a_number;
  }
}

void write_digits(const PhoneNumber& number, NormalizedNumber& out) {
  out.e164 = e164_of(number);
  out.key = key_of(out.e164);
  util().Format(number, PhoneNumberUtil::NATIONAL, &out.national);
  util().Format(number, PhoneNumberUtil::INTERNATIONAL, &out.international);
}

/// The beginning of an international number, too little for libphonenumber: "+31" or "+31 6".
/// @return false when it is not even that, or other digits stand before it
bool write_fragment(std::string_view text, NormalizedNumber& out) {
  constexpr std::size_t kMaxDigits = 7;  // more would have been read
  const std::size_t plus = text.find('+');
  if (plus == std::string_view::npos) return false;
  if (std::any_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(plus), is_digit)) {
    return false;
  }
  std::string digits;
  std::copy_if(text.begin() + static_cast<std::ptrdiff_t>(plus), text.end(),
               std::back_inserter(digits), is_digit);
  if (digits.starts_with('0')) return false;  // no calling code does
  for (std::size_t size = 1; size <= 3 && size <= digits.size() && digits.size() <= kMaxDigits;
       ++size) {
    out.country = main_region(static_cast<int>(key_of(digits.substr(0, size))));
    if (out.country.empty()) continue;
    out.reason = NumberReason::too_short;
    if (digits.size() == size) return true;
    out.e164 = "+" + digits;
    out.key = key_of(digits);
    out.national = digits.substr(size);
    out.international = "+" + digits.substr(0, size) + " " + out.national;
    return true;
  }
  return false;
}

/// 112 has no international form; it is handed over as it is dialled.
void write_short_number(const PhoneNumber& number, NormalizedNumber& out) {
  out.national = national_digits(number);
  out.reason = NumberReason::short_number;
}

void fill(const Prepared& prepared, Reading& reading, const std::string& region,
          NormalizedNumber& out) {
  PhoneNumber& number = reading.number;
  const std::string read_extension = number.extension();
  out.extension = prepared.extension.empty() ? read_extension : prepared.extension;
  explain(prepared, reading, region, out.notes);
  if (!prepared.extension.empty() && read_extension != prepared.extension) {
    out.notes.push_back({NumberNoteCode::found_extension, prepared.extension});
  }
  if (!out.extension.empty()) number.set_extension(out.extension);
  out.valid = reading.valid;
  out.country = country_of(number, reading.valid, region);
  if (reading.valid) {
    out.kind = kind_of(number);
    out.reason = NumberReason::none;
  } else if (written_nationally(number) &&
             is_short_number(number.country_code(), national_digits(number), region)) {
    write_short_number(number, out);
    return;
  } else {
    out.reason = judge(plans().of_code(number.country_code()), national_digits(number),
                       written_nationally(number));
  }
  write_digits(number, out);
}

/// By libphonenumber's parser.
NormalizedNumber normalize_prepared(const Prepared& prepared, std::string_view country) {
  NormalizedNumber out;
  const std::string region = known_region(country);
  if (prepared.too_long || (only_zeros(prepared.text) && !dialled(prepared.text, region)))
    return out;
  if (region.empty() && !country.empty()) {
    out.notes.push_back({NumberNoteCode::unknown_country, std::string(country.substr(0, 16))});
  }
  Reading reading = read_number(prepared.text, region);
  if (reading.readable()) {
    fill(prepared, reading, region, out);
  } else if (!write_fragment(reading.used, out)) {
    out.reason = reason_of(reading, region);
    if (out.reason != NumberReason::not_a_number) out.extension = prepared.extension;
  }
  return out;
}

}  // namespace

NormalizedNumber normalize(std::string_view text, std::string_view country) {
  PlainAnswer answer;
  return normalize_quickly(text, country, &answer) ? unpack(answer)
                                                   : normalize_fully(text, country);
}

NormalizedNumber normalize_fully(std::string_view text, std::string_view country) {
  return normalize_prepared(prepare(text), country);
}

}  // namespace deskbell::phone
