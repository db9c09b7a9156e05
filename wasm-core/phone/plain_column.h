#pragma once
#include <cstdint>
#include <string_view>

#include "phone/column.h"
#include "phone/normalize.h"
#include "phone/number.h"
#include "phone/plain_number.h"
#include "phone/row_automaton.h"

namespace deskbell::phone {

/// normalize_plainly() for the rows of one country. For this room only.
class PlainColumn {
 public:
  explicit PlainColumn(std::string_view country);

  /// Reads a row, and writes what is known of it to row `row` of the answers.
  /// @param at where it begins, and set to where it ends: a kRowEnd stands there
  /// @return false: it is for the full way
  bool answer(const char** at, const ColumnAnswers& out, std::size_t row) {
    const char* const from = *at;
    const RowAutomaton::Walk walk = RowAutomaton::read(from, start_);
    *at = walk.at;
    const RowState& state = *walk.state;
    const auto size = static_cast<std::size_t>(walk.at - from);
    if (state.verdict == kValid && size <= kMaxNumberBytes) {
      out.set(row, {walk.value + state.shift, state.country, state.kind, NumberReason::none});
      return true;
    }
    return answer_other({from, size}, walk, out, row);
  }

 private:
  static constexpr auto kValid = static_cast<std::uint8_t>(NumberReason::none);

  /// What the automaton said of a row; its states may be gone by now.
  struct Read {
    std::uint8_t verdict = RowState::kUnknown;
    NumberAnswer answer;
  };

  static Read look(const RowAutomaton::Walk& walk);
  Read read(std::string_view row);
  bool answer_other(std::string_view row, const RowAutomaton::Walk& walk, const ColumnAnswers& out,
                    std::size_t at);
  bool answer_invalid(std::string_view row, const Read& read, NumberAnswer* out);
  bool answer_without_zero(const SeenMarks& marks, PlainNumber number, NumberAnswer* out);
  bool answer_slowly(std::string_view row, NumberAnswer* out);

  RegionPlan* home_;
  std::uint16_t home_country_ = 0;
  std::uint16_t main_country_ = 0;  // of the same calling code
  const RowState* start_;
};

}  // namespace deskbell::phone
