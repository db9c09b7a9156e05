// Contacts and string maps as JSON.
#pragma once

#include <optional>

#include "calls/call_event.h"
#include "json/document.h"
#include "json/writer.h"

namespace deskbell::core {

/// None when there is no contact with an id.
std::optional<calls::Contact> read_contact(json::Value json);
void write_contact(json::Writer& out, const std::optional<calls::Contact>& contact);

/// The members that are strings.
calls::Fields read_fields(json::Value json);

}  // namespace deskbell::core
