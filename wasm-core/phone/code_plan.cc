#include "phone/code_plan.h"

#include <algorithm>

namespace deskbell::phone {

using regex::Automaton;

CodePlan::CodePlan(int calling_code) : calling_code_(calling_code) {
  for (const PhoneMetadata* const plan : plans_of_code(calling_code)) {
    regions_.push_back(plans().of(*plan));
    shortest_ = std::min(shortest_, regions_.back()->shortest());
  }
}

CodePlan::Owner CodePlan::owner_of(std::string_view national) {
  for (RegionPlan* const region : regions_) {
    if (regions_.size() > 1 && region->has_leading_digits()) {
      if (region->leads(national)) return {region, region->judge(national).kind};
      continue;
    }
    const NumberKind kind = region->judge(national).kind;
    if (kind != NumberKind::unknown || regions_.size() == 1) return {region, kind};
  }
  return {};
}

regex::Automaton* CodePlan::automaton() {
  if (!automaton_ && !too_many_) {
    std::uint32_t tag = 0;
    for (const RegionPlan* const region : regions_) {
      too_many_ = too_many_ || !region->join_patterns(tag++, &program_);
    }
    if (!too_many_) {
      automaton_ = std::make_unique<Automaton>(program_, Automaton::From::start,
                                               Automaton::Alphabet::digits, 8192);
    }
  }
  return automaton_.get();
}

RegionPlan* Plans::of_region(const std::string& region) {
  const PhoneMetadata* const metadata = plan_of(region);
  return metadata == nullptr ? nullptr : of(*metadata);
}

RegionPlan* Plans::of(const PhoneMetadata& metadata) {
  const auto known = std::find_if(regions_.begin(), regions_.end(),
                                  [&](const auto& plan) { return &plan->metadata() == &metadata; });
  if (known != regions_.end()) return known->get();
  return regions_.emplace_back(std::make_unique<RegionPlan>(metadata)).get();
}

CodePlan& Plans::of_code(int calling_code) {
  static CodePlan none(0);
  if (calling_code <= 0 || calling_code >= kMaxCode) return none;
  std::unique_ptr<CodePlan>& plan = codes_[static_cast<std::size_t>(calling_code)];
  if (!plan) plan = std::make_unique<CodePlan>(calling_code);
  return *plan;
}

Plans& plans() {
  thread_local Plans made;
  return made;
}

}  // namespace deskbell::phone
