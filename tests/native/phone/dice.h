#pragma once

#include <cstddef>
#include <cstdint>

namespace deskbell::phone {

/// xorshift: the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_ % bound;
  }

 private:
  std::uint32_t state_;
};

/// A text of a list.
template <std::size_t N>
const char* one_of(const char* const (&list)[N], Dice& dice) {
  return list[dice.below(N)];
}

}  // namespace deskbell::phone
