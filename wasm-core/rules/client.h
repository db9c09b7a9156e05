// Who is at the other end of a call, as the CRM knows it.
#pragma once

#include <optional>
#include <vector>

#include "calls/call_event.h"
#include "rules/names.h"

namespace deskbell::rules {

/// A colleague: the CRM's user, and the extension that rings there.
using Person = calls::Responsible;

/// A lead, deal or ticket of the client that is not closed.
struct OpenEntity {
  EntityType type = EntityType::ticket;
  std::string id;
  std::optional<Person> responsible;
};

struct Client {
  /// None when the CRM knows no contact.
  std::optional<calls::Contact> contact;
  /// The one that matters most first.
  std::vector<OpenEntity> open;
  /// Values of CRM fields, by name, for routing.
  calls::Fields fields;
  /// The name in Latin letters, for desk phones.
  std::string caller_name;
};

ClientKind kind_of(const Client& client);

/// The first open entity of that type.
const OpenEntity* find_open(const Client& client, EntityType type);

/// Who looks after the client: of what is open first, else of the contact.
std::optional<Person> responsible_of(const Client& client);

}  // namespace deskbell::rules
