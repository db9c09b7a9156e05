// Ages in a byte each: a limit is cut into 32 ticks, a stamp is the tick at which an answer was
// given, counted around in 255. Before a stamp could come round again the directory is swept.
#pragma once

#include <algorithm>
#include <cstdint>

namespace deskbell::directory {

class AgeClock {
 public:
  static constexpr std::uint8_t kStale = 0;     ///< the stamp of what is too old, however old
  static constexpr unsigned kFreshTicks = 32;   ///< younger than this is fresh
  static constexpr unsigned kStaleTicks = 255;  ///< the age of what is stale

  /// What has to be done with the stamps.
  enum class Turn { none, sweep, all_stale };

  /// @param limit ms after which an answer is stale
  explicit AgeClock(double limit) : tick_(std::clamp(limit, 32.0, 1e12) / kFreshTicks) {}

  Turn advance(double now) {
    const std::uint64_t tick = now > 0 && now < 1e16 ? static_cast<std::uint64_t>(now / tick_) : 0;
    // A clock that was set back knows no ages.
    const bool lost = tick < now_ || tick - now_ > 64;
    now_ = tick;
    if (lost) {
      swept_ = now_;
      return Turn::all_stale;
    }
    if (now_ - swept_ < 128) return Turn::none;
    swept_ = now_;
    return Turn::sweep;
  }

  /// @param age ms since the answer was given
  [[nodiscard]] std::uint8_t stamp(double age = 0) const {
    const double ticks = age / tick_;
    if (!(ticks >= 0 && ticks < kFreshTicks)) return kStale;
    return static_cast<std::uint8_t>(1 + (now_ + kCycle - static_cast<unsigned>(ticks)) % kCycle);
  }

  /// Ticks since the stamp was made; kStaleTicks from kFreshTicks on.
  [[nodiscard]] unsigned ticks(std::uint8_t stamp) const {
    if (stamp == kStale) return kStaleTicks;
    const auto ticks = static_cast<unsigned>((now_ + 1 + kCycle - stamp) % kCycle);
    return ticks < kFreshTicks ? ticks : kStaleTicks;
  }

  [[nodiscard]] double ms(unsigned ticks) const { return ticks * tick_; }

 private:
  static constexpr unsigned kCycle = 255;

  double tick_;
  std::uint64_t now_ = 0;
  std::uint64_t swept_ = 0;
};

}  // namespace deskbell::directory
