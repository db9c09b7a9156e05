#include "core/views.h"

#include <algorithm>
#include <string_view>

#include "phone/column.h"
#include "phone/normalize_quickly.h"

namespace deskbell::core {
namespace {

constexpr std::size_t kE164Bytes = 21;  // +, up to 19 digits that a key could have, line feed
static_assert(kViewRows * kE164Bytes <= kViewBytes);

/// The two letters of a packed country.
class Country {
 public:
  explicit Country(std::uint32_t packed)
      : letters_{static_cast<char>(packed >> 8), static_cast<char>(packed)},
        size_(packed == 0 ? 0 : 2) {}
  std::string_view text() const { return {letters_, size_}; }

 private:
  char letters_[2];
  std::size_t size_;
};

std::string_view text_in_view(std::uint32_t bytes) {
  return {reinterpret_cast<const char*>(views().text), std::min<std::size_t>(bytes, kViewBytes)};
}

}  // namespace

Views& views() {
  static Views made;
  return made;
}

std::uint32_t read_in_view(std::uint32_t bytes, std::uint32_t country) {
  phone::PlainAnswer number;
  if (!phone::normalize_quickly(text_in_view(bytes), Country(country).text(), &number)) {
    return 0;
  }
  std::uint8_t* const start = views().text;
  std::uint8_t* at = start;
  for (const unsigned value :
       {static_cast<unsigned>(number.kind), static_cast<unsigned>(number.reason),
        static_cast<unsigned>(number.country >> 8), static_cast<unsigned>(number.country & 0xFF),
        unsigned{number.e164}, unsigned{number.national}, unsigned{number.international},
        unsigned{number.note_count}}) {
    *at++ = static_cast<std::uint8_t>(value);
  }
  for (std::size_t i = 0; i < number.note_count; ++i) {
    *at++ = static_cast<std::uint8_t>(number.notes[i].code);
    *at++ = number.notes[i].size;
  }
  at = std::copy_n(number.text.begin(), number.size, at);
  return static_cast<std::uint32_t>(at - start);
}

std::uint32_t read_column_in_view(std::uint32_t bytes, std::uint32_t country) {
  Views& view = views();
  return static_cast<std::uint32_t>(
      phone::normalize_column(text_in_view(bytes), Country(country).text(),
                              {view.keys, view.kinds, view.reasons, view.countries}, kViewRows));
}

std::uint32_t write_e164_in_view(std::uint32_t rows) {
  Views& view = views();
  std::uint8_t* at = view.text;
  for (std::size_t row = 0; row < std::min<std::size_t>(rows, kViewRows); ++row) {
    std::uint64_t key = view.keys[row];
    if (key != 0) {
      *at++ = '+';
      std::uint8_t reversed[20];
      std::size_t count = 0;
      // Halves of 32 bits divide several times quicker than 64 bits do in WebAssembly.
      while (key > 0xFFFFFFFFU) {
        reversed[count++] = static_cast<std::uint8_t>('0' + key % 10);
        key /= 10;
      }
      for (auto rest = static_cast<std::uint32_t>(key); rest != 0; rest /= 10) {
        reversed[count++] = static_cast<std::uint8_t>('0' + rest % 10);
      }
      while (count > 0) *at++ = reversed[--count];
    }
    *at++ = '\n';
  }
  return static_cast<std::uint32_t>(at - view.text);
}

}  // namespace deskbell::core
