#pragma once
// Pieces of memory that the caller on the other side of the door sees: what is asked very often
// crosses through them, without a copy of every argument.
#include <cstddef>
#include <cstdint>

namespace deskbell::core {

inline constexpr std::size_t kViewBytes = 262144;
inline constexpr std::size_t kViewRows = 8192;

/// The loader (js-shim/src/core/views.ts) knows this layout: no padding, in this order.
struct Views {
  std::uint64_t keys[kViewRows];
  std::uint16_t countries[kViewRows];
  std::uint8_t kinds[kViewRows];
  std::uint8_t reasons[kViewRows];
  std::uint8_t text[kViewBytes];  ///< UTF-8 in; what came of it out
};

Views& views();

/// Reads the number in `text`, when it is written in an everyday form. The answer replaces it:
/// kind, reason, the country's two letters (phone::pack_country), the sizes of e164, national
/// form and international form, the number of notes, for each note its code and size; behind these
/// single bytes all the texts, ASCII, in the same order.
/// @param country its two letters packed, upper case; 0: none
/// @return bytes of the answer; 0: core::normalize() is to be asked
std::uint32_t read_in_view(std::uint32_t bytes, std::uint32_t country);

/// Reads the rows in `text`, each with U+001F behind it, into the other arrays.
/// @return rows read, at most kViewRows
std::uint32_t read_column_in_view(std::uint32_t bytes, std::uint32_t country);

/// Writes the first `rows` keys as E.164 texts into `text`, a line feed behind each; a key of 0 as
/// nothing.
/// @return bytes
std::uint32_t write_e164_in_view(std::uint32_t rows);

}  // namespace deskbell::core
