#include "phone/reading.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "phone/find/number_finder.h"
#include "phone/prepare.h"
#include "phone/read_plain.h"

namespace deskbell::phone {
namespace {

/// How many candidates the search for a number between words may try.
constexpr int kMaxTries = 20;

/// A trunk 0 that libphonenumber left in place, because what remains is not a possible length, is
/// no part of the number all the same.
void drop_trunk_zero(PhoneNumber& number) {
  const PhoneMetadata* plan = plan_of(main_region(number.country_code()));
  if (plan == nullptr || plan->national_prefix() != "0" || number.national_number() == 0) return;
  number.clear_italian_leading_zero();
  number.clear_number_of_leading_zeros();
}

Reading read_as(std::string text, const std::string& region, std::string dropped) {
  Reading reading;
  reading.used = std::move(text);
  reading.dropped = std::move(dropped);
  reading.error =
      util().ParseAndKeepRawInput(reading.used, region.empty() ? "ZZ" : region, &reading.number);
  if (reading.readable()) {
    reading.valid = util().IsValidNumber(reading.number);
    if (!reading.valid) drop_trunk_zero(reading.number);
  }
  return reading;
}

/// `+44 (0)20 …`: libphonenumber drops the zero where the country has such a prefix, and keeps it
/// where it belongs to the number (Italy). Where both fail, a 0 in brackets is never a digit.
Reading read_bracketed(const std::string& text, const std::string& region,
                       const std::string& dropped) {
  Reading as_written = read_as(text, region, dropped);
  if (as_written.valid) return as_written;
  bool found = false;
  const std::string without = without_bracketed_zero(text, &found);
  if (!found) return as_written;
  Reading reading = read_as(without, region, dropped);
  reading.dropped_zero = true;
  return reading.readable() ? reading : as_written;
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Without the spaces and separators at both ends.
std::string bare(std::string_view text) {
  constexpr std::string_view kSeparators = " ,;:./-";
  const std::size_t first = text.find_first_not_of(kSeparators);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSeparators) - first + 1));
}

Reading read_between(const std::string& text, const std::string& region) {
  std::optional<NumberBetween> found = find_between(text, home_of(region));
  if (!found) return {};
  return read_as(std::string(found->number), region, std::move(found->around));
}

}  // namespace

bool ends_international_number(std::string_view before) {
  constexpr std::string_view kWithinNumbers = "0123456789 .-()";
  const std::size_t last = before.find_last_not_of(kWithinNumbers);
  const std::string_view run = last == std::string_view::npos ? before : before.substr(last + 1);
  if (std::none_of(run.begin(), run.end(), is_digit)) return false;
  return (last != std::string_view::npos && before[last] == '+') ||
         run.substr(run.find_first_not_of(" .-(")).starts_with("00");
}

// "+49 1512 345681215" has a digit too many and is no Polish number, though 345681215 alone would
// be one.
std::optional<NumberBetween> find_between(std::string_view text, RegionPlan* home) {
  NumberFinder finder(text, home, kMaxTries);
  FoundNumber found;
  while (finder.next(&found)) {
    NumberBetween between{without_blanks(text.substr(found.begin, found.end - found.begin)), {}};
    const std::string_view before = text.substr(0, found.begin);
    const bool international = between.number.find('+') != std::string_view::npos;
    if (!international && ends_international_number(before)) continue;
    between.around = bare(before);
    const std::string after = bare(text.substr(found.end));
    if (!between.around.empty() && !after.empty()) between.around.push_back(' ');
    between.around += after;
    return between;
  }
  return std::nullopt;
}

Reading read_number(std::string_view text, const std::string& region) {
  const std::string whole(text);

  // "0413-741 741 thuis" is not a number that spells THUIS, and the 5 of "030 123456 Zimmer 5" no
  // digit of it: among words a number is first looked for. Then the words go out; only where that
  // gives no valid number either do letters stand for digits.
  std::string dropped;
  const std::string plain = without_words(whole, &dropped);
  if (!dropped.empty()) {
    Reading found = read_between(whole, region);
    if (found.valid) return found;
  }
  Reading reading = read_bracketed(plain, region, dropped);
  if (reading.valid) return reading;
  if (dropped.empty()) {
    Reading found = read_between(whole, region);
    return found.valid ? found : reading;
  }
  Reading spelled = read_bracketed(whole, region, {});
  if (spelled.valid || reading.readable()) return spelled.valid ? spelled : reading;
  // Words of other scripts are no letters of a keypad: without them it was at least digits.
  return spelled.error == PhoneNumberUtil::NOT_A_NUMBER ? reading : spelled;
}

}  // namespace deskbell::phone
