#include "phone/digit_pattern.h"

namespace deskbell::phone {
namespace {

constexpr unsigned kAllDigits = 0x3FF;

bool take(char c, std::string_view* text) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

/// @return the value, or -1
int take_digit(std::string_view* text) {
  if (text->empty() || text->front() < '0' || text->front() > '9') return -1;
  const int value = text->front() - '0';
  text->remove_prefix(1);
  return value;
}

int take_number(std::string_view* text) {
  int value = take_digit(text);
  for (int next = value; next >= 0 && value < 100;) {
    next = take_digit(text);
    if (next >= 0) value = value * 10 + next;
  }
  return value;
}

}  // namespace

unsigned take_digits(std::string_view* pattern) {
  if (const int digit = take_digit(pattern); digit >= 0) return 1U << digit;
  if (pattern->starts_with("\\d")) {
    pattern->remove_prefix(2);
    return kAllDigits;
  }
  if (!take('[', pattern)) return 0;
  unsigned digits = 0;
  while (!take(']', pattern)) {
    if (pattern->starts_with("\\d")) {
      pattern->remove_prefix(2);
      digits |= kAllDigits;
      continue;
    }
    const int first = take_digit(pattern);
    const int last = first >= 0 && take('-', pattern) ? take_digit(pattern) : first;
    if (last < first || last < 0) return 0;
    digits |= (2U << last) - (1U << first);
  }
  return digits;
}

std::optional<Repetition> take_repetition(std::string_view* pattern) {
  Repetition found;
  if (take('?', pattern)) {
    found.min = 0;
  } else if (take('*', pattern)) {
    found = {0, Repetition::kUnbounded};
  } else if (take('+', pattern)) {
    found = {1, Repetition::kUnbounded};
  } else if (take('{', pattern)) {
    const int min = take_number(pattern);
    int max = min;
    if (take(',', pattern)) {
      max = !pattern->empty() && pattern->front() == '}' ? static_cast<int>(Repetition::kUnbounded)
                                                         : take_number(pattern);
    }
    if (min < 0 || max < min || !take('}', pattern)) return std::nullopt;
    found = {static_cast<unsigned>(min), static_cast<unsigned>(max)};
  } else {
    return found;
  }
  // Lazy or possessive.
  if (!pattern->empty() && (pattern->front() == '?' || pattern->front() == '+'))
    return std::nullopt;
  return found;
}

/// The walk through one pattern. A set of places is a word: bit n stands before digit n.
class PatternWalk {
 public:
  PatternWalk(const DigitText& text, std::string_view pattern) : text_(text), rest_(pattern) {}

  std::optional<std::uint32_t> run() {
    const std::uint32_t ends = alternatives(1);
    if (!ok_ || !rest_.empty()) return std::nullopt;
    return ends;
  }

 private:
  std::uint32_t alternatives(std::uint32_t from) {
    std::uint32_t to = sequence(from);
    while (ok_ && take('|', &rest_)) to |= sequence(from);
    return to;
  }

  std::uint32_t sequence(std::uint32_t from) {
    while (ok_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      if (take('$', &rest_)) {
        from &= text_.whole();
      } else if (rest_.front() == '(') {
        from = group(from);
      } else {
        from = digits(from);
      }
    }
    return from;
  }

  std::uint32_t digits(std::uint32_t from) {
    const unsigned set = take_digits(&rest_);
    const std::optional<Repetition> repetition = take_repetition(&rest_);
    ok_ = ok_ && set != 0 && repetition;
    if (!ok_ || from == 0) return 0;
    std::uint32_t places = 0;
    for (unsigned digit = 0; digit < 10; ++digit) {
      if ((set >> digit & 1U) != 0) places |= text_.places_of_[digit];
    }
    return repeat(*repetition, from, [places](std::uint32_t at) { return (at & places) << 1; });
  }

  std::uint32_t group(std::uint32_t from) {
    rest_.remove_prefix(1);
    if (rest_.starts_with("?")) {
      ok_ = ok_ && rest_.starts_with("?:");
      if (!ok_) return 0;
      rest_.remove_prefix(2);
    }
    const std::string_view inside = rest_;
    const std::uint32_t once = alternatives(from);
    ok_ = ok_ && take(')', &rest_);
    const std::optional<Repetition> repetition = take_repetition(&rest_);
    ok_ = ok_ && repetition;
    if (!ok_) return 0;
    const std::string_view behind = rest_;
    const std::uint32_t to = repeat(*repetition, from, [&](std::uint32_t at) {
      if (at == from) return once;
      rest_ = inside;
      return alternatives(at);
    });
    rest_ = behind;
    return to;
  }

  /// @param step from places to those behind one more
  template <class Step>
  static std::uint32_t repeat(Repetition repetition, std::uint32_t from, Step&& step) {
    std::uint32_t to = repetition.min == 0 ? from : 0;
    for (unsigned count = 1; count <= repetition.max && from != 0; ++count) {
      const std::uint32_t next = step(from);
      if (count >= repetition.min) to |= next;
      if (next == from) return to | from;  // it matches nothing: for ever the same
      from = next;
    }
    return to;
  }

  const DigitText& text_;
  std::string_view rest_;
  bool ok_ = true;
};

DigitText::DigitText(std::string_view digits) : size_(digits.size()) {
  for (std::size_t at = 0; at < size_; ++at) {
    places_of_[static_cast<std::size_t>(digits[at] - '0')] |= 1U << at;
  }
}

std::optional<std::uint32_t> DigitText::match(std::string_view pattern) const {
  return PatternWalk(*this, pattern).run();
}

}  // namespace deskbell::phone
