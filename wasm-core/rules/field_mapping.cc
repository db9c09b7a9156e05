#include "rules/field_mapping.h"

#include <algorithm>
#include <set>

#include "rules/text.h"

namespace deskbell::rules {

std::vector<MappingProblem> check_mapping(const std::vector<FieldMapping>& mapping,
                                          const std::vector<CrmField>& fields) {
  std::vector<MappingProblem> problems;
  std::set<std::pair<EntityType, std::string>> used;
  for (std::size_t i = 0; i < mapping.size(); ++i) {
    const FieldMapping& each = mapping[i];
    const auto known = std::find_if(fields.begin(), fields.end(), [&](const CrmField& field) {
      return field.entity == each.entity && field.name == each.field;
    });
    if (!is_value_of_call(each.value)) {
      problems.push_back({i, "no call has a value '" + each.value + "'"});
    } else if (known == fields.end()) {
      problems.push_back({i, "the CRM has no field '" + each.field + "'"});
    } else if (known->type != "text") {
      problems.push_back({i, "'" + each.field + "' is not a text field"});
    } else if (!used.emplace(each.entity, each.field).second) {
      problems.push_back({i, "'" + each.field + "' is used twice"});
    }
  }
  return problems;
}

}  // namespace deskbell::rules
