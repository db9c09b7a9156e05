#include "providers/party.h"

#include <algorithm>

#include "phone/normalize.h"

namespace deskbell::providers {
namespace {

constexpr std::size_t kLongest = 64;
// Extensions and service numbers have at most six digits; the shortest international number, with
// its country code, has seven.
constexpr std::size_t kLongestExtension = 6;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool withheld(std::string_view text) {
  constexpr std::string_view kWords[] = {"", "0", "anonymous", "unknown", "restricted", "private"};
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::find(std::begin(kWords), std::end(kWords), lower) != std::end(kWords);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

}  // namespace

std::string read_party(std::string_view text, std::string_view country) {
  text = trimmed(text.substr(0, kLongest));
  if (withheld(text)) return {};
  const bool only_digits = std::all_of(text.begin(), text.end(), is_digit);
  if (only_digits && text.size() <= kLongestExtension) return std::string(text);
  if (only_digits || text.front() == '+') {
    std::string international(text);
    if (only_digits) international.insert(0, 1, '+');
    std::string e164 = phone::normalize(international, "").e164;
    if (!e164.empty()) return e164;
    if (only_digits && !country.empty()) {
      const phone::NormalizedNumber local = phone::normalize(text, country);
      if (local.valid) return local.e164;
    }
  }
  return std::string(text);
}

}  // namespace deskbell::providers
