#include "providers/ringostat_words.h"

#include <algorithm>

#include "providers/fields.h"

namespace deskbell::providers::ringostat {
namespace {

using calls::Outcome;

struct Alias {
  std::string_view name;
  std::string_view meaning;
};

// Names of the older webhooks and other spellings.
constexpr Alias kAliases[] = {
    {"callee", "dst"},     {"status", "disposition"},          {"call_id", "uniqueid"},
    {"dialog", "billsec"}, {"call_duration", "duration"},      {"recording_wav", "recording"},
    {"event", "moment"},   {"refferrer", "tracking.referrer"}, {"referrer", "tracking.referrer"}};

// Passed on as they are, for the CRM's fields.
constexpr std::string_view kMarks[] = {"utm_source",  "utm_medium",  "utm_campaign", "utm_content",
                                       "utm_term",    "client_id",   "landing",      "pool_name",
                                       "scheme_name", "department",  "employee_fio", "rating",
                                       "waittime",    "duration_ms", "refferrer"};

constexpr NamedMoment kMoments[] = {{"before_call", Moment::before_call, false},
                                    {"forwarding", Moment::forwarding, false},
                                    {"pick_up", Moment::pick_up, false},
                                    {"after_call", Moment::after_call, false},
                                    {"rating", Moment::rating, false},
                                    {"outgoing_before_call", Moment::before_call, true},
                                    {"outgoing_after_call", Moment::after_call, true}};

constexpr std::string_view kMomentIds[] = {"before", "forwarding", "picked_up", "after", "rating"};

constexpr Disposition kDispositions[] = {
    {"answered", {}, Outcome::completed},
    // A 'proper' call is an answered one that lasted, a 'repeated' one came from a known caller.
    {"proper", {}, Outcome::completed},
    {"repeated", {}, Outcome::completed},
    {"no answer", {}, Outcome::missed},
    {"no extension", {}, Outcome::missed},
    {"no forward", {}, Outcome::missed},
    {"voicemail", {}, Outcome::voicemail},
    {"busy", {}, Outcome::busy},
    {"cancel", {}, Outcome::canceled},
    {"in progress", Moment::pick_up, Outcome::failed},
    {"calling", Moment::forwarding, Outcome::failed}};

}  // namespace

std::string_view current_name(std::string_view name) {
  for (const Alias& alias : kAliases) {
    if (alias.name == name) return alias.meaning;
  }
  return name;
}

bool is_mark(std::string_view name) {
  return std::find(std::begin(kMarks), std::end(kMarks), name) != std::end(kMarks);
}

const NamedMoment* find_moment(std::string_view name) {
  const auto* known = std::find_if(std::begin(kMoments), std::end(kMoments),
                                   [&](const NamedMoment& each) { return each.name == name; });
  return known == std::end(kMoments) ? nullptr : known;
}

std::string_view id_of(Moment moment) { return kMomentIds[static_cast<std::size_t>(moment)]; }

const Disposition* find_disposition(std::string_view told) {
  std::string name = lower_case(told);
  std::replace(name.begin(), name.end(), '_', ' ');
  const auto* known = std::find_if(std::begin(kDispositions), std::end(kDispositions),
                                   [&](const Disposition& each) { return each.name == name; });
  return known == std::end(kDispositions) ? nullptr : known;
}

}  // namespace deskbell::providers::ringostat
