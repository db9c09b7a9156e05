// Contacts and string maps as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "calls/call_event.h"

namespace deskbell::core {

/// None when there is no contact with an id.
std::optional<calls::Contact> read_contact(const nlohmann::json* json);
nlohmann::json write_contact(const std::optional<calls::Contact>& contact);

/// The members that are strings.
calls::Fields read_fields(const nlohmann::json* json);

}  // namespace deskbell::core
