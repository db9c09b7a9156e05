#include "rules/staff.h"

namespace deskbell::rules {

std::optional<Person> person_with_id(const Matrix& matrix, const std::string& id) {
  if (id.empty()) return std::nullopt;
  if (matrix.staff) {
    for (const Person& person : *matrix.staff) {
      if (person.id == id) return person;
    }
  }
  return Person{id, "", ""};
}

std::optional<Person> person_at(const Matrix& matrix, const std::string& extension) {
  if (extension.empty()) return std::nullopt;
  if (!matrix.staff) return Person{"", "", extension};
  for (const Person& person : *matrix.staff) {
    if (person.extension == extension) return person;
  }
  return std::nullopt;
}

std::optional<Person> agent_of(const Matrix& matrix, const calls::CallRecord& record) {
  auto agent = person_at(matrix, record.agent);
  if (agent || record.direction != calls::Direction::outbound) return agent;
  return person_with_id(matrix, matrix.outgoing_agent);
}

bool same_person(const Person& one, const Person& other) {
  if (!one.id.empty() && !other.id.empty()) return one.id == other.id;
  return !one.extension.empty() && one.extension == other.extension;
}

Answerer answerer_of(const Matrix& matrix, const calls::CallRecord& record, const Client& client) {
  const auto agent = person_at(matrix, record.agent);
  if (!agent) return Answerer::unassigned;
  const auto responsible = responsible_of(client);
  return responsible && same_person(*agent, *responsible) ? Answerer::responsible
                                                          : Answerer::another;
}

}  // namespace deskbell::rules
