// Clients, the integration matrix and decisions as JSON.
#pragma once

#include "core/json_calls.h"
#include "rules/decide.h"
#include "rules/field_mapping.h"

namespace deskbell::core {

/// What the CRM answered about a client: a field of the wrong type counts as absent.
rules::Client read_client(const Json* json);

/// Strict: the admin is told the first mistake, with its place.
Result<rules::Matrix> read_matrix(const Json& json);

/// `fields` as an integration matrix has them.
Result<std::vector<rules::FieldMapping>> read_mapping(const Json& json);
std::vector<rules::CrmField> read_crm_fields(const Json* json);

Json write_moments(const std::vector<rules::Moment>& moments);
Json write_decision(const rules::Decision& decision, const calls::Call& call);

}  // namespace deskbell::core
