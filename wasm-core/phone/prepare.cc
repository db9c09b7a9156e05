#include "phone/prepare.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "phone/find/extension_words.h"
#include "phone/normalize.h"
#include "phone/regex/regex.h"
#include "phone/regex/unicode.h"

namespace deskbell::phone {
namespace {

using regex::Anchor;
using regex::Captures;
using regex::Regex;

constexpr std::string_view kSpace = " \t\n\v\f\r";

/// Digits that must stand before an extension: fewer are no number that could have one.
constexpr std::ptrdiff_t kDigitsBeforeExtension = 3;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool starts_with_word(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                    [](char word, char c) { return word == (is_ascii_letter(c) ? c | 0x20 : c); });
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string without_percents(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_value(text[i + 2]);
    if (low < 0) {
      out.push_back(text[i]);
    } else {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

/// RFC 3966: `7042;phone-context=+1-914-555` is +1-914-5557042; a context that is a domain says
/// nothing of use.
std::string with_context(const std::string& text) {
  constexpr std::string_view kName = ";phone-context=";
  const std::size_t at = text.find(kName);
  if (at == std::string::npos) return text;
  const std::string_view rest = std::string_view(text).substr(at + kName.size());
  const std::string_view context = rest.substr(0, rest.find(';'));
  std::string number = text.substr(0, at);
  if (context.size() < rest.size()) number.append(rest.substr(context.size()));
  return context.starts_with('+') ? std::string(context) + number : number;
}

/// The number in an address, or the text itself when it is none.
std::string number_of_address(std::string_view text) {
  for (const std::string_view scheme : {"tel:", "sip:", "sips:", "callto:"}) {
    if (!starts_with_word(text, scheme)) continue;
    text.remove_prefix(scheme.size());
    return with_context(without_percents(text.substr(0, text.find('@'))));
  }
  return with_context(std::string(text));
}

bool is_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30FC || c == 0xFE58 || c == 0xFE63;
}

/// Shows nothing: soft hyphen, zero-width and direction marks, as copied from web pages.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/// Behind the characters that stay as they are.
std::size_t behind_ascii(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= ' ' && text[at] <= '~') ++at;
  return at;
}

void append_plain(char32_t point, Prepared& out) {
  const int digit = regex::digit_value(point);
  if (digit >= 0) {
    out.text.push_back(static_cast<char>('0' + digit));
    if (point >= 0x80) append_utf8(out.foreign_digits, point);
  } else if (point < 0x20 || point == 0x7F || regex::separators().contains(point)) {
    out.text.push_back(' ');
  } else if (is_dash(point)) {
    out.text.push_back('-');
  } else if (point >= 0xFF01 && point <= 0xFF5E) {
    out.text.push_back(static_cast<char>(point - 0xFF01 + '!'));  // full-width ASCII
  } else if (!is_invisible(point)) {
    append_utf8(out.text, point);
  }
}

void take_extension(Prepared& prepared) {
  std::string& text = prepared.text;
  ExtensionInWords found;
  if (!find_extension_in_words(text, &found)) return;
  const auto before = text.begin() + static_cast<std::ptrdiff_t>(found.begin);
  if (found.cut || std::count_if(text.begin(), before, is_digit) < kDigitsBeforeExtension) return;
  prepared.extension = found.digits;
  text.replace(found.begin, found.end - found.begin, " ");
  text = trimmed(text);
}

/// What stands at `at` up to the next character that may be part of a number.
std::string_view word_at(std::string_view text, std::size_t at) {
  static constexpr auto kPartOfNumbers = [] {
    std::array<bool, 256> part{};
    for (const char c : std::string_view("0123456789+-/.()[]~#*,; ")) {
      part[static_cast<unsigned char>(c)] = true;
    }
    return part;
  }();
  const std::string_view rest = text.substr(at);
  const auto end = std::find_if(rest.begin(), rest.end(), [](char c) {
    return kPartOfNumbers[static_cast<unsigned char>(c)];
  });
  return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
}

/// Not so libphonenumber's signs of an extension.
bool is_dropped(std::string_view word) {
  return !word.empty() && word != "x" && word != "X" && word != "int";
}

bool has_letters(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Blanks of any script before a text hide no "tel:".
std::string_view without_leading_blanks(std::string_view text) {
  while (!text.empty()) {
    const Decoded read = decode_utf8(text, 0);
    if (!regex::separators().contains(read.point) && !is_invisible(read.point)) break;
    text.remove_prefix(read.size);
  }
  return text;
}

}  // namespace

Prepared prepare(std::string_view raw) {
  Prepared prepared;
  raw = trimmed(without_leading_blanks(trimmed(raw)));
  if (raw.size() > kMaxNumberBytes) {
    prepared.too_long = true;
    return prepared;
  }
  const std::string text = number_of_address(raw);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t plain = behind_ascii(text, at);
    prepared.text.append(text, at, plain - at);
    at = plain;
    if (at == text.size()) break;
    const Decoded read = decode_utf8(text, at);
    append_plain(read.point, prepared);
    at += read.size;
  }
  prepared.text = trimmed(prepared.text);
  take_extension(prepared);
  return prepared;
}

bool has_words(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view word = word_at(text, at);
    if (is_dropped(word) && has_letters(word)) return true;
    at += std::max<std::size_t>(word.size(), 1);
  }
  return false;
}

std::string without_words(std::string_view text, std::string* dropped) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view word = word_at(text, at);
    if (word.empty()) {
      out.push_back(text[at++]);
      continue;
    }
    at += word.size();
    if (!is_dropped(word)) {
      out.append(word);
      continue;
    }
    out.push_back(' ');
    if (!has_letters(word)) continue;
    if (!dropped->empty()) dropped->push_back(' ');
    dropped->append(word);
  }
  return out;
}

std::string without_bracketed_zero(std::string_view text, bool* found) {
  static const std::optional<Regex> zero = Regex::compile("[(\\[] *0 *[)\\]]");
  std::string out(text);
  Captures captures;
  *found = false;
  while (zero && zero->match(out, 0, Anchor::search, captures)) {
    *found = true;
    out.replace(captures.first(0), captures.last(0) - captures.first(0), " ");
  }
  return out;
}

}  // namespace deskbell::phone
