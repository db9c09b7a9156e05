// The integration matrix: which calls lead to which work. Data; decide.h reads it.
#pragma once

#include "calls/call.h"
#include "rules/client.h"

namespace deskbell::rules {

/// Which calls a row is for; an empty list means any.
struct Condition {
  std::vector<calls::Direction> directions;
  std::vector<CallResult> results;
  std::vector<ClientKind> clients;
  std::vector<Answerer> answered_by;
};

/// An action as the admin wrote it, before a call fills it in.
struct ActionTemplate {
  ActionType type = ActionType::open_task;
  Assignee assignee = Assignee::responsible;
  /// Id of the colleague, for `Assignee::named`.
  std::string user;
  /// What it hangs on; none for what was made just now or is open, else the contact.
  std::optional<EntityType> on;
  /// With placeholders, see text.h.
  std::string text;
  /// Minutes from the end of the call; the matrix' own when none.
  std::optional<std::int64_t> due_minutes;
  /// The matrix' own when empty.
  std::string board;
  /// With the link to the recording, or to the voicemail.
  bool recording = false;
  /// With the marks of the client's visit (UTM and the like).
  bool tracking = false;
};

struct Row {
  std::string id;
  bool enabled = true;
  Moment moment = Moment::end;
  Condition when;
  std::vector<ActionTemplate> actions;
};

/// A value of the call → a text field of the CRM.
struct FieldMapping {
  /// A member of the call record, or `tracking.<mark>`.
  std::string value;
  EntityType entity = EntityType::contact;
  std::string field;
};

struct Matrix {
  /// The first row that fits a call at a moment counts.
  std::vector<Row> rows;
  std::vector<FieldMapping> fields;
  /// Somebody else's integration makes the entities: nothing is created.
  bool update_only = false;
  /// The CRM's users and their extensions. None: every extension is somebody's.
  std::optional<std::vector<Person>> staff;
  /// Ids of users.
  std::string senior_manager;
  /// Whose outgoing calls are when the telephone system does not say.
  std::string outgoing_agent;
  std::int64_t due_minutes = 240;
  std::string board;
};

}  // namespace deskbell::rules
