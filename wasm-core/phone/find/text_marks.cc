#include "phone/find/text_marks.h"

#include <bit>
#include <cstring>

#include "base/utf8.h"
#include "phone/regex/unicode.h"

namespace deskbell::phone {
namespace {

static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");

constexpr std::uint64_t every_byte(std::uint8_t byte) { return 0x0101010101010101U * byte; }
constexpr std::uint64_t kHighBits = every_byte(0x80);

std::uint64_t eight_at(std::string_view text, std::size_t at) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data() + at, sizeof bytes);
  return bytes;
}

/// The high bit of each byte that is a digit or no ASCII.
std::uint64_t digits_or_others(std::uint64_t bytes) {
  const std::uint64_t values = bytes ^ every_byte('0');
  const std::uint64_t above_nine = ((values & ~kHighBits) + every_byte(0x80 - 10)) | values;
  return (~above_nine | bytes) & kHighBits;
}

/// Not 0 when one of the bytes is a control character or no ASCII.
std::uint64_t controls_or_others(std::uint64_t bytes) {
  return (bytes | (bytes + every_byte(1)) | (bytes - every_byte(0x20))) & kHighBits;
}

bool is_allowed(char32_t point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\f' || point == '\r';
  const bool noncharacter = (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFEU) == 0xFFFE;
  return !(point >= 0x7F && point <= 0x9F) && !noncharacter;
}

constexpr char32_t kFirstForeignDigit = 0x660;  // Arabic

}  // namespace

namespace internal {

unsigned marks_beyond_ascii(char32_t point) {
  switch (point) {
    case 0xFF08:  // （
    case 0xFF3B:  // ［
      return kLead | kPunctuation;
    case 0xFF0B:  // ＋
      return kLead;
    case 0xA0:
    case 0x3000:
      return kPunctuation | kBlank;
    case 0xAD:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2053:
    case 0x200B:
    case 0x2060:
    case 0x2212:
    case 0x223C:
    case 0x30FC:
    case 0xFF09:
    case 0xFF0D:
    case 0xFF0E:
    case 0xFF0F:
    case 0xFF3D:
      return kPunctuation;
    default:
      return point >= kFirstForeignDigit && regex::digit_value(point) >= 0 ? kAnyDigit : 0;
  }
}

}  // namespace internal

TextStep step_beyond_ascii(std::string_view text, std::size_t at) {
  const Decoded read = decode_utf8(text, at);
  return {read.point, internal::marks_beyond_ascii(read.point), read.size};
}

std::size_t behind_run(std::string_view text, std::size_t at, TextMark mark, std::size_t most) {
  for (; most > 0; --most) {
    const TextStep step = step_at(text, at);
    if (!step.is(mark)) break;
    at += step.size;
  }
  return at;
}

TextStep step_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) --begin;
  return step_at(text, begin);
}

bool is_searchable(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    while (at + 8 <= text.size() && controls_or_others(eight_at(text, at)) == 0) at += 8;
    const std::size_t end = at + 8 < text.size() ? at + 8 : text.size();
    while (at < end) {
      const Decoded read = decode_utf8(text, at);
      // U+FFFD itself takes three bytes.
      if ((read.point == kReplacement && read.size == 1) || !is_allowed(read.point)) {
        return false;
      }
      at += read.size;
    }
  }
  return true;
}

std::size_t find_digit(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    if (at + 8 <= text.size()) {
      const std::uint64_t found = digits_or_others(eight_at(text, at));
      if (found == 0) {
        at += 8;
        continue;
      }
      at += static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (byte - unsigned{'0'} < 10) return at;
      ++at;
      continue;
    }
    const Decoded read = decode_utf8(text, at);
    if (read.point >= kFirstForeignDigit && regex::digit_value(read.point) >= 0) return at;
    at += read.size;
  }
  return std::string_view::npos;
}

}  // namespace deskbell::phone
