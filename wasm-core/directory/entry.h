// What the directory keeps of one contact of one number: eight bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "directory/number_place.h"

namespace deskbell::directory {

/// From the high bits to the low: what the bucket does not say of the order (18 bits), the number
/// of the front in the list of fronts (14), the stamp of its age (8), the reference's handle (24;
/// 0: nobody has the number, and that is remembered).
using Entry = std::uint64_t;

inline constexpr unsigned kBucketBits = 12;
inline constexpr unsigned kLowBits = kOrderBits - kBucketBits;
inline constexpr unsigned kFrontBits = 14;
inline constexpr unsigned kHandleBits = 24;
inline constexpr std::uint32_t kHandleMask = (1U << kHandleBits) - 1;
static_assert(kLowBits + kFrontBits == 32);

/// Low bits of the order and front: entries are sorted by it, the entries of a number side by side.
constexpr std::uint32_t position_of(Entry entry) { return static_cast<std::uint32_t>(entry >> 32); }
constexpr std::uint32_t position(std::uint32_t order, std::uint32_t front_id) {
  return order << kFrontBits | front_id;
}
constexpr std::uint8_t stamp_of(Entry entry) {
  return static_cast<std::uint8_t>(entry >> kHandleBits);
}
constexpr std::uint32_t handle_of(Entry entry) {
  return static_cast<std::uint32_t>(entry) & kHandleMask;
}
constexpr Entry make_entry(std::uint32_t position, std::uint8_t stamp, std::uint32_t handle) {
  return Entry{position} << 32 | std::uint32_t{stamp} << kHandleBits | handle;
}

using Bucket = std::vector<Entry>;

/// Where an entry is to be expected: mixed orders are even.
inline std::size_t expected_at(const Bucket& bucket, std::uint32_t position) {
  return static_cast<std::size_t>(std::uint64_t{position} * bucket.size() >> 32);
}

/// The index of the first entry that does not stand before `position`.
inline std::size_t first_from(const Bucket& bucket, std::uint32_t position) {
  // Mostly it stands in the same two cache lines, where walking beats searching.
  const std::size_t size = bucket.size();
  std::size_t at = expected_at(bucket, position);
  constexpr std::size_t kWalk = 48;
  std::size_t low = 0;
  std::size_t high = size;
  if (at < size && position_of(bucket[at]) < position) {
    for (const std::size_t end = size - at < kWalk ? size : at + kWalk; at < end; ++at) {
      if (position_of(bucket[at]) >= position) return at;
    }
    low = at;
  } else {
    for (const std::size_t end = at < kWalk ? 0 : at - kWalk; at > end; --at) {
      if (position_of(bucket[at - 1]) < position) return at;
    }
    high = at;
  }
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (position_of(bucket[middle]) < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace deskbell::directory
