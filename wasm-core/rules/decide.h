// What a call should lead to.
#pragma once

#include "rules/matrix.h"

namespace deskbell::rules {

/// What an action hangs on: something that the CRM has (`id`), or that another action of the same
/// decision makes (`made_by`, its key).
struct Target {
  EntityType type = EntityType::contact;
  std::string id;
  std::string made_by;
};

/// One piece of work for the CRM.
struct Action {
  /// Call, row, action and target: executed twice, it happens once. What is created for a call is
  /// created once whichever row says so, so there the row is left out.
  std::string key;
  std::string row;
  ActionType type = ActionType::open_task;
  /// None for what hangs on nothing.
  std::optional<Target> target;
  std::optional<Person> assignee;
  /// The client's number in E.164; empty when withheld.
  std::string number;
  std::string text;
  /// For `open_task` and `callback_request`.
  std::optional<calls::Millis> due_at;
  std::string board;
  std::string recording_url;
  /// CRM field → value, of the field mapping.
  calls::Fields fields;
  calls::Fields tracking;
};

/// The moments that a step from `before` to `after` reached. `end` is reached again whenever the
/// record of an ended call gets richer: the same keys come with more in them.
std::vector<Moment> moments_reached(const std::optional<calls::Call>& before,
                                    const calls::Call& after);

struct Occasion {
  Moment moment = Moment::end;
  calls::Millis now = 0;
  /// When not empty: the row that was chosen before for this call and moment. A decision is made
  /// once; what is learned later only fills it in.
  std::string row;
};

struct Decision {
  /// Empty when no row fits.
  std::string row;
  std::vector<Action> actions;
};

Decision decide(const calls::Call& call, const Client& client, const Matrix& matrix,
                const Occasion& occasion);

}  // namespace deskbell::rules
