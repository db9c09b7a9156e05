#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "phone/regex/char_set.h"
#include "phone/regex/syntax.h"

namespace deskbell::regex {

/// One step of a program.
struct Instruction {
  enum class Op : std::uint8_t {
    ascii,  ///< consume the ASCII character x
    set,    ///< consume one code point of sets[x]
    split,  ///< try x first, then y
    jump,   ///< go on at x
    save,   ///< note the position in slot x
    begin,  ///< only at the start of the text
    end,    ///< only at the end of the text
    match,  ///< done; x says which pattern, where several were joined
  };
  Op op = Op::match;
  std::uint32_t x = 0;
  std::uint32_t y = 0;

  bool consumes() const { return op == Op::ascii || op == Op::set; }
};

/// A compiled pattern: plain data, never changed after compile(), so any number of matches may run
/// on it at the same time.
struct Program {
  std::vector<Instruction> code;
  std::vector<CharSet> sets;
  unsigned groups = 0;

  bool accepts(const Instruction& step, char32_t point) const {
    return step.op == Instruction::Op::ascii ? point == step.x : sets[step.x].contains(point);
  }
};

/// Counted repetitions are written out, so a pattern can be much smaller than its program.
inline constexpr std::size_t kMaxInstructions = 20000;

/// @return nothing when the program would exceed kMaxInstructions
std::optional<Program> compile(const Syntax& syntax);
/// @return nothing when it is not a pattern either; see parse_pattern()
std::optional<Program> compile(std::string_view pattern);

/// Puts a program beside those already in `joined`, for an automaton that follows them all; the
/// match instruction of the new one carries `tag`. Groups are of no use any more.
/// @return false, and nothing is added, when the whole would exceed kMaxInstructions
bool join(const Program& program, std::uint32_t tag, Program* joined);

}  // namespace deskbell::regex
