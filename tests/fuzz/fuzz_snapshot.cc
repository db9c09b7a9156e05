// A call as it may come back from a page or a database, and what is done with it then.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "calls/overdue.h"
#include "core/json_calls.h"

namespace {

using deskbell::calls::CallEvent;
using deskbell::calls::EventType;

void play(const deskbell::calls::Call& call) {
  for (std::size_t i = 0; i < deskbell::calls::kEventTypeNames.size(); ++i) {
    CallEvent event;
    event.call_id = call.record.call_id;
    event.type = static_cast<EventType>(i);
    event.at = 1'767'348'000'000;
    event.agent = "100";
    event.talk_seconds = 60;
    const auto next = deskbell::calls::step(call, event, {event.at, "100"});
    if (next.call.record.talk_seconds.value_or(0) < 0) std::abort();
    deskbell::json::Writer out;
    deskbell::core::write_call(out, next.call);
    if (!deskbell::json::Document(out.take()).root()) std::abort();
  }
  (void)deskbell::calls::resume(call, {0, "100"});
  (void)deskbell::calls::overdue(call, 1'767'348'000'000);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const deskbell::json::Document document(text);
  if (!document.root()) return 0;
  const auto call = deskbell::core::read_call(document.root());
  if (call.ok()) play(call.value());
  (void)deskbell::core::read_event(document.root());
  return 0;
}
