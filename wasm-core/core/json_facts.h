// What the engine notes of a call, as one flat object: only the engine reads it again, but pages
// and databases carry it, so every value may come back changed.
#pragma once

#include <nlohmann/json.hpp>

#include "calls/call.h"

namespace deskbell::core {

/// `record` has the values; `json` has when each was told.
calls::Facts read_facts(const nlohmann::json& json, const calls::CallRecord& record);

/// Only what is known is written: a call crosses the border at every event.
nlohmann::json write_facts(const calls::Facts& facts);

}  // namespace deskbell::core
