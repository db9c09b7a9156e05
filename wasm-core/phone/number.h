#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace deskbell::phone {

/// What sort of number it is (number_kinds.def).
enum class NumberKind : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "phone/number_kinds.def"
#undef DESKBELL_ITEM
};

/// Why a number is not valid (number_reasons.def).
enum class NumberReason : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "phone/number_reasons.def"
#undef DESKBELL_ITEM
};

/// What was done to a number while it was read (number_notes.def).
enum class NumberNoteCode : std::uint8_t {
#define DESKBELL_ITEM(name) name,
#include "phone/number_notes.def"
#undef DESKBELL_ITEM
};

// The enumerators' names: as in the .def files, in JSON and in TypeScript.
#define DESKBELL_ITEM(name) std::string_view(#name),
inline constexpr std::array kNumberKindNames{
#include "phone/number_kinds.def"
};
inline constexpr std::array kNumberReasonNames{
#include "phone/number_reasons.def"
};
inline constexpr std::array kNumberNoteCodeNames{
#include "phone/number_notes.def"
};
#undef DESKBELL_ITEM

constexpr std::string_view name_of(NumberKind kind) {
  return kNumberKindNames[static_cast<std::size_t>(kind)];
}
constexpr std::string_view name_of(NumberReason reason) {
  return kNumberReasonNames[static_cast<std::size_t>(reason)];
}
constexpr std::string_view name_of(NumberNoteCode code) {
  return kNumberNoteCodeNames[static_cast<std::size_t>(code)];
}

/// One thing that was assumed, dropped, converted or found.
struct NumberNote {
  NumberNoteCode code;
  std::string detail;  ///< UTF-8; what it says stands beside the code in number_notes.def

  bool operator==(const NumberNote&) const = default;
};

/// A text, read as a telephone number.
struct NormalizedNumber {
  std::string e164;           ///< `+` and the digits; empty when none can be read. Also given for
                              ///< a number that is not valid: the host decides what it stores
  std::uint64_t key = 0;      ///< the digits of e164 as an integer; 0 when there are none
  std::string national;       ///< as people of its country write it, extension included
  std::string international;  ///< as the world writes it, extension included
  std::string country;        ///< ISO 3166 alpha-2; "001": belongs to no country; or empty
  NumberKind kind = NumberKind::unknown;
  std::string extension;  ///< its digits, or empty
  bool valid = false;     ///< it lies in a range that its country has given out
  NumberReason reason = NumberReason::not_a_number;  ///< none when valid
  std::vector<NumberNote> notes;
};

}  // namespace deskbell::phone
