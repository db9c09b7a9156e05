#pragma once
// Stand-in for abseil's hash containers: libphonenumber needs a map, not abseil's speed.
#include <unordered_map>

namespace absl {
template <class K, class V>
using flat_hash_map = std::unordered_map<K, V>;
}  // namespace absl
