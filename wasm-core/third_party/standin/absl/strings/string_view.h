#pragma once
// Stand-in for abseil: the standard has had its string_view since C++17.
#include <string_view>

namespace absl {
using std::string_view;
}  // namespace absl
