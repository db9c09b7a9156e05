// Where a number stands in the directory. Numbers are ordered by their last nine digits, so that
// one order serves both ways of finding; the nine digits are mixed first, so that buckets fill
// evenly although people's numbers begin alike.
#pragma once

#include <cstdint>

namespace deskbell::directory {

/// libphonenumber's limit of 17 digits; a larger key is no number.
inline constexpr std::uint64_t kLargestKey = 99'999'999'999'999'999;

inline constexpr std::uint32_t kLastNine = 1'000'000'000;
/// Numbers below this have no nine digits: only their whole finds them.
inline constexpr std::uint32_t kNineDigits = 100'000'000;
/// Nine digits fit in so many bits.
inline constexpr unsigned kOrderBits = 30;

struct Place {
  std::uint32_t order = 0;  ///< the last nine digits, mixed: kOrderBits
  std::uint32_t front = 0;  ///< the digits before them, as a number
};

// Each step of the mixture can be undone: odd factors modulo 2^30, and a shift by half the width.
inline constexpr std::uint32_t kOrderMask = (1U << kOrderBits) - 1;
inline constexpr std::uint32_t kFactor = 0x1E3779B1;
inline constexpr std::uint32_t kSecondFactor = 0x05EBCA6B;

/// The factor that undoes `factor` modulo 2^32, by Newton's method.
constexpr std::uint32_t inverse(std::uint32_t factor) {
  std::uint32_t guess = factor;
  for (int i = 0; i < 5; ++i) guess *= 2 - factor * guess;
  return guess;
}

constexpr std::uint32_t mix(std::uint32_t nine) {
  std::uint32_t order = (nine * kFactor) & kOrderMask;
  order ^= order >> (kOrderBits / 2);
  return (order * kSecondFactor) & kOrderMask;
}

constexpr std::uint32_t unmix(std::uint32_t order) {
  std::uint32_t nine = (order * inverse(kSecondFactor)) & kOrderMask;
  nine ^= nine >> (kOrderBits / 2);
  return (nine * inverse(kFactor)) & kOrderMask;
}

/// @param key E.164 digits, at most kLargestKey
constexpr Place place_of(std::uint64_t key) {
  // A 64-bit division takes longer than all the rest of a look-up; the guess is off by one at most.
  auto front = static_cast<std::int64_t>(static_cast<double>(key) * 1e-9);
  auto nine = static_cast<std::int64_t>(key) - front * kLastNine;
  if (nine < 0) {
    --front;
    nine += kLastNine;
  } else if (nine >= kLastNine) {
    ++front;
    nine -= kLastNine;
  }
  return {mix(static_cast<std::uint32_t>(nine)), static_cast<std::uint32_t>(front)};
}

constexpr std::uint64_t key_of(const Place& place) {
  return std::uint64_t{place.front} * kLastNine + unmix(place.order);
}

static_assert(unmix(mix(999'999'999)) == 999'999'999 && unmix(mix(612'345'678)) == 612'345'678);

}  // namespace deskbell::directory
