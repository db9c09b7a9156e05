// Calls and events as JSON: the form in which they cross to JavaScript.
#pragma once

#include <string>

#include "base/result.h"
#include "calls/step.h"
#include "json/document.h"
#include "json/writer.h"

namespace deskbell::core {

Result<calls::CallEvent> read_event(json::Value json);
Result<calls::Call> read_call(json::Value json);
calls::Viewpoint read_viewpoint(json::Value json);

void write_event(json::Writer& out, const calls::CallEvent& event);
void write_call(json::Writer& out, const calls::Call& call);
void write_effect(json::Writer& out, const calls::Effect& effect, const calls::Call& call);

}  // namespace deskbell::core
