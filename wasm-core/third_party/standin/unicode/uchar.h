#pragma once
// Stand-in for the few Unicode questions libphonenumber asks ICU. The tables are ours, generated
// at build time (scripts/phone-metadata.mjs).
#include <cstdint>

#include "phone/regex/unicode.h"

using UChar32 = std::int32_t;

enum UCharCategory { U_UNASSIGNED = 0, U_NON_SPACING_MARK = 6, U_CURRENCY_SYMBOL = 25 };

/// Only the two categories that libphonenumber compares with are told apart.
inline int u_charType(UChar32 c) {
  const auto point = static_cast<char32_t>(c);
  if (deskbell::regex::nonspacing_marks().contains(point)) return U_NON_SPACING_MARK;
  if (deskbell::regex::currency_symbols().contains(point)) return U_CURRENCY_SYMBOL;
  return U_UNASSIGNED;
}

inline bool u_isalpha(UChar32 c) {
  return deskbell::regex::letters().contains(static_cast<char32_t>(c));
}

/// @return 0 to 9, or -1 when c is no decimal digit of any script
inline std::int32_t u_charDigitValue(UChar32 c) {
  return deskbell::regex::digit_value(static_cast<char32_t>(c));
}

enum UBlockCode {
  UBLOCK_NO_BLOCK,
  UBLOCK_BASIC_LATIN,
  UBLOCK_LATIN_1_SUPPLEMENT,
  UBLOCK_LATIN_EXTENDED_A,
  UBLOCK_LATIN_EXTENDED_B,
  UBLOCK_COMBINING_DIACRITICAL_MARKS,
  UBLOCK_LATIN_EXTENDED_ADDITIONAL,
};

/// Only the blocks that libphonenumber compares with are told apart.
inline UBlockCode ublock_getCode(UChar32 c) {
  if (c < 0) return UBLOCK_NO_BLOCK;
  if (c < 0x80) return UBLOCK_BASIC_LATIN;
  if (c < 0x100) return UBLOCK_LATIN_1_SUPPLEMENT;
  if (c < 0x180) return UBLOCK_LATIN_EXTENDED_A;
  if (c < 0x250) return UBLOCK_LATIN_EXTENDED_B;
  if (c >= 0x300 && c < 0x370) return UBLOCK_COMBINING_DIACRITICAL_MARKS;
  if (c >= 0x1E00 && c < 0x1F00) return UBLOCK_LATIN_EXTENDED_ADDITIONAL;
  return UBLOCK_NO_BLOCK;
}
