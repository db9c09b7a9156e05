#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "phone/plan.h"
#include "phone/region_plan.h"

namespace deskbell::phone {

using ParseError = PhoneNumberUtil::ErrorType;

/// One way to read a text.
struct Reading {
  std::string used;           ///< the text that was handed to libphonenumber
  std::string dropped;        ///< words that were taken out of it before
  bool dropped_zero = false;  ///< a "(0)" was taken out of it before
  ParseError error = PhoneNumberUtil::NOT_A_NUMBER;
  PhoneNumber number;  ///< when error is NO_PARSING_ERROR
  bool valid = false;

  bool readable() const { return error == PhoneNumberUtil::NO_PARSING_ERROR; }
};

/// The best way to read a prepared text: the first that gives a valid number; when none does, the
/// one that keeps to the digits that were written.
/// @param region upper case, or empty
Reading read_number(std::string_view text, const std::string& region);

/// The first valid number in a text.
struct NumberBetween {
  std::string_view number;
  std::string around;  ///< what else the text says
};

/// @param home where a national form is dialled, or null
std::optional<NumberBetween> find_between(std::string_view text, RegionPlan* home);

/// What stands before a piece of the text is the beginning of an international number, cut off from
/// it by nothing but what stands within numbers: the piece is no national number then.
bool ends_international_number(std::string_view before);

}  // namespace deskbell::phone
