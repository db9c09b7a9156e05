#include "phone/plan.h"

namespace deskbell::phone {
namespace {

// libphonenumber keeps its metadata private. Naming a private member in an explicit instantiation
// is lawful (C++20 [temp.spec]/6) and leaves its sources as they are.
template <auto ForRegion, auto ForCode>
struct Opened {
  friend const PhoneMetadata* region_plan(const PhoneNumberUtil& from, const std::string& region) {
    return (from.*ForRegion)(region);
  }
  friend const PhoneMetadata* code_plan(const PhoneNumberUtil& from, int calling_code) {
    return (from.*ForCode)(calling_code);
  }
};
const PhoneMetadata* region_plan(const PhoneNumberUtil& from, const std::string& region);
const PhoneMetadata* code_plan(const PhoneNumberUtil& from, int calling_code);
template struct Opened<&PhoneNumberUtil::GetMetadataForRegion,
                       &PhoneNumberUtil::GetMetadataForNonGeographicalRegion>;

}  // namespace

const PhoneNumberUtil& util() { return *PhoneNumberUtil::GetInstance(); }

const PhoneMetadata* plan_of(const std::string& region) { return region_plan(util(), region); }

const PhoneMetadata* network_plan_of(int calling_code) { return code_plan(util(), calling_code); }

std::string known_region(std::string_view country) {
  if (country.size() != 2) return {};
  std::string region;
  for (const char c : country) {
    region.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  if (region == "UK") region = "GB";
  if (region == "EL") region = "GR";
  return plan_of(region) == nullptr ? std::string() : region;
}

std::string main_region(int calling_code) {
  std::string region;
  util().GetRegionCodeForCountryCode(calling_code, &region);
  return region == "ZZ" ? std::string() : region;
}

std::string national_digits(const PhoneNumber& number) {
  std::string digits;
  util().GetNationalSignificantNumber(number, &digits);
  return digits;
}

std::string e164_of(const PhoneNumber& number) {
  std::string text = "+" + std::to_string(number.country_code()) + national_digits(number);
  if (text.size() > kMaxE164Digits + 1) text.clear();
  return text;
}

std::uint64_t key_of(std::string_view e164) {
  std::uint64_t key = 0;
  for (const char c : e164) {
    if (c >= '0' && c <= '9') key = key * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return key;
}

}  // namespace deskbell::phone
