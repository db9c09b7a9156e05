// Who a user id or an extension is.
#pragma once

#include "rules/matrix.h"

namespace deskbell::rules {

std::optional<Person> person_with_id(const Matrix& matrix, const std::string& id);

/// Whose extension that is; none when it belongs to nobody.
std::optional<Person> person_at(const Matrix& matrix, const std::string& extension);

/// The agent of the call: who answered or dialled.
std::optional<Person> agent_of(const Matrix& matrix, const calls::CallRecord& record);

/// Whether two descriptions mean one colleague: by id, or by extension where an id is missing.
bool same_person(const Person& one, const Person& other);

/// Who answered, seen from the client.
Answerer answerer_of(const Matrix& matrix, const calls::CallRecord& record, const Client& client);

}  // namespace deskbell::rules
