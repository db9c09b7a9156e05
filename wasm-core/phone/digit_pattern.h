#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace deskbell::phone {

/// Digits in which a pattern is looked for.
class DigitText {
 public:
  static constexpr std::size_t kMaxDigits = 30;

  /// @param digits 0 to 9 only, at most kMaxDigits
  explicit DigitText(std::string_view digits);

  /// Tries a pattern of the metadata from the first digit on: walks through the pattern once with
  /// the set of all places where a match may stand by then. Slower than an automaton, but there is
  /// nothing to build: for the first numbers of a country.
  /// @return bit n: the pattern matches the first n digits. Nothing for a pattern with more than
  ///         digits, `\d`, classes, groups, alternatives, greedy repetition and `$`
  std::optional<std::uint32_t> match(std::string_view pattern) const;

  std::uint32_t whole() const { return 1U << size_; }

 private:
  friend class PatternWalk;

  std::size_t size_;
  std::uint32_t places_of_[10] = {};  // bit n: this digit is at place n
};

/// How often the piece of a pattern before it comes.
struct Repetition {
  static constexpr unsigned kUnbounded = 1000;
  unsigned min = 1;
  unsigned max = 1;
};

/// Reads a digit, `\d` or a class of digits.
/// @param pattern what is read is taken off
/// @return bit d: digit d; 0: it is something else
unsigned take_digits(std::string_view* pattern);

/// Reads `?`, `*`, `+` or a number in braces; nothing is once.
/// @return nothing for what is none of these
std::optional<Repetition> take_repetition(std::string_view* pattern);

}  // namespace deskbell::phone
