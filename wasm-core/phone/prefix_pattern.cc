#include "phone/prefix_pattern.h"

#include <bit>

#include "phone/digit_pattern.h"

namespace deskbell::phone {

using regex::Automaton;

PrefixPattern::PrefixPattern(const std::string& pattern)
    : literal_(!pattern.empty() && pattern.find_first_not_of("0123456789") == std::string::npos),
      pattern_(pattern) {}

PrefixMatch PrefixPattern::match_so_far(std::string_view digits, bool* open) {
  if (!literal_) return match_automaton(digits, open);
  *open = digits.size() < pattern_.size() && pattern_.starts_with(digits);
  return match(digits);
}

PrefixMatch PrefixPattern::match_pattern(std::string_view digits) {
  if (!automaton_ && digits.size() <= DigitText::kMaxDigits && patience_.take()) {
    if (const auto ends = DigitText(digits).match(pattern_)) {
      if (*ends == 0) return {};
      return {std::popcount(*ends) == 1, true, static_cast<std::size_t>(std::bit_width(*ends) - 1)};
    }
  }
  bool open = false;
  return match_automaton(digits, &open);
}

PrefixMatch PrefixPattern::match_automaton(std::string_view digits, bool* open) {
  PrefixMatch found;
  if (!automaton_) {
    program_ = regex::compile(pattern_);
    if (!program_) return found;
    automaton_ =
        std::make_unique<Automaton>(*program_, Automaton::From::start, Automaton::Alphabet::digits);
  }
  Automaton::State state = automaton_->start();
  for (std::size_t size = 0;; ++size) {
    if (automaton_->matches(state) ||
        (size == digits.size() && automaton_->matches_at_end(state))) {
      if (found.found) found.sure = false;
      found.found = true;
      found.size = size;
    }
    if (size == digits.size() || state == Automaton::kDead) {
      *open = state != Automaton::kDead;
      return found;
    }
    state = automaton_->next(state, static_cast<unsigned char>(digits[size]));
  }
}

}  // namespace deskbell::phone
