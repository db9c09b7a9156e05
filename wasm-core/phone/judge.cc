#include "phone/judge.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "phone/regex/regex.h"
#include "phonenumbers/shortnumberinfo.h"

namespace deskbell::phone {
namespace {

using regex::Regex;

/// The ranges of one plan, without general_desc, which is wider than all of them together.
std::array<const PhoneNumberDesc*, 10> ranges_of(const PhoneMetadata& plan) {
  return {&plan.fixed_line(),      &plan.mobile(),   &plan.toll_free(), &plan.premium_rate(),
          &plan.shared_cost(),     &plan.voip(),     &plan.pager(),     &plan.uan(),
          &plan.personal_number(), &plan.voicemail()};
}

/// Patterns stay compiled: a column of numbers asks for the same few again and again.
const std::optional<Regex>& compiled(const std::string& pattern) {
  thread_local std::map<std::string, std::optional<Regex>> cache;
  const auto found = cache.find(pattern);
  if (found != cache.end()) return found->second;
  return cache.emplace(pattern, Regex::compile(pattern)).first->second;
}

/// Numbers of lengths that a range does not list are not valid even where its pattern says so. No
/// length listed: those of the whole plan hold.
template <class Test>
bool any_length(const PhoneNumberDesc& range, const PhoneMetadata& plan, Test test) {
  const auto& lengths = range.possible_length_size() > 0 ? range.possible_length()
                                                         : plan.general_desc().possible_length();
  return std::any_of(lengths.begin(), lengths.end(), test);
}

bool could_grow(const PhoneNumberDesc& range, const PhoneMetadata& plan, std::string_view digits) {
  const auto size = static_cast<int>(digits.size());
  if (range.national_number_pattern().empty() ||
      !any_length(range, plan, [&](int length) { return length > size; })) {
    return false;
  }
  const std::optional<Regex>& pattern = compiled(range.national_number_pattern());
  return pattern && pattern->outlook(digits).can_grow;
}

bool begins_valid(const PhoneNumberDesc& range, const PhoneMetadata& plan,
                  std::string_view digits) {
  if (range.national_number_pattern().empty()) return false;
  const std::optional<Regex>& pattern = compiled(range.national_number_pattern());
  return pattern && any_length(range, plan, [&](int length) {
           return length > 0 && static_cast<std::size_t>(length) < digits.size() &&
                  pattern->matches_fully(digits.substr(0, static_cast<std::size_t>(length)));
         });
}

}  // namespace

NumberReason judge(const PhoneNumber& number, bool written_nationally) {
  const PhoneNumberUtil::ValidationResult by_length = util().IsPossibleNumberWithReason(number);
  if (by_length == PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY && written_nationally) {
    return NumberReason::local_only;
  }
  const std::string digits = national_digits(number);
  bool too_long = false;
  for (const PhoneMetadata* plan : plans_of(number.country_code())) {
    for (const PhoneNumberDesc* range : ranges_of(*plan)) {
      if (could_grow(*range, *plan, digits)) return NumberReason::too_short;
      too_long = too_long || begins_valid(*range, *plan, digits);
    }
  }
  if (too_long || by_length == PhoneNumberUtil::TOO_LONG) return NumberReason::too_long;
  if (by_length == PhoneNumberUtil::TOO_SHORT) return NumberReason::too_short;
  return NumberReason::not_in_use;
}

bool is_short_number(const PhoneNumber& number, const std::string& region) {
  if (region.empty()) return false;
  static const i18n::phonenumbers::ShortNumberInfo short_numbers;
  return short_numbers.IsValidShortNumberForRegion(number, region);
}

}  // namespace deskbell::phone
