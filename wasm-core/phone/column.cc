#include "phone/column.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "phone/normalize.h"
#include "phone/plain_column.h"

namespace deskbell::phone {
namespace {

void set(const ColumnAnswers& answers, std::size_t row, const NumberAnswer& answer) {
  answers.keys[row] = answer.key;
  answers.kinds[row] = static_cast<std::uint8_t>(answer.kind);
  answers.reasons[row] = static_cast<std::uint8_t>(answer.reason);
  answers.countries[row] = answer.country;
}

void set_fully(const ColumnAnswers& answers, std::size_t row, std::string_view text,
               std::string_view country) {
  const NormalizedNumber number = normalize(text, country);
  set(answers, row, {number.key, pack_country(number.country), number.kind, number.reason});
}

static_assert(std::endian::native == std::endian::little);

/// Bit i: byte i of these eight is a row's end.
std::uint64_t ends_in(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kLow = 0x7F * kOnes;
  constexpr std::uint64_t kGather = 0x0102040810204080;  // bit 8 i to bit 56 + i
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  word ^= static_cast<unsigned char>(kRowEnd) * kOnes;
  const std::uint64_t zero = ~(((word & kLow) + kLow) | word | kLow);  // bytes' highest bits
  return (zero >> 7) * kGather >> 56;
}

/// Nearly all rows are shorter than this; where they end is found without a branch to guess wrong.
constexpr std::ptrdiff_t kUsualRow = 32;

const char* find_end(const char* at, const char* end) {
  if (end - at >= kUsualRow) {
    const std::uint64_t found =
        ends_in(at) | ends_in(at + 8) << 8 | ends_in(at + 16) << 16 | ends_in(at + 24) << 24;
    if (found != 0) return at + std::countr_zero(found);
  }
  return std::find(at, end, kRowEnd);
}

}  // namespace

std::size_t normalize_column(std::string_view rows, std::string_view country,
                             const ColumnAnswers& answers, std::size_t capacity) {
  constexpr std::size_t kRows = PlainColumn::kRows;
  PlainColumn plain(country);
  const char* at = rows.data();
  const char* const end = at + rows.size();
  std::size_t row = 0;
  while (at != end && row < capacity) {
    std::array<std::string_view, kRows> texts;
    std::size_t count = 0;
    const std::size_t most = std::min(kRows, capacity - row);
    while (count < most && at != end) {
      const char* const to = find_end(at, end);
      if (to == end) break;
      texts[count++] = {at, static_cast<std::size_t>(to - at)};
      at = to + 1;
    }
    if (count == 0) {
      // Behind the last row's end there may be a row without one.
      set_fully(answers, row++, {at, static_cast<std::size_t>(end - at)}, country);
      break;
    }
    for (std::size_t i = count; i < kRows; ++i) texts[i] = {at - 1, 0};
    std::array<NumberAnswer, kRows> found;
    const unsigned answered = plain.answer(texts, &found);
    for (std::size_t i = 0; i < count; ++i) {
      if ((answered >> i & 1U) != 0) {
        set(answers, row + i, found[i]);
      } else {
        set_fully(answers, row + i, texts[i], country);
      }
    }
    row += count;
  }
  return row;
}

}  // namespace deskbell::phone
