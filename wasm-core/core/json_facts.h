// What the engine notes of a call, as one flat object: only the engine reads it again, but pages
// and databases carry it, so every value may come back changed.
#pragma once

#include "calls/call.h"
#include "json/document.h"
#include "json/writer.h"

namespace deskbell::core {

/// `record` has the values; `json` has when each was told.
calls::Facts read_facts(json::Value json, const calls::CallRecord& record);

/// Only what is known is written: a call crosses the border at every event.
void write_facts(json::Writer& out, const calls::Facts& facts);

}  // namespace deskbell::core
