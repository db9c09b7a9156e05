#pragma once
#include <cstddef>
#include <string_view>

#include "phone/find/split_candidate.h"
#include "phone/region_plan.h"

namespace deskbell::phone {

/// Where a number stands in a text, in bytes.
struct FoundNumber {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Finds the valid numbers in a text, one behind the other: those of libphonenumber's
/// PhoneNumberMatcher with the leniency VALID, at the same places, in time proportional to the
/// text.
class NumberFinder {
 public:
  /// @param text UTF-8 of any length, kept by the caller; nothing is found in text that is not
  /// @param home where a national form is dialled, or null
  /// @param max_tries how many stretches that look like numbers and are none it looks into
  NumberFinder(std::string_view text, RegionPlan* home, int max_tries);

  /// @return false when there is no other
  bool next(FoundNumber* found);

 private:
  bool verify(std::size_t begin, std::size_t end, FoundNumber* found);
  bool look_into(std::size_t begin, std::size_t end, FoundNumber* found);
  bool look_between(std::size_t begin, std::size_t end, Separator separator, FoundNumber* found);

  std::string_view text_;
  RegionPlan* home_;
  int tries_left_;
  std::size_t at_ = 0;
};

}  // namespace deskbell::phone
