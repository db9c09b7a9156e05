#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "phone/regex/automaton.h"
#include "phone/regex/program.h"

namespace deskbell::phone {

/// How much of a number's beginning a pattern takes.
struct PrefixMatch {
  bool sure = true;      ///< false: several lengths would do; only the full pattern can say which
  bool found = false;    ///< the pattern matches at the start
  std::size_t size = 0;  ///< digits
};

/// How often something is worked out the long way before an automaton is built for it, which takes
/// about as long as this many times.
class Patience {
 public:
  bool take() { return left_ > 0 && left_-- > 0; }

 private:
  std::uint8_t left_ = 64;
};

/// A pattern that is tried at the start of digits, such as an international prefix.
class PrefixPattern {
 public:
  explicit PrefixPattern(const std::string& pattern);
  /// @param open whether further digits could change the answer
  PrefixMatch match_so_far(std::string_view digits, bool* open);
  PrefixMatch match(std::string_view digits) {
    if (!literal_) return match_pattern(digits);
    // Most are "0" or "00".
    if (digits.empty() || digits[0] != pattern_[0] || !digits.starts_with(pattern_)) return {};
    return {true, true, pattern_.size()};
  }

 private:
  PrefixMatch match_pattern(std::string_view digits);
  PrefixMatch match_automaton(std::string_view digits, bool* open);

  bool literal_;
  Patience patience_;
  std::string pattern_;
  std::optional<regex::Program> program_;
  std::unique_ptr<regex::Automaton> automaton_;
};

}  // namespace deskbell::phone
