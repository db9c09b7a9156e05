// Texts and field values that a call fills in.
#pragma once

#include "rules/matrix.h"

namespace deskbell::rules {

/// Replaces `{client}` (name and number, whatever is known), `{name}`, `{number}`, `{company}`,
/// `{line}`, `{agent}`, `{direction}`, `{outcome}` and `{duration}` (like `2:05`). What stands in
/// the values is not read again; an unknown placeholder stays as it is.
std::string fill_in(const std::string& text, const calls::CallRecord& record, const Client& client);

/// The value that a field mapping names; empty when the call has none.
std::string value_of_call(const std::string& name, const calls::CallRecord& record);

/// Whether a mapping may name it: a member of the record or `tracking.` and a mark.
bool is_value_of_call(const std::string& name);

}  // namespace deskbell::rules
