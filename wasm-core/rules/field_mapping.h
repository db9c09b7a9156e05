// What is wrong with a field mapping.
#pragma once

#include "rules/matrix.h"

namespace deskbell::rules {

/// A field of the CRM, as the CRM describes it.
struct CrmField {
  EntityType entity = EntityType::contact;
  std::string name;
  /// `text` is the only type that can be mapped.
  std::string type;
};

/// Where in the mapping, and what, for people.
struct MappingProblem {
  std::size_t index;
  std::string detail;
};

/// A value that no call has, a field that the CRM does not have or that is not a text field, a
/// field that is used twice. Empty when all is well.
std::vector<MappingProblem> check_mapping(const std::vector<FieldMapping>& mapping,
                                          const std::vector<CrmField>& fields);

}  // namespace deskbell::rules
