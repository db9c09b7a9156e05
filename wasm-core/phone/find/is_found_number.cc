#include "phone/find/is_found_number.h"

#include <memory>

#include "phone/format_plain.h"
#include "phone/plan.h"
#include "phone/read_plain.h"
#include "phonenumbers/regexp_adapter_icu.h"

namespace deskbell::phone {
namespace {

using i18n::phonenumbers::ICURegExpFactory;
using i18n::phonenumbers::RegExp;
using i18n::phonenumbers::RegExpInput;

/// An x stands before the extension, and two of them before the national number (a carrier code in
/// front of it is not written out). One at the very end counts for nothing.
bool signs_fit(const PhoneNumber& number, const std::string& piece) {
  constexpr const char* kSigns = "xX";
  std::size_t at = piece.find_first_of(kSigns);
  while (at != std::string::npos && at + 1 < piece.size()) {
    if (piece[at + 1] == 'x' || piece[at + 1] == 'X') {
      ++at;
      if (util().IsNumberMatchWithOneString(number, piece.substr(at)) !=
          PhoneNumberUtil::NSN_MATCH) {
        return false;
      }
    } else {
      std::string digits = piece.substr(at);
      util().NormalizeDigitsOnly(&digits);
      if (digits != number.extension()) return false;
    }
    at = piece.find_first_of(kSigns, at + 1);
  }
  return true;
}

/// Whether libphonenumber's MaybeStripNationalPrefixAndCarrierCode takes something off, or nothing
/// where the pattern matches nothing.
bool begins_with_trunk_prefix(RegionPlan& plan, const std::string& digits) {
  const std::string& prefix = plan.metadata().national_prefix_for_parsing();
  if (digits.empty() || prefix.empty()) return false;
  const ICURegExpFactory factory;
  const std::unique_ptr<const RegExp> pattern(factory.CreateRegExp(prefix));
  const std::unique_ptr<RegExpInput> input(factory.CreateInput(digits));
  std::string carrier;
  std::string captured;
  std::string rest = digits;
  const bool rewritten = plan.rewrites_trunk() &&
                         (pattern->Consume(input.get(), &carrier, &captured) ||
                          pattern->Consume(input.get(), &captured)) &&
                         !captured.empty();
  if (rewritten) {
    pattern->Replace(&rest, plan.metadata().national_prefix_transform_rule());
  } else {
    const std::unique_ptr<RegExpInput> whole(factory.CreateInput(digits));
    if (!pattern->Consume(whole.get())) return false;
    rest = whole->ToString();
  }
  return !plan.judge(digits).general || plan.judge(rest).general;
}

bool has_needed_trunk_prefix(const PhoneNumber& number) {
  if (number.country_code_source() != PhoneNumber::FROM_DEFAULT_COUNTRY) return true;
  CodePlan& code = plans().of_code(number.country_code());
  if (!needs_trunk_prefix(code, national_digits(number))) return true;
  std::string digits = number.raw_input();
  util().NormalizeDigitsOnly(&digits);
  return begins_with_trunk_prefix(code.main(), digits);
}

bool is_found_by_parser(const std::string& piece, const RegionPlan* home) {
  PhoneNumber number;
  return util().ParseAndKeepRawInput(piece, home == nullptr ? "ZZ" : home->id(), &number) ==
             PhoneNumberUtil::NO_PARSING_ERROR &&
         util().IsValidNumber(number) && signs_fit(number, piece) &&
         has_needed_trunk_prefix(number);
}

}  // namespace

bool is_found_number(std::string_view piece, RegionPlan* home) {
  const Certainty found = find_plain(piece, home);
  return found == Certainty::unsure ? is_found_by_parser(std::string(piece), home)
                                    : found == Certainty::yes;
}

}  // namespace deskbell::phone
