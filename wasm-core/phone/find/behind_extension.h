#pragma once
#include <cstddef>
#include <string_view>

namespace deskbell::phone {

/// Where an extension that begins at `at` ends, as libphonenumber's pattern for extensions in text
/// has it ("x12", " ext. 12", ";ext=12", " 12#"); `at` itself when there is none.
std::size_t behind_extension(std::string_view text, std::size_t at);

}  // namespace deskbell::phone
