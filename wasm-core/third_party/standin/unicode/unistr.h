#pragma once
// Stand-in for icu::UnicodeString as libphonenumber's own tests use it: UTF-8 in, UTF-16 units out.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace icu {

class UnicodeString {
 public:
  static UnicodeString fromUTF8(std::string_view text) {
    UnicodeString out;
    for (std::size_t at = 0; at < text.size();) {
      const deskbell::Decoded read = deskbell::decode_utf8(text, at);
      at += read.size;
      if (read.point >= 0x10000) {
        out.units_.push_back(static_cast<char16_t>(0xD800 + ((read.point - 0x10000) >> 10)));
        out.units_.push_back(static_cast<char16_t>(0xDC00 + ((read.point - 0x10000) & 0x3FF)));
      } else {
        out.units_.push_back(static_cast<char16_t>(read.point));
      }
    }
    return out;
  }

  /// Past the end ICU answers U+FFFF, and a test of libphonenumber relies on it.
  char16_t operator[](std::size_t index) const {
    return index < units_.size() ? units_[index] : u'\xFFFF';
  }

 private:
  std::u16string units_;
};

}  // namespace icu
