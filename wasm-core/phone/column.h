#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "phone/number.h"

namespace deskbell::phone {

/// Stands behind every row of a column. A row that holds it reads the same with U+001E in its
/// place: both are control characters, and those count as spaces.
inline constexpr char kRowEnd = '\x1f';

/// What a column says of a number.
struct NumberAnswer {
  std::uint64_t key = 0;      ///< 0: no number
  std::uint16_t country = 0;  ///< see pack_country()
  NumberKind kind = NumberKind::unknown;
  NumberReason reason = NumberReason::not_a_number;  ///< none: valid
};

/// Where the answers of a column go: arrays of at least as many entries as there are rows.
struct ColumnAnswers {
  std::uint64_t* keys = nullptr;       ///< 0: no number
  std::uint8_t* kinds = nullptr;       ///< NumberKind
  std::uint8_t* reasons = nullptr;     ///< NumberReason; none: valid
  std::uint16_t* countries = nullptr;  ///< see pack_country()

  void set(std::size_t row, const NumberAnswer& answer) const {
    keys[row] = answer.key;
    kinds[row] = static_cast<std::uint8_t>(answer.kind);
    reasons[row] = static_cast<std::uint8_t>(answer.reason);
    countries[row] = answer.country;
  }
};

/// The two letters of a country, the first in the high byte; 0: none; "001" is packed as "00".
constexpr std::uint16_t pack_country(std::string_view country) {
  if (country.size() < 2) return 0;
  return static_cast<std::uint16_t>(static_cast<unsigned char>(country[0]) << 8 |
                                    static_cast<unsigned char>(country[1]));
}

constexpr std::string_view kNoCountry = "001";
inline std::string unpack_country(std::uint16_t packed) {
  if (packed == pack_country(kNoCountry)) return std::string(kNoCountry);
  if (packed == 0) return {};
  return {static_cast<char>(packed >> 8), static_cast<char>(packed & 0xFF)};
}

/// normalize() of every row, without what is only for reading.
/// @param rows UTF-8, kRowEnd behind each row
/// @return how many rows there were, at most `capacity`
std::size_t normalize_column(std::string_view rows, std::string_view country,
                             const ColumnAnswers& answers, std::size_t capacity);

}  // namespace deskbell::phone
