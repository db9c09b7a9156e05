#include "core/json_rules.h"

#include <set>

#include "core/json_contact.h"
#include "core/json_fields.h"
#include "json/members.h"
#include "rules/text.h"

namespace deskbell::core {
namespace {

using json::Members;
using json::Value;
using json::Writer;
using rules::ActionTemplate;
using rules::Matrix;
using rules::Person;

constexpr std::size_t kMostRows = 200;
constexpr std::size_t kMostActions = 20;
constexpr std::size_t kMostFields = 100;
constexpr std::size_t kMostStaff = 10'000;
constexpr std::size_t kMostOpen = 100;
constexpr std::size_t kLongestText = 500;
// A year of minutes: what is due later is not a task.
constexpr std::int64_t kLongestDue = 365 * 24 * 60;

std::optional<Person> read_person(Value json) {
  Person person{text(json, "id"), text(json, "name"), text(json, "extension")};
  if (person.id.empty() && person.extension.empty()) return std::nullopt;
  return person;
}

ActionTemplate read_action(Members& members) {
  ActionTemplate action;
  const auto type = members.named<rules::ActionType>("type", rules::kActionTypeNames, true);
  action.type = type.value_or(action.type);
  action.assignee =
      members.named<rules::Assignee>("assignee", rules::kAssigneeNames).value_or(action.assignee);
  action.user = members.text("user", kLongestId);
  action.on = members.named<rules::EntityType>("on", rules::kEntityTypeNames);
  action.text = members.text("text", kLongestText);
  action.due_minutes = members.whole("dueMinutes", kLongestDue);
  action.board = members.text("board", kLongestId);
  action.recording = members.flag("recording", false);
  action.tracking = members.flag("tracking", false);
  if (action.assignee == rules::Assignee::named && action.user.empty()) {
    members.fail("user", "is missing: the assignee is 'named'");
  }
  const bool says =
      action.type == rules::ActionType::open_task || action.type == rules::ActionType::message;
  if (says && action.text.empty()) members.fail("text", "is missing");
  return action;
}

rules::Condition read_condition(Members& members) {
  rules::Condition when;
  when.directions = members.several<calls::Direction>("direction", calls::kDirectionNames);
  when.results = members.several<rules::CallResult>("outcome", rules::kCallResultNames);
  when.clients = members.several<rules::ClientKind>("client", rules::kClientKindNames);
  when.answered_by = members.several<rules::Answerer>("answeredBy", rules::kAnswererNames);
  return when;
}

rules::Row read_row(Members& members) {
  rules::Row row;
  row.id = members.text("id", kLongestId, true);
  row.enabled = members.flag("enabled", true);
  row.moment =
      members.named<rules::Moment>("moment", rules::kMomentNames, true).value_or(row.moment);
  members.object("when", [&](Members& when) { row.when = read_condition(when); });
  members.each("actions", kMostActions,
               [&](Members& action) { row.actions.push_back(read_action(action)); });
  members.text("note", kLongestText);
  const rules::Condition& when = row.when;
  if (row.moment == rules::Moment::ringing && !(when.results.empty() && when.answered_by.empty())) {
    members.fail("when", "asks for an outcome or an answer while it rings");
  }
  if (row.moment == rules::Moment::answer && !when.results.empty()) {
    members.fail("when", "asks for an outcome at the answer");
  }
  return row;
}

rules::FieldMapping read_field(Members& members) {
  rules::FieldMapping field;
  field.value = members.text("value", kLongestId, true);
  const auto entity = members.named<rules::EntityType>("entity", rules::kEntityTypeNames, true);
  field.entity = entity.value_or(field.entity);
  field.field = members.text("field", kLongestId, true);
  if (!rules::is_value_of_call(field.value)) members.fail("value", "is no value of a call");
  return field;
}

void read_fields(Members& members, std::vector<rules::FieldMapping>& fields) {
  std::set<std::pair<rules::EntityType, std::string>> used;
  members.each("fields", kMostFields, [&](Members& field) {
    fields.push_back(read_field(field));
    if (!used.emplace(fields.back().entity, fields.back().field).second) {
      field.fail("field", "is used twice");
    }
  });
}

void read_staff(Members& members, Matrix& matrix) {
  if (const Value staff = members.take("staff"); !staff.is_array()) {
    if (staff) members.fail("staff", "is not a list");
    return;
  }
  matrix.staff.emplace();
  members.each("staff", kMostStaff, [&](Members& person) {
    Person read;
    read.id = person.text("id", kLongestId, true);
    read.name = person.text("name", kLongestText);
    read.extension = person.text("extension", kLongestId);
    matrix.staff->push_back(std::move(read));
  });
}

void read_settings(Members& members, Matrix& matrix) {
  matrix.senior_manager = members.text("seniorManager", kLongestId);
  matrix.outgoing_agent = members.text("outgoingAgent", kLongestId);
  matrix.due_minutes = members.whole("dueMinutes", kLongestDue).value_or(matrix.due_minutes);
  matrix.board = members.text("board", kLongestId);
  read_staff(members, matrix);
}

void write_target(Writer& out, const rules::Target& target) {
  out.begin_object();
  out.text("type", name_of(rules::kEntityTypeNames, target.type));
  out.text_if_any("id", target.id);
  out.text_if_any("madeBy", target.made_by);
  out.end_object();
}

void write_assignee(Writer& out, const Person& assignee) {
  out.begin_object();
  out.text("id", assignee.id);
  out.text("name", assignee.name);
  out.text("extension", assignee.extension);
  out.end_object();
}

void write_action(Writer& out, const rules::Action& action, const calls::Call& call) {
  out.begin_object();
  out.text("key", action.key);
  out.text("row", action.row);
  out.text("type", name_of(rules::kActionTypeNames, action.type));
  out.text("callId", call.record.call_id);
  out.text("number", action.number);
  if (action.target) {
    out.name("target");
    write_target(out, *action.target);
  }
  if (action.assignee) {
    out.name("assignee");
    write_assignee(out, *action.assignee);
  }
  out.text_if_any("text", action.text);
  out.number_if_any("dueAt", action.due_at);
  out.text_if_any("board", action.board);
  out.text_if_any("recordingUrl", action.recording_url);
  if (!action.fields.empty()) out.object("fields", action.fields);
  if (!action.tracking.empty()) out.object("tracking", action.tracking);
  out.end_object();
}

}  // namespace

rules::Client read_client(Value json) {
  rules::Client client;
  client.contact = read_contact(json.find("contact"));
  client.fields = read_fields(json.find("fields"));
  client.caller_name = text(json, "callerName");
  const Value open = json.find("open");
  if (!open.is_array()) return client;
  for (const Value each : open) {
    const auto type = value_of<rules::EntityType>(rules::kEntityTypeNames, text(each, "type"));
    const std::string id = text(each, "id");
    const bool works = type == rules::EntityType::lead || type == rules::EntityType::deal ||
                       type == rules::EntityType::ticket;
    if (!works || id.empty() || client.open.size() == kMostOpen) continue;
    client.open.push_back({*type, id, read_person(each.find("responsible"))});
  }
  return client;
}

Result<Matrix> read_matrix(Value json) {
  Matrix matrix;
  json::Mistake mistake;
  Members members(json, "", mistake);
  members.text("$schema", kLongestText);
  std::set<std::string> ids;
  members.each("rows", kMostRows, [&](Members& row) {
    matrix.rows.push_back(read_row(row));
    if (!ids.insert(matrix.rows.back().id).second) row.fail("id", "stands there twice");
  });
  read_fields(members, matrix.fields);
  matrix.update_only = members.flag("updateOnly", false);
  members.object("settings", [&](Members& settings) { read_settings(settings, matrix); });
  members.finish();
  if (mistake) return Error{ErrorCode::bad_rules, *mistake};
  return matrix;
}

Result<std::vector<rules::FieldMapping>> read_mapping(Value json) {
  std::vector<rules::FieldMapping> fields;
  json::Mistake mistake;
  Members members(json, "", mistake);
  members.each("fields", kMostFields, [&](Members& field) {
    fields.push_back({field.text("value", kLongestId),
                      field.named<rules::EntityType>("entity", rules::kEntityTypeNames, true)
                          .value_or(rules::EntityType::contact),
                      field.text("field", kLongestId)});
  });
  if (mistake) return Error{ErrorCode::bad_rules, *mistake};
  return fields;
}

std::vector<rules::CrmField> read_crm_fields(Value json) {
  std::vector<rules::CrmField> fields;
  if (!json.is_array()) return fields;
  for (const Value each : json) {
    const auto entity = value_of<rules::EntityType>(rules::kEntityTypeNames, text(each, "entity"));
    if (entity) fields.push_back({*entity, text(each, "name"), text(each, "type")});
  }
  return fields;
}

void write_moments(Writer& out, const std::vector<rules::Moment>& moments) {
  out.begin_array();
  for (const rules::Moment moment : moments) out.text(name_of(rules::kMomentNames, moment));
  out.end_array();
}

void write_decision(Writer& out, const rules::Decision& decision, const calls::Call& call) {
  out.begin_object();
  out.text("row", decision.row);
  out.name("actions");
  out.begin_array();
  for (const rules::Action& action : decision.actions) write_action(out, action, call);
  out.end_array();
  out.end_object();
}

}  // namespace deskbell::core
