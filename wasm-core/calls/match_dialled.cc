#include <cstdlib>

#include "calls/step.h"

namespace deskbell::calls {
namespace {

// From the click to the provider's first news: the agent's own telephone is rung first.
constexpr Millis kClaimWindow = Millis{2} * 60 * 1000;

// The last nine digits identify a number in practice whatever form the provider chose.
std::string_view significant(const std::string& number) {
  const std::string_view digits(number);
  return digits.size() > 9 ? digits.substr(digits.size() - 9) : digits;
}

bool belongs(const Call& call, const CallEvent& event) {
  if (call.state == CallState::ended || event.direction != Direction::outbound) return false;
  if (event.to.empty() || significant(call.record.to) != significant(event.to)) return false;
  if (!event.agent.empty() && !call.facts.rung.contains(event.agent)) return false;
  return call.facts.first_at && std::llabs(event.at - *call.facts.first_at) <= kClaimWindow;
}

}  // namespace

std::optional<std::size_t> match_dialled(const std::vector<Call>& calls, const CallEvent& event) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (!belongs(calls[i], event)) continue;
    // The oldest click first: providers report in the order in which they were asked.
    if (!found || *calls[i].facts.first_at < *calls[*found].facts.first_at) found = i;
  }
  return found;
}

}  // namespace deskbell::calls
