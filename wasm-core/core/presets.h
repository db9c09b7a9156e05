// The integration matrices that come with Deskbell.
#pragma once

#include <optional>
#include <string_view>

namespace deskbell::core {

/// `recommended`, `zadarma` or `update_only`, as JSON.
std::optional<std::string_view> preset(std::string_view name);

}  // namespace deskbell::core
