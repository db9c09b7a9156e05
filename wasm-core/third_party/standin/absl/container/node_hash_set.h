#pragma once
// Stand-in for abseil's hash containers: libphonenumber needs a set, not abseil's speed.
#include <unordered_set>

namespace absl {
template <class T>
using node_hash_set = std::unordered_set<T>;
}  // namespace absl
