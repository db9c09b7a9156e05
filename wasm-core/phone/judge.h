#pragma once
#include "phone/code_plan.h"
#include "phone/number.h"
#include "phone/plan.h"

namespace deskbell::phone {

/// Why a number that was read is not valid.
///
/// libphonenumber judges by length alone, and calls `+31 6134678` possible because some Dutch
/// numbers have seven digits. Here the ranges themselves are asked: a number that could be
/// continued to a valid one is too short, one that begins with a valid one is too long.
///
/// @param written_nationally it had neither `+` nor an international prefix
NumberReason judge(CodePlan& code, std::string_view national, bool written_nationally);

/// Are any of a region's short numbers so many digits long?
bool has_short_numbers(const std::string& region, std::size_t size);

/// Is it one that is dialled only within its country, such as 112?
/// @param region where it is dialled; empty: unknown
bool is_short_number(int calling_code, std::string_view national, const std::string& region);

}  // namespace deskbell::phone
