#include "phone/judge.h"

#include <algorithm>

#include "phonenumbers/shortnumberinfo.h"

namespace deskbell::phone {

NumberReason judge(CodePlan& code, std::string_view national, bool written_nationally) {
  using Length = RegionPlan::Length;
  const Length by_length = code.main().length(national.size());
  if (by_length == Length::local_only && written_nationally) return NumberReason::local_only;
  bool too_long = by_length == Length::too_long;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const RegionPlan::Prospect prospect = code.region(i).foresee(national);
    if (prospect.could_grow) return NumberReason::too_short;
    too_long = too_long || prospect.begins_valid;
  }
  if (too_long) return NumberReason::too_long;
  return by_length == Length::too_short ? NumberReason::too_short : NumberReason::not_in_use;
}

bool has_short_numbers(const std::string& region, std::size_t size) {
  const PhoneMetadata* const plan = region.empty() ? nullptr : short_plan_of(region);
  if (plan == nullptr) return false;
  const auto& lengths = plan->general_desc().possible_length();
  return std::find(lengths.begin(), lengths.end(), static_cast<int>(size)) != lengths.end();
}

bool is_short_number(int calling_code, std::string_view national, const std::string& region) {
  // Lengths are asked first: hardly any number that is not valid has that of a short one.
  if (!has_short_numbers(region, national.size())) return false;
  static const i18n::phonenumbers::ShortNumberInfo short_numbers;
  PhoneNumber number;
  number.set_country_code(calling_code);
  std::size_t zeros = 0;
  std::uint64_t value = 0;
  for (const char digit : national) {
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    if (value == 0) ++zeros;
  }
  if (zeros == national.size()) --zeros;  // the last one is the number
  if (zeros > 0) {
    number.set_italian_leading_zero(true);
    number.set_number_of_leading_zeros(static_cast<std::int32_t>(zeros));
  }
  number.set_national_number(value);
  return short_numbers.IsValidShortNumberForRegion(number, region);
}

}  // namespace deskbell::phone
