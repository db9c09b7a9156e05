// Ringostat's words: parameters, moments, dispositions.
#pragma once

#include "calls/call_event.h"

namespace deskbell::providers::ringostat {

enum class Moment { before_call, forwarding, pick_up, after_call, rating };

/// A moment as the webhook's address names it.
struct NamedMoment {
  std::string_view name;
  Moment moment;
  bool outgoing;
};

/// How a call stands or ended.
struct Disposition {
  std::string_view name;
  /// For a call that is going on.
  std::optional<Moment> live;
  calls::Outcome outcome;
};

/// The name of Webhooks 2.0 for an older one; `name` itself when it is none.
std::string_view current_name(std::string_view name);

/// Whether the parameter is passed on as it is, for the CRM's fields.
bool is_mark(std::string_view name);

/// Null when there is no such moment.
const NamedMoment* find_moment(std::string_view name);

/// As it stands in ids.
std::string_view id_of(Moment moment);

/// Whatever the case, `_` for blanks or not; null for one that is not known.
const Disposition* find_disposition(std::string_view told);

}  // namespace deskbell::providers::ringostat
