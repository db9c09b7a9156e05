#include "phone/regex/unicode.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace deskbell::regex {
namespace {

// kLetters, kNumbers, kDecimalDigits, kSeparators, kNonspacingMarks, kCurrencySymbols.
#include "unicode_tables.inc"

template <std::size_t N>
constexpr RangeTable table(const Range (&ranges)[N]) {
  return {ranges, N};
}

const Range* find_range(const Range* begin, const Range* end, char32_t point) {
  const Range* after = std::upper_bound(
      begin, end, point, [](char32_t value, const Range& range) { return value < range.first; });
  if (after == begin) return nullptr;
  const Range* range = std::prev(after);
  return point <= range->last ? range : nullptr;
}

}  // namespace

bool RangeTable::contains(char32_t point) const {
  return find_range(begin(), end(), point) != nullptr;
}

RangeTable letters() { return table(kLetters); }
RangeTable numbers() { return table(kNumbers); }
RangeTable decimal_digits() { return table(kDecimalDigits); }
RangeTable separators() { return table(kSeparators); }
RangeTable nonspacing_marks() { return table(kNonspacingMarks); }
RangeTable currency_symbols() { return table(kCurrencySymbols); }

const RangeTable* property_table(std::string_view name) {
  struct Named {
    std::string_view name;
    RangeTable table;
  };
  static const std::array<Named, 4> kTables = {{{"Nd", table(kDecimalDigits)},
                                                {"N", table(kNumbers)},
                                                {"L", table(kLetters)},
                                                {"Z", table(kSeparators)}}};
  for (const Named& entry : kTables) {
    if (entry.name == name) return &entry.table;
  }
  return nullptr;
}

int digit_value(char32_t point) {
  if (point < 0x80) return point >= U'0' && point <= U'9' ? static_cast<int>(point - U'0') : -1;
  // Every range of decimal digits is a run of whole tens, zero first; the generator checks it.
  const Range* range = find_range(std::begin(kDecimalDigits), std::end(kDecimalDigits), point);
  return range == nullptr ? -1 : static_cast<int>((point - range->first) % 10);
}

}  // namespace deskbell::regex
