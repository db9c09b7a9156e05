#include "core/presets.h"

#include "core/presets_made.h"

namespace deskbell::core {

std::optional<std::string_view> preset(std::string_view name) {
  for (const Preset& each : kPresets) {
    if (each.name == name) return each.json;
  }
  return std::nullopt;
}

}  // namespace deskbell::core
