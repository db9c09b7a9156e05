#include "core/find_door.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "core/views.h"
#include "phone/column.h"
#include "phone/find/text_marks.h"
#include "phone/find/text_numbers.h"
#include "phone/read_plain.h"

namespace deskbell::core {
namespace {

/// Turns bytes of UTF-8 into UTF-16 units, going forward.
class Units {
 public:
  explicit Units(std::string_view text) : text_(text) {}

  std::uint32_t at(std::size_t byte) {
    for (; at_ < byte; ++at_) {
      const auto each = static_cast<unsigned char>(text_[at_]);
      // A character counts by its first byte; of four bytes it has two units.
      units_ += (each & 0xC0U) == 0x80 ? 0 : (each >= 0xF0 ? 2 : 1);
    }
    return units_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t units_ = 0;
};

/// Puts a character as long, in bytes and in units, in the place of each that is not searchable.
void make_searchable(char* text, std::size_t size) {
  for (std::size_t at = 0; at < size;) {
    const std::size_t length = decode_utf8({text, size}, at).size;
    if (!phone::is_searchable({text + at, length})) {
      static constexpr std::string_view kInstead[] = {"|", "\u00a6", "\ufffd", "\U0001f4c4"};
      std::copy_n(kInstead[length - 1].data(), length, text + at);
    }
    at += length;
  }
}

}  // namespace

PlacesView& places_view() {
  static PlacesView made;
  return made;
}

std::uint32_t find_in_view(std::uint32_t bytes, std::uint32_t country) {
  Views& view = views();
  PlacesView& places = places_view();
  char* const all = reinterpret_cast<char*>(view.text);
  const std::size_t size = std::min<std::size_t>(bytes, kViewBytes);
  const std::string letters = phone::unpack_country(static_cast<std::uint16_t>(country));
  phone::RegionPlan* const home = phone::home_of(letters);
  static std::vector<phone::FoundNumber> found;
  std::uint32_t count = 0;
  places.texts_read = 0;
  for (std::size_t at = 0; at < size; ++places.texts_read) {
    const std::size_t end =
        static_cast<std::size_t>(std::find(all + at, all + size, phone::kRowEnd) - all);
    const std::string_view text{all + at, end - at};
    if (!phone::is_searchable(text)) make_searchable(all + at, end - at);
    phone::find_text_numbers(text, home, &found);
    if (count + found.size() > kPlaceRows) break;
    Units units(text);
    for (const phone::FoundNumber& number : found) {
      places.texts[count] = places.texts_read;
      places.starts[count] = units.at(number.begin);
      places.ends[count] = units.at(number.end);
      ++count;
    }
    at = end + 1;
  }
  return count;
}

}  // namespace deskbell::core
