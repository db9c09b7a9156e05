#pragma once
// Numbering plans: what libphonenumber knows of a country. For this room only; nobody else needs to
// know that it is libphonenumber that knows.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "phonenumbers/phonemetadata.pb.h"
#include "phonenumbers/phonenumber.pb.h"
#include "phonenumbers/phonenumberutil.h"

namespace deskbell::phone {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberDesc;
using i18n::phonenumbers::PhoneNumberUtil;

/// More has no plan; a longer one is no E.164 number.
inline constexpr std::size_t kMaxE164Digits = 17;

const PhoneNumberUtil& util();

/// @return null when nobody knows the region
const PhoneMetadata* plan_of(const std::string& region);

/// Of numbers that are dialled only within a country; null when there are none.
const PhoneMetadata* short_plan_of(const std::string& region);

/// The plans that share a calling code, the main one first.
std::vector<const PhoneMetadata*> plans_of_code(int calling_code);

/// The region code in upper case, when it is one that has a plan; otherwise empty. UK and EL, which
/// people write for GB and GR, are understood.
std::string known_region(std::string_view country);

/// The main region of a calling code: "NL", or "001" for one that belongs to no country; empty when
/// nobody has the code.
std::string main_region(int calling_code);

std::string national_digits(const PhoneNumber& number);

/// `+` and the digits; empty for more than 17 digits, which no plan has.
std::string e164_of(const PhoneNumber& number);

/// The digits of a text that e164_of() gave.
std::uint64_t key_of(std::string_view e164);

}  // namespace deskbell::phone
