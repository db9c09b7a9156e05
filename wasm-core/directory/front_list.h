// The digits before the last nine: a country code and a digit or four. A database holds few of
// them, so entries name them by number.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "directory/entry.h"

namespace deskbell::directory {

class FrontList {
 public:
  [[nodiscard]] std::optional<std::uint32_t> find(std::uint32_t front) const;
  /// @return nothing when the list is full
  std::optional<std::uint32_t> add(std::uint32_t front);
  [[nodiscard]] std::uint32_t operator[](std::uint32_t id) const { return fronts_[id]; }
  [[nodiscard]] std::size_t bytes() const;
  void clear();

 private:
  [[nodiscard]] std::size_t slot_of(std::uint32_t front) const;

  std::vector<std::uint32_t> fronts_;
  std::vector<std::uint16_t> slots_;  ///< open addressing: id + 1, or 0; twice as many as fronts
};

}  // namespace deskbell::directory
