#include "core/json_contact.h"

#include "core/json_fields.h"

namespace deskbell::core {
namespace {

using json::Value;
using json::Writer;

std::vector<std::string> read_numbers(Value json) {
  std::vector<std::string> numbers;
  if (!json.is_array()) return numbers;
  for (const Value number : json) {
    if (number.is_text()) numbers.emplace_back(number.text());
  }
  return numbers;
}

}  // namespace

std::optional<calls::Contact> read_contact(Value json) {
  if (text(json, "id").empty()) return std::nullopt;
  calls::Contact contact;
  contact.id = text(json, "id");
  contact.name = text(json, "name");
  contact.company = text(json, "company");
  contact.role = text(json, "role");
  contact.url = text(json, "url");
  contact.numbers = read_numbers(json.find("numbers"));
  if (const Value responsible = json.find("responsible"); responsible.is_object()) {
    contact.responsible = {text(responsible, "id"), text(responsible, "name"),
                           text(responsible, "extension")};
  }
  return contact;
}

void write_contact(Writer& out, const std::optional<calls::Contact>& contact) {
  if (!contact) return out.null();
  out.begin_object();
  out.text("id", contact->id);
  out.text("name", contact->name);
  out.text_if_any("company", contact->company);
  out.text_if_any("role", contact->role);
  out.text_if_any("url", contact->url);
  if (!contact->numbers.empty()) out.texts("numbers", contact->numbers);
  if (contact->responsible) {
    out.name("responsible");
    out.begin_object();
    out.text("id", contact->responsible->id);
    out.text("name", contact->responsible->name);
    out.text_if_any("extension", contact->responsible->extension);
    out.end_object();
  }
  out.end_object();
}

calls::Fields read_fields(Value json) {
  calls::Fields fields;
  if (!json.is_object()) return fields;
  for (const Value member : json) {
    if (member.is_text()) fields.insert_or_assign(std::string(member.name()), member.text());
  }
  return fields;
}

}  // namespace deskbell::core
