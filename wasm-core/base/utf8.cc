#include "base/utf8.h"

#include <cstdint>

namespace deskbell {
namespace {

struct Lead {
  unsigned trail;          // how many bytes follow
  char32_t bits;           // what the first byte contributes
  std::uint8_t low, high;  // what the second byte may be
};

/// The second byte's limits are what keeps out overlong forms, surrogates and too high points.
bool read_lead(std::uint8_t byte, Lead* lead) {
  if (byte >= 0xC2 && byte <= 0xDF) {
    *lead = {1, byte & 0x1FU, 0x80, 0xBF};
  } else if (byte >= 0xE0 && byte <= 0xEF) {
    *lead = {2, byte & 0x0FU, static_cast<std::uint8_t>(byte == 0xE0 ? 0xA0 : 0x80),
             static_cast<std::uint8_t>(byte == 0xED ? 0x9F : 0xBF)};
  } else if (byte >= 0xF0 && byte <= 0xF4) {
    *lead = {3, byte & 0x07U, static_cast<std::uint8_t>(byte == 0xF0 ? 0x90 : 0x80),
             static_cast<std::uint8_t>(byte == 0xF4 ? 0x8F : 0xBF)};
  } else {
    return false;
  }
  return true;
}

}  // namespace

Decoded decode_utf8(std::string_view text, std::size_t at) {
  const auto first = static_cast<std::uint8_t>(text[at]);
  if (first < 0x80) return {first, 1};
  Lead lead{};
  if (!read_lead(first, &lead) || text.size() - at <= lead.trail) return {kReplacement, 1};
  char32_t point = lead.bits;
  for (unsigned i = 1; i <= lead.trail; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[at + i]);
    if (byte < lead.low || byte > lead.high) return {kReplacement, 1};
    lead.low = 0x80;
    lead.high = 0xBF;
    point = (point << 6) | (byte & 0x3FU);
  }
  return {point, lead.trail + 1U};
}

void append_utf8(std::string& out, char32_t point) {
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (point >> 6)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  } else if (point < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (point >> 12)));
    out.push_back(static_cast<char>(0x80U | ((point >> 6) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | (point >> 18)));
    out.push_back(static_cast<char>(0x80U | ((point >> 12) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((point >> 6) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (point & 0x3FU)));
  }
}

}  // namespace deskbell
