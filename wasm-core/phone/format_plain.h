#pragma once
#include <cstdint>
#include <string_view>

#include "phone/code_plan.h"

namespace deskbell::phone {

/// More bytes than one form of a number ever takes, without its extension.
inline constexpr std::size_t kMaxFormBytes = 240;

/// Writes a national number as libphonenumber's Format does, by formats that are kept ready.
/// @param out room for kMaxFormBytes
/// @return behind the form; null when this number is to be written the full way
char* format_nationally(CodePlan& code, std::string_view national, char* out);

/// The same with `+` and the calling code.
char* format_internationally(CodePlan& code, std::string_view national, char* out);

/// Whether a text of only the national number would not count as this number among others, because
/// people of its country always write the trunk prefix. False also when it is not sure.
bool needs_trunk_prefix(CodePlan& code, std::string_view national);

}  // namespace deskbell::phone
