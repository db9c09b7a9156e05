#pragma once
#include <cstdint>
#include <string_view>

#include "phone/number.h"

namespace deskbell::phone {

class RegionPlan;
struct RowState;

/// normalize() for everyday forms; see read_plain.h.
/// @param out as it was constructed; its memory may be used again by clearing its fields
/// @return false when the full way must answer; `out` means nothing then
bool normalize_plainly(std::string_view text, std::string_view country, NormalizedNumber* out);

/// What prepare() has taken out of a text.
struct Extras {
  std::string_view extension;
  std::string_view foreign_digits;
};

/// The same for a text that prepare() has made plain.
bool normalize_plainly(std::string_view text, const Extras& extras, std::string_view country,
                       NormalizedNumber* out);

/// What a column says of a number.
struct NumberAnswer {
  std::uint64_t key = 0;
  std::uint16_t country = 0;  ///< see pack_country()
  NumberKind kind = NumberKind::unknown;
  NumberReason reason = NumberReason::not_a_number;
};

/// The same for a column of one country.
class PlainColumn {
 public:
  explicit PlainColumn(std::string_view country);

  /// The quickest, for valid numbers. @param at where the row begins, and set to where it ends;
  /// there must be a kRowEnd. @return false when answer() must be asked
  bool answer_valid(const char** at, NumberAnswer* out);

  /// @param rows begins with the row to read; each ends with kRowEnd
  /// @param size set to the bytes of the row, without its end
  /// @return false when the full way must answer
  bool answer(std::string_view rows, std::size_t* size, NumberAnswer* out);

 private:
  RegionPlan* home_;
  const RowState* start_;
};

}  // namespace deskbell::phone
