#include "rules/decide.h"

#include <algorithm>

#include "base/names.h"
#include "rules/staff.h"
#include "rules/text.h"

namespace deskbell::rules {
namespace {

using calls::Call;
using calls::CallRecord;
using calls::CallState;
using calls::Millis;
using calls::Outcome;

constexpr Millis kMinute = 60'000;

bool is_creation(ActionType type) { return type <= ActionType::create_ticket; }

std::optional<EntityType> created_by(ActionType type) {
  switch (type) {
    case ActionType::create_contact:
      return EntityType::contact;
    case ActionType::create_company:
      return EntityType::company;
    case ActionType::create_lead:
      return EntityType::lead;
    case ActionType::create_deal:
      return EntityType::deal;
    case ActionType::create_ticket:
      return EntityType::ticket;
    default:
      return std::nullopt;
  }
}

// None while the call goes on and nobody has answered.
std::optional<CallResult> result_of(const Call& call) {
  if (call.record.outcome == Outcome::voicemail) return CallResult::voicemail;
  if (call.record.outcome == Outcome::completed || call.record.answered_at) {
    return CallResult::answered;
  }
  return call.state == CallState::ended ? std::optional(CallResult::missed) : std::nullopt;
}

template <typename T>
bool fits(const std::vector<T>& wanted, const std::optional<T>& given) {
  if (wanted.empty()) return true;
  return given && std::find(wanted.begin(), wanted.end(), *given) != wanted.end();
}

/// One call, looked at with one matrix.
class Deciding {
 public:
  Deciding(const Call& call, const Client& client, const Matrix& matrix, const Occasion& occasion)
      : call_(call),
        client_(client),
        matrix_(matrix),
        occasion_(occasion),
        result_(result_of(call)),
        kind_(kind_of(client)) {
    if (result_ == CallResult::answered) {
      answerer_ = answerer_of(matrix, call.record, client);
    }
  }

  const Row* row() const {
    for (const Row& row : matrix_.rows) {
      const bool chosen_before = !occasion_.row.empty();
      if (chosen_before ? row.id == occasion_.row : applies(row)) return &row;
    }
    return nullptr;
  }

  Decision run() {
    Decision decision;
    const Row* chosen = row();
    if (!chosen) return decision;
    decision.row = chosen->id;
    for (const ActionTemplate& wish : chosen->actions) {
      auto action = make(wish, chosen->id);
      if (action) add(decision.actions, std::move(*action));
    }
    return decision;
  }

 private:
  bool applies(const Row& row) const {
    return row.enabled && row.moment == occasion_.moment &&
           fits(row.when.directions, std::optional(call_.record.direction)) &&
           fits(row.when.results, result_) && fits(row.when.clients, std::optional(kind_)) &&
           fits(row.when.answered_by, answerer_);
  }

  static void add(std::vector<Action>& actions, Action action) {
    const bool there = std::any_of(actions.begin(), actions.end(),
                                   [&](const Action& other) { return other.key == action.key; });
    if (!there) actions.push_back(std::move(action));
  }

  std::optional<Action> make(const ActionTemplate& wish, const std::string& row) {
    const CallRecord& record = call_.record;
    Action action;
    action.row = row;
    action.type = wish.type;
    action.number = calls::other_party(call_);
    const auto creates = created_by(wish.type);
    if (creates) {
      // Nobody finds a contact again whose number was withheld.
      if (matrix_.update_only || (action.number.empty() && !client_.contact)) return std::nullopt;
      if (*creates == EntityType::contact && client_.contact) return std::nullopt;
    }
    action.target = target_of(wish);
    if (needs_target(wish.type) && !action.target) return std::nullopt;
    action.assignee = assignee_of(wish);
    action.text = fill_in(wish.text, record, client_);
    if (wish.type == ActionType::open_task || wish.type == ActionType::callback_request) {
      action.due_at = due_base() + wish.due_minutes.value_or(matrix_.due_minutes) * kMinute;
    }
    if (wish.type == ActionType::open_task || wish.type == ActionType::complete_task) {
      action.board = wish.board.empty() ? matrix_.board : wish.board;
    }
    if (wish.recording) action.recording_url = record.recording_url;
    if (wish.tracking) action.tracking = record.tracking;
    const auto filled = creates ? creates : target_type(action);
    if (filled && (creates || wish.type == ActionType::update_fields)) {
      action.fields = mapped_fields(*filled);
    }
    if (wish.type == ActionType::update_fields && action.fields.empty()) return std::nullopt;
    action.key = key_of(action, wish);
    if (creates) made_.push_back({*creates, action.key, action.assignee});
    return action;
  }

  static bool needs_target(ActionType type) {
    return type == ActionType::complete_task || type == ActionType::make_responsible ||
           type == ActionType::update_fields;
  }

  static std::optional<EntityType> target_type(const Action& action) {
    return action.target ? std::optional(action.target->type) : std::nullopt;
  }

  struct Made {
    EntityType type;
    std::string key;
    std::optional<Person> assignee;
  };

  const Made* find_made(EntityType type) const {
    const auto found = std::find_if(made_.begin(), made_.end(),
                                    [&](const Made& made) { return made.type == type; });
    return found == made_.end() ? nullptr : &*found;
  }

  std::optional<Target> find_target(EntityType type) const {
    if (type == EntityType::contact && client_.contact) {
      return Target{type, client_.contact->id, ""};
    }
    if (const Made* made = find_made(type)) return Target{type, "", made->key};
    if (const OpenEntity* open = find_open(client_, type)) return Target{type, open->id, ""};
    return std::nullopt;
  }

  std::optional<Target> target_of(const ActionTemplate& wish) const {
    if (wish.on) return find_target(*wish.on);
    if (is_creation(wish.type)) {
      // A contact hangs on nothing, everything else on the contact.
      if (wish.type == ActionType::create_contact) return std::nullopt;
      return find_target(EntityType::contact);
    }
    for (const EntityType type : {EntityType::ticket, EntityType::deal, EntityType::lead}) {
      if (const Made* made = find_made(type)) return Target{type, "", made->key};
    }
    if (!client_.open.empty()) return Target{client_.open[0].type, client_.open[0].id, ""};
    return find_target(EntityType::contact);
  }

  std::optional<Person> responsible_for(EntityType type) const {
    if (const Made* made = find_made(type)) return made->assignee;
    if (const OpenEntity* open = find_open(client_, type)) return open->responsible;
    return std::nullopt;
  }

  std::optional<Person> wished_person(const ActionTemplate& wish) const {
    switch (wish.assignee) {
      case Assignee::responsible:
        return responsible_of(client_);
      case Assignee::contact_responsible:
        return client_.contact ? client_.contact->responsible
                               : responsible_for(EntityType::contact);
      case Assignee::lead_responsible:
        return responsible_for(EntityType::lead);
      case Assignee::deal_responsible:
        return responsible_for(EntityType::deal);
      case Assignee::ticket_responsible:
        return responsible_for(EntityType::ticket);
      case Assignee::answered_by:
        return agent_of(matrix_, call_.record);
      case Assignee::named:
        return person_with_id(matrix_, wish.user);
      case Assignee::senior_manager:
        break;
    }
    return std::nullopt;
  }

  std::optional<Person> assignee_of(const ActionTemplate& wish) const {
    auto person = wished_person(wish);
    return person ? person : person_with_id(matrix_, matrix_.senior_manager);
  }

  // The same whenever it is asked, so that a second execution changes nothing.
  Millis due_base() const {
    const CallRecord& record = call_.record;
    if (record.ended_at) return *record.ended_at;
    if (record.answered_at) return *record.answered_at;
    return record.offered_at.value_or(occasion_.now);
  }

  calls::Fields mapped_fields(EntityType entity) const {
    calls::Fields fields;
    for (const FieldMapping& mapping : matrix_.fields) {
      if (mapping.entity != entity) continue;
      std::string value = value_of_call(mapping.value, call_.record);
      if (!value.empty()) fields[mapping.field] = std::move(value);
    }
    return fields;
  }

  std::string key_of(const Action& action, const ActionTemplate& wish) const {
    std::string key = call_.record.call_id + "/";
    if (!is_creation(action.type)) key += action.row + "/";
    key += name_of(kActionTypeNames, action.type);
    if (is_creation(action.type)) return key;
    key += "/";
    if (action.target) {
      key += name_of(kEntityTypeNames, action.target->type);
      if (!action.target->id.empty()) key += ":" + action.target->id;
    }
    // One row may give work on one thing to several people.
    key += "/" + std::string(name_of(kAssigneeNames, wish.assignee));
    if (wish.assignee == Assignee::named) key += ":" + wish.user;
    return key;
  }

  const Call& call_;
  const Client& client_;
  const Matrix& matrix_;
  const Occasion& occasion_;
  std::optional<CallResult> result_;
  ClientKind kind_;
  std::optional<Answerer> answerer_;
  std::vector<Made> made_;
};

bool rings(CallState state) { return state == CallState::ringing || state == CallState::dialing; }

bool talks(CallState state) { return state == CallState::answered || state == CallState::held; }

}  // namespace

std::vector<Moment> moments_reached(const std::optional<Call>& before, const Call& after) {
  const CallState was = before ? before->state : CallState::announced;
  std::vector<Moment> moments;
  if (!rings(was) && rings(after.state)) moments.push_back(Moment::ringing);
  if (!talks(was) && talks(after.state)) moments.push_back(Moment::answer);
  const bool ended = after.state == CallState::ended;
  if (ended && (was != CallState::ended || !(before->record == after.record))) {
    moments.push_back(Moment::end);
  }
  return moments;
}

Decision decide(const Call& call, const Client& client, const Matrix& matrix,
                const Occasion& occasion) {
  return Deciding(call, client, matrix, occasion).run();
}

}  // namespace deskbell::rules
