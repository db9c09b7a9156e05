#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "phone/regex/program.h"

namespace deskbell::regex {

/// Where a match may lie.
enum class Anchor {
  search,  ///< anywhere at or after the start position; the leftmost one wins
  start,   ///< exactly at the start position
  full,    ///< from the start position to the end of the text
};

/// What was matched: byte offsets; group 0 is the whole match.
struct Captures {
  static constexpr std::size_t kUnset = static_cast<std::size_t>(-1);
  std::array<std::size_t, 2 * (kMaxGroups + 1)> slots{};

  bool has(std::size_t group) const { return slots[2 * group + 1] != kUnset; }
  std::size_t first(std::size_t group) const { return slots[2 * group]; }
  std::size_t last(std::size_t group) const { return slots[2 * group + 1]; }
  /// A group that took no part reads as the empty text.
  std::string_view text(std::string_view whole, std::size_t group) const {
    return has(group) ? whole.substr(first(group), last(group) - first(group)) : std::string_view();
  }
};

/// What could still become of a text.
struct Outlook {
  bool matches = false;   ///< the whole text matches
  bool can_grow = false;  ///< with more text behind it, it could match
};

// Both engines give the same answer: Perl's leftmost-first match. Both take at most time
// proportional to program × text, whatever the pattern and the text are.

/// Backtracking that never enters the same (instruction, position) twice. Needs one bit for each
/// such pair: the quick one for short texts, see fits_backtrack().
bool backtrack(const Program& program, std::string_view text, std::size_t start, Anchor anchor,
               Captures& captures);
bool fits_backtrack(const Program& program, std::size_t text_size);

/// All threads of the automaton in step: needs memory for the program only, whatever the text.
bool simulate(const Program& program, std::string_view text, std::size_t start, Anchor anchor,
              Captures& captures);

/// Follows every thread over the whole text, from its start.
Outlook foresee(const Program& program, std::string_view text);

}  // namespace deskbell::regex
