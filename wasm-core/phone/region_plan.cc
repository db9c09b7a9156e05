#include "phone/region_plan.h"

#include <algorithm>
#include <bit>

#include "phone/digit_pattern.h"
#include "phone/regex/regex.h"

namespace deskbell::phone {
namespace {

using regex::Automaton;

/// In the order in which libphonenumber asks them; the first is the whole plan.
std::array<const PhoneNumberDesc*, 11> ranges_of(const PhoneMetadata& plan) {
  return {&plan.general_desc(), &plan.premium_rate(),    &plan.toll_free(), &plan.shared_cost(),
          &plan.voip(),         &plan.personal_number(), &plan.pager(),     &plan.uan(),
          &plan.voicemail(),    &plan.fixed_line(),      &plan.mobile()};
}
constexpr std::size_t kFixed = 9;
constexpr std::size_t kMobile = 10;
constexpr NumberKind kKindOf[] = {
    NumberKind::unknown,     NumberKind::premium_rate, NumberKind::toll_free,
    NumberKind::shared_cost, NumberKind::voip,         NumberKind::personal_number,
    NumberKind::pager,       NumberKind::uan,          NumberKind::voicemail,
    NumberKind::fixed_line,  NumberKind::mobile};

/// @param bits bit n: n digits
bool has(std::uint32_t bits, std::size_t size) { return size < 32 && (bits >> size & 1U) != 0; }

/// std::to_string() is nine functions, each to be compiled before the first number is there.
std::string digits_of(int value) {
  std::string digits;
  for (; value > 0; value /= 10) digits.insert(digits.begin(), static_cast<char>('0' + value % 10));
  return digits;
}

template <class Lengths>
std::uint32_t length_bits(const Lengths& lengths) {
  std::uint32_t bits = 0;
  for (const int length : lengths) {
    if (length >= 0 && length < 32) bits |= 1U << static_cast<unsigned>(length);
  }
  return bits;
}

}  // namespace

RegionPlan::RegionPlan(const PhoneMetadata& metadata)
    : metadata_(metadata),
      id_(metadata.id()),
      calling_code_(metadata.country_code()),
      code_digits_(digits_of(metadata.country_code())),
      lengths_(length_bits(metadata.general_desc().possible_length())),
      local_lengths_(length_bits(metadata.general_desc().possible_length_local_only())),
      trunk_(metadata.national_prefix_for_parsing()),
      idd_(metadata.international_prefix()),
      leading_(metadata.leading_digits()),
      has_trunk_(!metadata.national_prefix_for_parsing().empty()),
      rewrites_trunk_(!metadata.national_prefix_transform_rule().empty()),
      has_leading_(metadata.has_leading_digits()) {
  const auto all = ranges_of(metadata_);
  for (std::size_t i = 0; i < kKinds; ++i) {
    ranges_[i].any_length = all[i]->possible_length_size() == 0;
    ranges_[i].lengths = length_bits(all[i]->possible_length());
  }
}

Automaton& RegionPlan::automaton() {
  if (automaton_) return *automaton_;
  const auto all = ranges_of(metadata_);
  for (std::size_t i = 0; i < kKinds; ++i) {
    const std::string& pattern = all[i]->national_number_pattern();
    if (!pattern.empty()) {
      if (const auto program = regex::compile(pattern)) {
        regex::join(*program, static_cast<std::uint32_t>(i), &program_);
      }
    }
    ranges_[i].code_end = static_cast<std::uint16_t>(program_.code.size());
  }
  automaton_ = std::make_unique<Automaton>(program_, Automaton::From::start,
                                           Automaton::Alphabet::digits, 4096);
  return *automaton_;
}

RegionPlan::Verdict RegionPlan::judge(std::string_view digits) {
  if (!automaton_ && patience_.take()) {
    if (const auto verdict = judge_by_patterns(digits)) return *verdict;
  }
  Automaton& follow = automaton();
  const Automaton::State state = follow.run(follow.start(), digits);
  std::uint32_t verdict = follow.note(state);
  if (verdict >> 16 != digits.size()) verdict = conclude(state, digits.size());
  return {(verdict >> 8 & 1U) != 0, (verdict >> 9 & 1U) != 0,
          static_cast<NumberKind>(verdict & 0xFFU)};
}

std::optional<RegionPlan::Verdict> RegionPlan::judge_by_patterns(std::string_view digits) const {
  if (digits.size() > DigitText::kMaxDigits) return std::nullopt;
  const DigitText text(digits);
  const auto all = ranges_of(metadata_);
  std::uint32_t matched = 0;
  for (std::size_t i = 0; i < kKinds; ++i) {
    const std::string& pattern = all[i]->national_number_pattern();
    // Of the other ranges nothing is asked but numbers of their lengths.
    const bool asked = i == 0 || ranges_[i].any_length || has(ranges_[i].lengths, digits.size());
    if (pattern.empty() || !asked) continue;
    const auto ends = text.match(pattern);
    if (!ends) return std::nullopt;
    if ((*ends & text.whole()) != 0) matched |= 1U << i;
  }
  return verdict_of(matched, digits.size());
}

/// @param matched bit i: the pattern of range i matches
RegionPlan::Verdict RegionPlan::verdict_of(std::uint32_t matched, std::size_t size) const {
  Verdict verdict;
  verdict.general = (matched & 1U) != 0;
  for (std::size_t i = 0; i < kKinds; ++i) {
    if ((matched >> i & 1U) == 0) continue;
    if (i > 0 && has(lengths_of(ranges_[i]), size)) verdict.in_range = true;
    if (!ranges_[i].any_length && !has(ranges_[i].lengths, size)) matched &= ~(1U << i);
  }
  if ((matched & 1U) == 0) return verdict;
  const bool fixed = (matched >> kFixed & 1U) != 0;
  const bool mobile = (matched >> kMobile & 1U) != 0;
  const bool same = metadata_.same_mobile_and_fixed_line_pattern();
  for (std::size_t i = 1; i < kFixed && verdict.kind == NumberKind::unknown; ++i) {
    if ((matched >> i & 1U) != 0) verdict.kind = kKindOf[i];
  }
  if (verdict.kind == NumberKind::unknown && fixed) {
    verdict.kind = same || mobile ? NumberKind::fixed_line_or_mobile : NumberKind::fixed_line;
  } else if (verdict.kind == NumberKind::unknown && mobile && !same) {
    verdict.kind = NumberKind::mobile;
  }
  return verdict;
}

// Kept with a state: the kind in the lowest byte, general and in_range in the next, and above them
// the size of the number, because a state may be reached by numbers of several sizes.
std::uint32_t RegionPlan::conclude(Automaton::State state, std::size_t size) {
  std::uint32_t matched = 0;
  for (const std::uint16_t* pc = automaton_->begin(state); pc != automaton_->end(state); ++pc) {
    const regex::Instruction& step = program_.code[*pc];
    if (step.op == regex::Instruction::Op::match) matched |= 1U << step.x;
  }
  const Verdict verdict = verdict_of(matched, size);
  const std::uint32_t packed =
      static_cast<std::uint32_t>(size) << 16 | (verdict.general ? 1U << 8 : 0U) |
      (verdict.in_range ? 1U << 9 : 0U) | static_cast<std::uint32_t>(verdict.kind);
  automaton_->note(state) = packed;
  return packed;
}

RegionPlan::Length RegionPlan::length(std::size_t size) const {
  if (lengths_ == 0) return Length::invalid;
  if (size > 31) return Length::too_long;
  if ((local_lengths_ >> size & 1U) != 0) return Length::local_only;
  if ((lengths_ >> size & 1U) != 0) return Length::possible;
  if ((lengths_ >> size) == 0) return Length::too_long;
  return (lengths_ & ((1U << size) - 1U)) == 0 ? Length::too_short : Length::invalid;
}

RegionPlan::Prospect RegionPlan::foresee(std::string_view digits) {
  Prospect prospect;
  Automaton& follow = automaton();
  Automaton::State state = follow.start();
  for (std::size_t size = 0; state != Automaton::kDead; ++size) {
    const bool last = size == digits.size();
    std::size_t range = 0;
    for (const std::uint16_t* pc = follow.begin(state); pc != follow.end(state); ++pc) {
      while (*pc >= ranges_[range].code_end) ++range;
      if (range == 0) continue;  // the pattern of the whole plan is wider than all ranges together
      const bool match = program_.code[*pc].op == regex::Instruction::Op::match;
      const std::uint32_t lengths = lengths_of(ranges_[range]);
      if (!last && match && size < 32 && (lengths >> size & 1U) != 0) prospect.begins_valid = true;
      if (last && !match && size < 31 && (lengths >> (size + 1)) != 0) prospect.could_grow = true;
    }
    if (last) break;
    state = follow.next(state, static_cast<unsigned char>(digits[size]));
  }
  return prospect;
}

bool RegionPlan::join_patterns(std::uint32_t tag, regex::Program* joined) const {
  const auto join = [&](const std::string& pattern) {
    const auto program = regex::compile(pattern);
    return !program || regex::join(*program, tag, joined);
  };
  for (const PhoneNumberDesc* const range : ranges_of(metadata_)) {
    const std::string& pattern = range->national_number_pattern();
    if (!pattern.empty() && !join(pattern)) return false;
  }
  return !has_leading_ || join("(?:" + metadata_.leading_digits() + ")\\d*");
}

bool RegionPlan::leads(std::string_view digits) {
  const PrefixMatch match = leading_.match(digits);
  return match.found;
}

}  // namespace deskbell::phone
