#pragma once
#include <cstddef>
#include <string_view>

#include "phone/find/number_finder.h"
#include "phone/region_plan.h"

namespace deskbell::phone {

/// A found number and where its neighbours are; npos: there is none.
struct NumberInText {
  FoundNumber place;
  std::size_t end_before = std::string_view::npos;    ///< of the number before it
  std::size_t begin_behind = std::string_view::npos;  ///< of the number behind it
};

/// Whether a reader would take it for a telephone number, by what stands around it and how it is
/// written. Valid digits are also found in order numbers, dates, prices, IBANs, cards, versions, IP
/// addresses and coordinates.
///
/// What begins with a plus is doubted least. Bare digits without a plus or a trunk prefix could be
/// anything: they are a number only behind a word that says so.
bool is_meant_as_number(std::string_view text, const NumberInText& number, RegionPlan* home);

}  // namespace deskbell::phone
