#include "phone/find/number_shape.h"

#include <algorithm>

#include "phone/find/text_marks.h"
#include "phone/regex/unicode.h"

namespace deskbell::phone {
namespace {

constexpr std::uint32_t kFirstYear = 1900;
constexpr std::uint32_t kLastYear = 2099;

bool is_year(const DigitGroup& group) {
  return group.size == 4 && group.value >= kFirstYear && group.value <= kLastYear;
}
bool is_day_and_month(const DigitGroup& one, const DigitGroup& other) {
  const auto fits = [](const DigitGroup& group, std::uint32_t most) {
    return group.size <= 2 && group.value >= 1 && group.value <= most;
  };
  return (fits(one, 31) && fits(other, 12)) || (fits(one, 12) && fits(other, 31));
}

char separator_of(const TextStep& step) {
  if (step.is(kBlank)) return ' ';
  if (step.point >= 0x2010 && step.point <= 0x2015) return '-';
  return step.point < 0x80 ? static_cast<char>(step.point) : '\0';
}

}  // namespace

NumberShape::NumberShape(std::string_view written) {
  bool within = false;
  char before = 0;
  std::size_t between = 0;
  for (std::size_t at = 0; at < written.size();) {
    const TextStep step = step_at(written, at);
    at += step.size;
    if (!step.is(kAnyDigit)) {
      has_plus_ = has_plus_ || (digits_ == 0 && (step.point == U'+' || step.point == 0xFF0B));
      bare_ = within = false;
      before = ++between == 1 ? separator_of(step) : '\0';
      continue;
    }
    const auto digit = static_cast<std::uint32_t>(regex::digit_value(step.point));
    if (digits_++ == 0) first_digit_ = static_cast<char>('0' + digit);
    if (!within) {
      if (size_ == kMostGroups) return;
      groups_[size_++].before = before;
      between = 0;
      within = true;
    }
    DigitGroup& group = groups_[size_ - 1];
    if (group.size < 9) group.value = group.value * 10 + digit;
    ++group.size;
  }
}

/// All groups but the first stand behind it.
bool NumberShape::all_behind(char separator) const {
  return size_ > 1 && std::all_of(groups_.begin() + 1, groups_.begin() + size_,
                                  [&](const DigitGroup& each) { return each.before == separator; });
}

bool NumberShape::every_size(std::size_t size) const {
  return std::all_of(groups_.begin(), groups_.begin() + size_,
                     [&](const DigitGroup& each) { return each.size == size; });
}

/// 2024-01-15, 15.01.2024 or 15 01 2024, also with a time behind it; 15-01-24 alone.
bool NumberShape::is_date() const {
  if (size_ < 3 || groups_[1].before != groups_[2].before || groups_[1].before == '\0')
    return false;
  if (is_year(groups_[0])) return is_day_and_month(groups_[1], groups_[2]);
  if (!is_day_and_month(groups_[0], groups_[1])) return false;
  return is_year(groups_[2]) || (size_ == 3 && every_size(2));
}

bool NumberShape::in_thousands() const {
  return groups_[0].size < 4 && std::all_of(groups_.begin() + 1, groups_.begin() + size_,
                                            [](const DigitGroup& each) { return each.size == 3; });
}

/// 52.370216, 192.168.10.20, 1.234.567.890, 10.0.19045.3803.
bool NumberShape::is_dotted(bool leads) const {
  if (!all_behind('.')) return false;
  if (size_ == 2 && (!leads || groups_[0].size == 1)) return true;
  if (leads) return false;
  const auto address_part = [](const DigitGroup& each) {
    return each.size < 4 && each.value < 256;
  };
  if (size_ == 4 && std::all_of(groups_.begin(), groups_.begin() + 4, address_part)) return true;
  const bool version = groups_[0].size <= 2 && groups_[1].size == 1;
  return version || in_thousands();
}

/// 2560x1440: before an extension's x stands a whole number.
bool NumberShape::is_dimension() const {
  std::size_t before = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    const char mark = groups_[i].before;
    if (i > 0 && (mark == 'x' || mark == 'X') && before < 6) return true;
    before += groups_[i].size;
  }
  return false;
}

bool NumberShape::looks_like_other(bool leads) const {
  if (is_date() || is_dotted(leads) || is_dimension()) return true;
  if (leads) return false;
  const auto begin = groups_.begin();
  if (size_ > 1 && std::all_of(begin, begin + size_, is_year)) return true;
  // 1 2 3 4 5 6 7 8: pages to turn to.
  if (size_ > 4 && std::count_if(begin, begin + size_,
                                 [](const DigitGroup& each) { return each.size == 1; }) > 4) {
    return true;
  }
  if (size_ > 3 && all_behind(' ') && in_thousands()) return true;  // 4 155 552 671
  if (!all_behind('-')) return false;
  // 123-45-6789: a social security number.
  if (size_ == 3 && groups_[0].size == 3 && groups_[1].size == 2 && groups_[2].size == 4)
    return true;
  // 2000-3000, 12345-6789: from, to; a postal code.
  if (size_ != 2) return false;
  const bool range = groups_[0].size == groups_[1].size && groups_[0].value < groups_[1].value &&
                     groups_[0].value % 100 == 0 && groups_[1].value % 100 == 0;
  return range || (groups_[0].size == 5 && groups_[1].size == 4);
}

}  // namespace deskbell::phone
