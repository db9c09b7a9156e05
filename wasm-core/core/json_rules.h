// Clients, the integration matrix and decisions as JSON.
#pragma once

#include "base/result.h"
#include "json/document.h"
#include "json/writer.h"
#include "rules/decide.h"
#include "rules/field_mapping.h"

namespace deskbell::core {

/// What the CRM answered about a client: a field of the wrong type counts as absent.
rules::Client read_client(json::Value json);

/// Strict: the admin is told the first mistake, with its place.
Result<rules::Matrix> read_matrix(json::Value json);

/// `fields` as an integration matrix has them.
Result<std::vector<rules::FieldMapping>> read_mapping(json::Value json);
std::vector<rules::CrmField> read_crm_fields(json::Value json);

void write_moments(json::Writer& out, const std::vector<rules::Moment>& moments);
void write_decision(json::Writer& out, const rules::Decision& decision, const calls::Call& call);

}  // namespace deskbell::core
