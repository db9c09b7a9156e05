#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace deskbell::phone {

enum class NumberLabel : std::uint8_t { none, telephone, other };

/// What the words before a number say it is: "Tel.:", "mobile", "phone number"; "Order no.",
/// "IBAN". In the languages that the extension words and the interface are in.
NumberLabel label_before(std::string_view text, std::size_t begin);

/// A currency or a unit of measure stands there, behind at most one blank.
bool is_amount(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace deskbell::phone
