#include "phone/explain.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "phone/regex/regex.h"

namespace deskbell::phone {
namespace {

/// The number as it was written, in pieces.
struct Written {
  std::string digits;       // all of it, letters as the digits they stand for
  std::string letters;      // those letters
  std::string punctuation;  // each character once
};

/// ITU-T E.161: 2 ABC, 3 DEF, … 9 WXYZ.
char keypad_digit(char letter) {
  constexpr std::string_view kDigits = "22233344455566677778889999";
  return kDigits[static_cast<std::size_t>((letter | 0x20) - 'a')];
}

Written take_apart(std::string_view text, bool spelled) {
  Written written;
  for (const char c : text) {
    if (is_digit(c)) {
      written.digits.push_back(c);
    } else if (is_ascii_letter(c)) {
      if (!spelled) continue;
      written.digits.push_back(keypad_digit(c));
      written.letters.push_back(c);
    } else if (c != '+' && written.punctuation.find(c) == std::string::npos) {
      written.punctuation.push_back(c);
    }
  }
  return written;
}

/// The text without the extension that libphonenumber read at its end.
std::string_view without_extension(std::string_view text, const std::string& extension) {
  if (extension.empty()) return text;
  const std::size_t at = text.rfind(extension);
  if (at == std::string_view::npos) return text;
  text = text.substr(0, at);
  while (!text.empty() && !is_digit(text.back())) text.remove_suffix(1);
  return text;
}

/// How many of the digits are the international prefix of the region, e.g. 00 or 011.
std::size_t international_prefix_size(const std::string& digits, const std::string& region) {
  const PhoneMetadata* plan = plan_of(region);
  if (plan == nullptr) return 0;
  const std::optional<regex::Regex> prefix = regex::Regex::compile(plan->international_prefix());
  regex::Captures found;
  if (!prefix || !prefix->match(digits, 0, regex::Anchor::start, found)) return 0;
  return found.last(0);
}

void explain_digits(const Written& written, const Reading& reading, const std::string& region,
                    std::vector<NumberNote>& notes) {
  const std::string code = std::to_string(reading.number.country_code());
  const std::string national = national_digits(reading.number);
  std::string digits = written.digits;
  const PhoneNumber::CountryCodeSource source = reading.number.country_code_source();
  if (source == PhoneNumber::FROM_NUMBER_WITH_IDD) {
    const std::size_t size = international_prefix_size(digits, region);
    notes.push_back({NumberNoteCode::dropped_international_prefix, digits.substr(0, size)});
    digits.erase(0, size);
  }
  if (source == PhoneNumber::FROM_DEFAULT_COUNTRY ||
      source == PhoneNumber::FROM_NUMBER_WITHOUT_PLUS_SIGN) {
    notes.push_back({NumberNoteCode::assumed_country, region});
  }
  if (source != PhoneNumber::FROM_DEFAULT_COUNTRY && digits.starts_with(code)) {
    digits.erase(0, code.size());
  }
  bool bracketed = false;
  without_bracketed_zero(reading.used, &bracketed);
  if (reading.dropped_zero) {
    notes.push_back({NumberNoteCode::dropped_trunk_prefix, "(0)"});
  } else if (digits.size() > national.size() && digits.ends_with(national)) {
    const std::string prefix = digits.substr(0, digits.size() - national.size());
    notes.push_back(
        {NumberNoteCode::dropped_trunk_prefix, bracketed && prefix == "0" ? "(0)" : prefix});
  }
  if (!digits.ends_with(national)) notes.push_back({NumberNoteCode::rewrote_digits, digits});
}

}  // namespace

void explain(const Prepared& prepared, const Reading& reading, const std::string& region,
             std::vector<NumberNote>& notes) {
  const auto note = [&notes](NumberNoteCode code, std::string detail) {
    if (!detail.empty()) notes.push_back({code, std::move(detail)});
  };
  const std::string_view text = without_extension(reading.used, reading.number.extension());
  const bool spelled = std::count_if(text.begin(), text.end(), is_ascii_letter) >= 3;
  bool bracketed = false;
  const std::string flat = without_bracketed_zero(text, &bracketed);
  const Written written = take_apart(text, spelled);
  note(NumberNoteCode::dropped_text, reading.dropped);
  explain_digits(written, reading, region, notes);
  note(NumberNoteCode::dropped_punctuation, take_apart(flat, spelled).punctuation);
  note(NumberNoteCode::converted_letters, written.letters);
  note(NumberNoteCode::converted_digits, prepared.foreign_digits);
  note(NumberNoteCode::found_extension, reading.number.extension());
}

}  // namespace deskbell::phone
