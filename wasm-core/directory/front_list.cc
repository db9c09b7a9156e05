#include "directory/front_list.h"

namespace deskbell::directory {
namespace {

constexpr std::size_t kMostFronts = (1U << kFrontBits) - 1;
constexpr std::size_t kFirstSlots = 64;

}  // namespace

std::size_t FrontList::slot_of(std::uint32_t front) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = (front * 0x9E3779B1U >> 16) & mask;
  while (slots_[slot] != 0 && fronts_[slots_[slot] - 1U] != front) slot = (slot + 1) & mask;
  return slot;
}

std::optional<std::uint32_t> FrontList::find(std::uint32_t front) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint16_t known = slots_[slot_of(front)];
  if (known == 0) return std::nullopt;
  return known - 1U;
}

std::optional<std::uint32_t> FrontList::add(std::uint32_t front) {
  if (const auto known = find(front)) return known;
  if (fronts_.size() == kMostFronts) return std::nullopt;
  if (fronts_.size() * 2 >= slots_.size()) {
    slots_.assign(slots_.empty() ? kFirstSlots : slots_.size() * 2, 0);
    for (std::size_t id = 0; id < fronts_.size(); ++id) {
      slots_[slot_of(fronts_[id])] = static_cast<std::uint16_t>(id + 1);
    }
  }
  const std::size_t slot = slot_of(front);
  fronts_.push_back(front);
  slots_[slot] = static_cast<std::uint16_t>(fronts_.size());
  return static_cast<std::uint32_t>(fronts_.size() - 1);
}

std::size_t FrontList::bytes() const {
  return fronts_.capacity() * sizeof(std::uint32_t) + slots_.capacity() * sizeof(std::uint16_t);
}

void FrontList::clear() {
  fronts_ = {};
  slots_ = {};
}

}  // namespace deskbell::directory
