#include "providers/fields.h"

#include <algorithm>
#include <charconv>

namespace deskbell::providers {
namespace {

constexpr std::size_t kLongestAddress = 2000;

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

const std::string& field(const calls::Fields& fields, std::string_view name) {
  static const std::string kNone;
  const auto found = fields.find(std::string(name));
  return found == fields.end() ? kNone : found->second;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.';
         });
}

std::optional<std::int64_t> read_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (problem != std::errc() || end != text.data() + text.size() || seconds < 0) {
    return std::nullopt;
  }
  return seconds;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

bool is_web_address(std::string_view text) {
  const std::string lower = lower_case(text.substr(0, 8));
  const bool web = lower.starts_with("https://") || lower.starts_with("http://");
  return web && text.size() <= kLongestAddress &&
         std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) <= 0x20 || c == '\x7f' || c == '"' || c == '<' ||
                  c == '>' || c == '\\';
         });
}

}  // namespace deskbell::providers
