#pragma once
// A numbering plan made quick to ask: what libphonenumber works out from the patterns of a region,
// answered by automata that are built while they are used. For this room only.
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "phone/number.h"
#include "phone/plan.h"
#include "phone/prefix_pattern.h"
#include "phone/regex/automaton.h"
#include "phone/regex/program.h"

namespace deskbell::phone {

class RegionPlan {
 public:
  explicit RegionPlan(const PhoneMetadata& metadata);

  /// The lengths of a plan, judged as libphonenumber's TestNumberLength does.
  enum class Length : std::uint8_t { possible, local_only, too_short, invalid, too_long };

  /// What the patterns say of a whole national number.
  struct Verdict {
    bool general = false;   ///< the pattern of the whole plan matches, whatever the length
    bool in_range = false;  ///< a kind's pattern matches, and so does its length
    NumberKind kind = NumberKind::unknown;  ///< unknown: not valid in this region
  };
  /// What could still become of it.
  struct Prospect {
    bool could_grow = false;    ///< with more digits it could be valid
    bool begins_valid = false;  ///< with fewer digits it would be valid
  };

  const std::string& id() const { return id_; }
  int calling_code() const { return calling_code_; }
  std::string_view code_digits() const { return code_digits_; }
  const PhoneMetadata& metadata() const { return metadata_; }

  Verdict judge(std::string_view digits);
  Length length(std::size_t size) const;
  /// Digits of its shortest numbers.
  std::size_t shortest() const { return static_cast<std::size_t>(std::countr_zero(lengths_)); }
  Prospect foresee(std::string_view digits);

  /// The trunk prefix, by the pattern that numbers are read with.
  PrefixMatch trunk_prefix(std::string_view digits) { return trunk_.match(digits); }
  /// The same while more digits may follow; see PrefixPattern::match_so_far().
  PrefixMatch trunk_prefix_so_far(std::string_view digits, bool* open) {
    return trunk_.match_so_far(digits, open);
  }
  bool has_trunk_prefix() const { return has_trunk_; }
  /// A trunk prefix that is not only dropped but rewritten.
  bool rewrites_trunk() const { return rewrites_trunk_; }
  PrefixMatch international_prefix(std::string_view digits) { return idd_.match(digits); }

  PrefixMatch international_prefix_so_far(std::string_view digits, bool* open) {
    return idd_.match_so_far(digits, open);
  }

  /// Puts all patterns that say whose number it is beside those already in `joined`.
  /// @return false when there are too many
  bool join_patterns(std::uint32_t tag, regex::Program* joined) const;

  bool has_leading_digits() const { return has_leading_; }
  bool leads(std::string_view digits);

 private:
  static constexpr std::size_t kKinds = 11;  // the whole plan and ten kinds of number
  struct Range {
    std::uint32_t lengths = 0;   // bit n: n digits
    bool any_length = true;      // none listed
    std::uint16_t code_end = 0;  // behind the last instruction of its pattern
  };

  regex::Automaton& automaton();
  std::uint32_t lengths_of(const Range& range) const {
    return range.any_length ? lengths_ : range.lengths;
  }
  std::optional<Verdict> judge_by_patterns(std::string_view digits) const;
  Verdict verdict_of(std::uint32_t matched, std::size_t size) const;
  std::uint32_t conclude(regex::Automaton::State state, std::size_t size);

  const PhoneMetadata& metadata_;
  std::string id_;
  int calling_code_;
  std::string code_digits_;
  std::uint32_t lengths_ = 0;
  std::uint32_t local_lengths_ = 0;
  PrefixPattern trunk_;
  PrefixPattern idd_;
  PrefixPattern leading_;
  bool has_trunk_;
  bool rewrites_trunk_;
  bool has_leading_;
  std::array<Range, kKinds> ranges_{};
  Patience patience_;
  regex::Program program_;
  std::unique_ptr<regex::Automaton> automaton_;
};

}  // namespace deskbell::phone
