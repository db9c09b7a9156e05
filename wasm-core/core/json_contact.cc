#include "core/json_contact.h"

#include "core/json_fields.h"

namespace deskbell::core {
namespace {

using Json = nlohmann::json;

std::vector<std::string> read_numbers(const Json* json) {
  std::vector<std::string> numbers;
  if (!json || !json->is_array()) return numbers;
  for (const Json& number : *json) {
    if (number.is_string()) numbers.push_back(*number.get_ptr<const std::string*>());
  }
  return numbers;
}

}  // namespace

std::optional<calls::Contact> read_contact(const Json* json) {
  if (!json || text(*json, "id").empty()) return std::nullopt;
  calls::Contact contact;
  contact.id = text(*json, "id");
  contact.name = text(*json, "name");
  contact.company = text(*json, "company");
  contact.role = text(*json, "role");
  contact.url = text(*json, "url");
  contact.numbers = read_numbers(find(*json, "numbers"));
  if (const Json* responsible = find(*json, "responsible");
      responsible && responsible->is_object()) {
    contact.responsible = {text(*responsible, "id"), text(*responsible, "name"),
                           text(*responsible, "extension")};
  }
  return contact;
}

Json write_contact(const std::optional<calls::Contact>& contact) {
  if (!contact) return nullptr;
  Json json{{"id", contact->id}, {"name", contact->name}};
  put(json, "company", contact->company);
  put(json, "role", contact->role);
  put(json, "url", contact->url);
  if (!contact->numbers.empty()) json["numbers"] = contact->numbers;
  if (contact->responsible) {
    Json responsible{{"id", contact->responsible->id}, {"name", contact->responsible->name}};
    put(responsible, "extension", contact->responsible->extension);
    json["responsible"] = std::move(responsible);
  }
  return json;
}

calls::Fields read_fields(const Json* json) {
  calls::Fields fields;
  if (!json || !json->is_object()) return fields;
  for (const auto& [name, value] : json->items()) {
    if (value.is_string()) fields.emplace(name, *value.get_ptr<const std::string*>());
  }
  return fields;
}

}  // namespace deskbell::core
