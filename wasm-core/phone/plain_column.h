#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "phone/number.h"
#include "phone/plain_number.h"
#include "phone/row_automaton.h"

namespace deskbell::phone {

/// What a column says of a number.
struct NumberAnswer {
  std::uint64_t key = 0;
  std::uint16_t country = 0;  ///< see pack_country()
  NumberKind kind = NumberKind::unknown;
  NumberReason reason = NumberReason::not_a_number;
};

/// normalize_plainly() for the rows of one country. For this room only.
class PlainColumn {
 public:
  static constexpr std::size_t kRows = RowAutomaton::kLanes;

  explicit PlainColumn(std::string_view country);

  /// Reads some rows side by side.
  /// @param rows behind each stands a kRowEnd
  /// @return bit i: the answer to row i; those that miss are for the full way
  unsigned answer(const std::array<std::string_view, kRows>& rows,
                  std::array<NumberAnswer, kRows>* out);

 private:
  /// What the automaton said of a row; its states may be gone by now.
  struct Read {
    std::uint8_t verdict;
    NumberAnswer answer;
  };

  static Read look(const RowAutomaton::Lane& lane);
  Read read(std::string_view row);
  bool answer_other(std::string_view row, const Read& read, NumberAnswer* out);
  bool answer_without_zero(const SeenMarks& marks, PlainNumber number, NumberAnswer* out);
  bool answer_slowly(std::string_view row, NumberAnswer* out);

  RegionPlan* home_;
  std::uint16_t home_country_ = 0;
  std::uint16_t main_country_ = 0;  // of the same calling code
  const RowState* start_;
};

}  // namespace deskbell::phone
