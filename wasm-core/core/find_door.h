#pragma once
// Numbers in texts, seen through the door: many texts cross at once, in the text of core/views.h.
#include <cstddef>
#include <cstdint>

namespace deskbell::core {

inline constexpr std::size_t kPlaceRows = 8192;

/// The loader (js-shim/src/core/found-numbers.ts) knows this layout: no padding, in this order.
struct PlacesView {
  std::uint32_t texts_read;
  std::uint32_t texts[kPlaceRows];   ///< in which text each number stands, the first being 0
  std::uint32_t starts[kPlaceRows];  ///< UTF-16 units from the text's beginning
  std::uint32_t ends[kPlaceRows];
};

/// Made when first looked at; its address never changes.
PlacesView& places_view();

/// Finds the numbers (phone::find_text_numbers) in the texts of Views::text, each with U+001F
/// behind it. Stops before a text whose numbers have no room any more; `texts_read` says how many
/// were read. Characters that no text on a screen has (controls, noncharacters) count as something
/// between.
/// @param country its two letters packed, upper case; 0: none
/// @return numbers found
std::uint32_t find_in_view(std::uint32_t bytes, std::uint32_t country);

}  // namespace deskbell::core
