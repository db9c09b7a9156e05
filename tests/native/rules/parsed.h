// A text as JSON; discarded when it is none.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace deskbell::core {

inline nlohmann::json parsed(const std::string& text) {
  return nlohmann::json::parse(text, nullptr, false);
}

}  // namespace deskbell::core
