#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "phone/number.h"

namespace deskbell::phone {

/// What was taken out of a text before.
struct Extras {
  std::string_view extension;
  std::string_view foreign_digits;
  std::string_view dropped;  ///< the words around it
};

/// All that normalize() says, in one piece of memory.
struct PlainAnswer {
  struct Note {
    NumberNoteCode code;
    std::uint8_t size;  // of its detail
  };
  static constexpr std::size_t kMaxNotes = 8;
  static constexpr std::size_t kMaxText = 1280;

  NumberKind kind = NumberKind::unknown;
  NumberReason reason = NumberReason::not_a_number;  ///< none: valid
  std::uint16_t country = 0;                         ///< see pack_country()
  std::uint8_t note_count = 0;
  // Bytes of the texts, which stand one behind the other: these three and the notes' details.
  std::uint8_t e164 = 0;
  std::uint8_t national = 0;
  std::uint8_t international = 0;
  std::uint16_t size = 0;  ///< of all of them
  std::array<Note, kMaxNotes> notes;
  std::array<char, kMaxText> text;

  void clear();  ///< all but what is not counted
};

/// normalize() for everyday forms; see read_plain.h.
/// @param text as it was written, or, with extras, what is left of it
/// @return false when the full way must answer; `out` means nothing then
bool normalize_plainly(std::string_view text, const Extras& extras, std::string_view country,
                       PlainAnswer* out);

NormalizedNumber unpack(const PlainAnswer& answer);

}  // namespace deskbell::phone
