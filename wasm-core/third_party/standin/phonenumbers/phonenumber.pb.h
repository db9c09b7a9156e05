#pragma once
// Stand-in for what protoc makes of libphonenumber's resources/phonenumber.proto: the same message,
// fields and numbers.
#include "google/protobuf/message_lite.h"

namespace i18n {
namespace phonenumbers {

// One field a line, as in the .proto file.
// clang-format off

/// Where the country calling code of a number came from.
/// The fixed type makes every number that hostile bytes can hold a lawful value.
enum PhoneNumber_CountryCodeSource : std::int32_t {
  PhoneNumber_CountryCodeSource_UNSPECIFIED = 0,
  PhoneNumber_CountryCodeSource_FROM_NUMBER_WITH_PLUS_SIGN = 1,
  PhoneNumber_CountryCodeSource_FROM_NUMBER_WITH_IDD = 5,
  PhoneNumber_CountryCodeSource_FROM_NUMBER_WITHOUT_PLUS_SIGN = 10,
  PhoneNumber_CountryCodeSource_FROM_DEFAULT_COUNTRY = 20,
};

#define DESKBELL_ACCESS_Source(name)                                                \
  DESKBELL_ACCESS_NUMBER(name, PhoneNumber_CountryCodeSource,                       \
                         PhoneNumber_CountryCodeSource_UNSPECIFIED)
#define DESKBELL_STORE_Source ::google::protobuf::Number<PhoneNumber_CountryCodeSource>

#define DESKBELL_MESSAGE_EXTRA_PhoneNumber                                                     \
  using CountryCodeSource = PhoneNumber_CountryCodeSource;                                     \
  static constexpr CountryCodeSource UNSPECIFIED = PhoneNumber_CountryCodeSource_UNSPECIFIED;  \
  static constexpr CountryCodeSource FROM_NUMBER_WITH_PLUS_SIGN =                              \
      PhoneNumber_CountryCodeSource_FROM_NUMBER_WITH_PLUS_SIGN;                                \
  static constexpr CountryCodeSource FROM_NUMBER_WITH_IDD =                                    \
      PhoneNumber_CountryCodeSource_FROM_NUMBER_WITH_IDD;                                      \
  static constexpr CountryCodeSource FROM_NUMBER_WITHOUT_PLUS_SIGN =                           \
      PhoneNumber_CountryCodeSource_FROM_NUMBER_WITHOUT_PLUS_SIGN;                             \
  static constexpr CountryCodeSource FROM_DEFAULT_COUNTRY =                                    \
      PhoneNumber_CountryCodeSource_FROM_DEFAULT_COUNTRY;

#define DESKBELL_FIELDS_PhoneNumber(FIELD)       \
  FIELD(1, Int32, country_code)                  \
  FIELD(2, UInt64, national_number)              \
  FIELD(3, Text, extension)                      \
  FIELD(4, Bool, italian_leading_zero)           \
  FIELD(8, Int32Or1, number_of_leading_zeros)    \
  FIELD(5, Text, raw_input)                      \
  FIELD(6, Source, country_code_source)          \
  FIELD(7, Text, preferred_domestic_carrier_code)
DESKBELL_MESSAGE(PhoneNumber, DESKBELL_FIELDS_PhoneNumber)

// clang-format on

}  // namespace phonenumbers
}  // namespace i18n
