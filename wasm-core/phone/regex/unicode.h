#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace deskbell::regex {

/// Code points from first to last, both included.
struct Range {
  char32_t first;
  char32_t last;
};

/// A sorted, disjoint list of ranges that somebody else owns.
class RangeTable {
 public:
  constexpr RangeTable(const Range* ranges, std::size_t size) : ranges_(ranges), size_(size) {}
  bool contains(char32_t point) const;
  const Range* begin() const { return ranges_; }
  const Range* end() const { return ranges_ + size_; }

 private:
  const Range* ranges_;
  std::size_t size_;
};

// The tables are written at build time from the Unicode properties that Node knows.
RangeTable letters();           ///< general category L
RangeTable numbers();           ///< general category N
RangeTable decimal_digits();    ///< general category Nd
RangeTable separators();        ///< general category Z
RangeTable nonspacing_marks();  ///< general category Mn
RangeTable currency_symbols();  ///< general category Sc

/// The table of a property as patterns spell it: "L", "N", "Nd", "Z".
/// @return null when it is none of these
const RangeTable* property_table(std::string_view name);

/// @return 0 to 9, or -1 when the point is no decimal digit of any script
int digit_value(char32_t point);

}  // namespace deskbell::regex
