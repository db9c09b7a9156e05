#pragma once
#include <cstdint>
#include <vector>

#include "phone/regex/unicode.h"

namespace deskbell::regex {

/// What one step of a pattern may consume: a set of code points. ASCII is answered from a bitmap,
/// the rest by bisection.
class CharSet {
 public:
  void add(char32_t first, char32_t last);
  void add(const RangeTable& table);
  void add(const CharSet& other) { add(RangeTable(other.ranges_.data(), other.ranges_.size())); }
  /// Also the other case of every letter that is in the set. Known are the scripts that
  /// libphonenumber's labels use: ASCII, Latin-1, Cyrillic, full-width Latin.
  void add_other_cases();
  void negate();
  /// Sorts and joins the ranges; contains() may be asked only after it.
  void finish();

  bool contains(char32_t point) const {
    if (point < 128) return (ascii_[point >> 6] >> (point & 63U) & 1U) != 0;
    return contains_beyond_ascii(point);
  }
  /// @return the only ASCII character of the set, or -1 when it holds none, more, or others
  int single_ascii() const;
  bool operator==(const CharSet& other) const;

 private:
  bool contains_beyond_ascii(char32_t point) const;

  std::vector<Range> ranges_;
  std::uint64_t ascii_[2] = {0, 0};
};

}  // namespace deskbell::regex
