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

/// Where rows end, eight bytes at a time.
class RowEnds {
 public:
  RowEnds(const char* at, const char* end) : at_(at), end_(end) {}

  /// @return how many of the next ends were found, at most `most`
  std::size_t find(const char** ends, std::size_t most) {
    std::size_t count = 0;
    for (; count < most; bits_ &= bits_ - 1) {
      while (bits_ == 0) {
        if (at_ == end_) return count;
        next();
      }
      ends[count++] = word_ + std::countr_zero(bits_) / 8;
    }
    return count;
  }

 private:
  static constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7F;
  static_assert(std::endian::native == std::endian::little);

  void next() {
    word_ = at_;
    std::uint64_t word = kLow;  // no end behind the last byte
    const auto size = std::min<std::size_t>(8, static_cast<std::size_t>(end_ - at_));
    size == 8 ? std::memcpy(&word, at_, 8) : std::memcpy(&word, at_, size);
    at_ += size;
    word ^= 0x0101010101010101 * static_cast<unsigned char>(kRowEnd);
    bits_ = ~(((word & kLow) + kLow) | word | kLow);  // the highest bit of each byte that is 0
  }

  const char* at_;
  const char* end_;
  const char* word_ = nullptr;
  std::uint64_t bits_ = 0;
};

}  // namespace

std::size_t normalize_column(std::string_view rows, std::string_view country,
                             const ColumnAnswers& answers, std::size_t capacity) {
  constexpr std::size_t kRows = PlainColumn::kRows;
  PlainColumn plain(country);
  const char* at = rows.data();
  const char* const end = at + rows.size();
  RowEnds ends(at, end);
  std::size_t row = 0;
  while (row < capacity) {
    std::array<const char*, kRows> found;
    const std::size_t count = ends.find(found.data(), std::min(kRows, capacity - row));
    if (count == 0) break;
    std::array<std::string_view, kRows> texts;
    for (std::size_t i = 0; i < kRows; ++i) {
      const char* const to = found[std::min(i, count - 1)];
      texts[i] = {i < count ? at : to, static_cast<std::size_t>(i < count ? to - at : 0)};
      if (i < count) at = to + 1;
    }
    std::array<NumberAnswer, kRows> found_answers;
    const unsigned answered = plain.answer(texts, &found_answers);
    for (std::size_t i = 0; i < count; ++i) {
      if ((answered >> i & 1U) != 0) {
        set(answers, row + i, found_answers[i]);
      } else {
        set_fully(answers, row + i, texts[i], country);
      }
    }
    row += count;
  }
  // Behind the last row's end there may be a row without one.
  if (at != end && row < capacity) {
    set_fully(answers, row++, {at, static_cast<std::size_t>(end - at)}, country);
  }
  return row;
}

}  // namespace deskbell::phone
