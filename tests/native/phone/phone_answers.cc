// Answers what tests/phone asks: how a text reads the quick way, the full way, and by
// libphonenumber alone. Built natively and as WebAssembly; no part of the product.
//
//   phone_answers <questions> <answers>
//
// A question is a line: country, tab, text. Its answer is a line of fields with tabs between:
//   quick: 1 when libphonenumber's parser was not needed
//   full: the full way's answer, where it is another than normalize() gives; otherwise empty
//   e164, country, kind, valid, extension, reason, notes: what normalize() says
//   prepared, its extension: what prepare() made of the text
//   used, words, zero: the text that was handed to libphonenumber in the end, the words that were
//     taken out of it before, and 1 when a "(0)" was
//   eleven fields: libphonenumber's own answer to the text as it stands
//   eleven fields: its answer to `used`; empty where that is the text as it stands
#include <fstream>
#include <iostream>
#include <string>

#include "phone/normalize.h"
#include "phone/normalize_quickly.h"
#include "phone/plan.h"
#include "phone/prepare.h"
#include "phone/reading.h"
#include "show_number.h"

namespace deskbell::phone {
namespace {

constexpr char kTab = '\t';

std::string error_name(ParseError error) {
  switch (error) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return "INVALID_COUNTRY_CODE";
    case PhoneNumberUtil::NOT_A_NUMBER:
      return "NOT_A_NUMBER";
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
      return "TOO_SHORT_AFTER_IDD";
    case PhoneNumberUtil::TOO_SHORT_NSN:
      return "TOO_SHORT_NSN";
    case PhoneNumberUtil::TOO_LONG_NSN:
      return "TOO_LONG";
    default:
      return {};
  }
}

std::string possible_name(PhoneNumberUtil::ValidationResult result) {
  switch (result) {
    case PhoneNumberUtil::IS_POSSIBLE:
      return "IS_POSSIBLE";
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
      return "IS_POSSIBLE_LOCAL_ONLY";
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return "INVALID_COUNTRY_CODE";
    case PhoneNumberUtil::TOO_SHORT:
      return "TOO_SHORT";
    case PhoneNumberUtil::INVALID_LENGTH:
      return "INVALID_LENGTH";
    default:
      return "TOO_LONG";
  }
}

std::string type_name(PhoneNumberUtil::PhoneNumberType type) {
  constexpr const char* kNames[] = {"fixed_line", "mobile",          "fixed_line_or_mobile",
                                    "toll_free",  "premium_rate",    "shared_cost",
                                    "voip",       "personal_number", "pager",
                                    "uan",        "voicemail",       "unknown"};
  return kNames[type];
}

/// libphonenumber's answer: error, calling code, national number, region, valid, possible reason,
/// type, extension, and its three forms.
void write_library(std::ostream& out, const std::string& text, const std::string& region) {
  PhoneNumber number;
  const ParseError error = util().Parse(text, region.empty() ? "ZZ" : region, &number);
  out << error_name(error);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR) {
    out << std::string(10, kTab);
    return;
  }
  std::string owner;
  util().GetRegionCodeForNumber(number, &owner);
  out << kTab << number.country_code() << kTab << national_digits(number) << kTab
      << (owner == "ZZ" ? "" : owner) << kTab << (util().IsValidNumber(number) ? "1" : "") << kTab
      << possible_name(util().IsPossibleNumberWithReason(number)) << kTab
      << type_name(util().GetNumberType(number)) << kTab << number.extension();
  for (const auto style :
       {PhoneNumberUtil::E164, PhoneNumberUtil::NATIONAL, PhoneNumberUtil::INTERNATIONAL}) {
    std::string form;
    util().Format(number, style, &form);
    out << kTab << form;
  }
}

void answer(std::ostream& out, const std::string& text, const std::string& country) {
  const Prepared prepared = prepare(text);
  PlainAnswer plain;
  const bool quick = normalize_quickly(text, country, &plain);
  const NormalizedNumber number = normalize(text, country);
  const std::string full = show(normalize_fully(text, country));
  out << (quick ? "1" : "") << kTab << (full == show(number) ? "" : full) << kTab << number.e164
      << kTab << number.country << kTab << name_of(number.kind) << kTab << (number.valid ? "1" : "")
      << kTab << number.extension << kTab << name_of(number.reason) << kTab;
  for (const NumberNote& note : number.notes)
    out << name_of(note.code) << '=' << note.detail << '|';
  const std::string region = known_region(country);
  const Reading reading = read_number(prepared.text, region);
  out << kTab << prepared.text << kTab << prepared.extension << kTab << reading.used << kTab
      << reading.dropped << kTab << (reading.dropped_zero ? "1" : "") << kTab;
  write_library(out, text, region);
  out << kTab;
  if (reading.used == text) {
    out << std::string(10, kTab);
  } else {
    write_library(out, reading.used, region);
  }
  out << '\n';
}

}  // namespace
}  // namespace deskbell::phone

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "phone_answers <questions> <answers>\n";
    return 1;
  }
  std::ifstream questions(words[1]);
  std::ofstream answers(words[2]);
  for (std::string line; std::getline(questions, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) return 1;
    deskbell::phone::answer(answers, line.substr(tab + 1), line.substr(0, tab));
  }
  answers.close();
  return questions.eof() && answers ? 0 : 1;
}
