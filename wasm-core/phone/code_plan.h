#pragma once
// The plans of a calling code's regions together, and all plans in use. For this room only.
// only.
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "phone/number.h"
#include "phone/regex/automaton.h"
#include "phone/regex/program.h"
#include "phone/region_plan.h"

namespace deskbell::phone {

/// All regions that share a calling code.
class CodePlan {
 public:
  explicit CodePlan(int calling_code);

  bool exists() const { return !regions_.empty(); }
  int calling_code() const { return calling_code_; }
  RegionPlan& main() { return *regions_.front(); }
  std::size_t size() const { return regions_.size(); }
  RegionPlan& region(std::size_t index) { return *regions_[index]; }
  /// Digits of the shortest numbers of any region.
  std::size_t shortest() const { return shortest_; }

  struct Owner {
    RegionPlan* region = nullptr;  ///< null: no region has the number
    NumberKind kind = NumberKind::unknown;
  };
  /// Whose number it is, as libphonenumber's GetRegionCodeForNumber says.
  Owner owner_of(std::string_view national);

  /// Follows the patterns of all the regions at once: two national numbers of one length that come
  /// to the same state are the same to judge() and leads() of each. Null: too many patterns.
  regex::Automaton* automaton();

 private:
  int calling_code_;
  std::vector<RegionPlan*> regions_;
  std::size_t shortest_ = kMaxE164Digits;
  regex::Program program_;
  std::unique_ptr<regex::Automaton> automaton_;
  bool too_many_ = false;
};

/// The plans that were used so far. They stay; what they may hold is bounded.
class Plans {
 public:
  /// @return null when nobody knows the region
  RegionPlan* of_region(const std::string& region);
  RegionPlan* of(const PhoneMetadata& metadata);
  CodePlan& of_code(int calling_code);

 private:
  static constexpr int kMaxCode = 1000;
  std::vector<std::unique_ptr<RegionPlan>> regions_;
  std::array<std::unique_ptr<CodePlan>, kMaxCode> codes_;
};

Plans& plans();

}  // namespace deskbell::phone
