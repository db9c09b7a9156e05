// The flat fields of a webhook, and what may stand in them.
#pragma once

#include <optional>
#include <string_view>

#include "calls/call_event.h"

namespace deskbell::providers {

inline constexpr std::size_t kLongestId = 128;
/// Fields of one webhook; no telephone system sends half as many.
inline constexpr std::size_t kMostFields = 64;
/// Bytes of one advertising mark (`utm_source` and the like).
inline constexpr std::size_t kLongestMark = 1000;

/// The field's value, or empty.
const std::string& field(const calls::Fields& fields, std::string_view name);

/// Up to 128 letters, digits, `_`, `-` and `.`: it becomes part of ids.
bool is_id(std::string_view text);

/// Whole seconds; none for anything else.
std::optional<std::int64_t> read_seconds(std::string_view text);

/// ASCII letters in lower case.
std::string lower_case(std::string_view text);

/// An http or https address without blanks or control characters, at most 2,000 characters.
bool is_web_address(std::string_view text);

}  // namespace deskbell::providers
