#include "rules/client.h"

#include <algorithm>

namespace deskbell::rules {

ClientKind kind_of(const Client& client) {
  if (!client.open.empty()) return ClientKind::contact_with_open;
  return client.contact ? ClientKind::contact : ClientKind::new_client;
}

const OpenEntity* find_open(const Client& client, EntityType type) {
  const auto found = std::find_if(client.open.begin(), client.open.end(),
                                  [&](const OpenEntity& open) { return open.type == type; });
  return found == client.open.end() ? nullptr : &*found;
}

std::optional<Person> responsible_of(const Client& client) {
  for (const OpenEntity& open : client.open) {
    if (open.responsible) return open.responsible;
  }
  return client.contact ? client.contact->responsible : std::nullopt;
}

}  // namespace deskbell::rules
