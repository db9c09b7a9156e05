#pragma once
// Stand-in for what protoc makes of libphonenumber's resources/phonemetadata.proto: the same
// messages, fields and numbers.
#include "google/protobuf/message_lite.h"

namespace i18n {
namespace phonenumbers {

// One field a line, as in the .proto file.
// clang-format off

#define DESKBELL_MESSAGE_EXTRA_NumberFormat
#define DESKBELL_FIELDS_NumberFormat(FIELD)               \
  FIELD(1, Text, pattern)                                 \
  FIELD(2, Text, format)                                  \
  FIELD(3, Texts, leading_digits_pattern)                 \
  FIELD(4, Text, national_prefix_formatting_rule)         \
  FIELD(6, Bool, national_prefix_optional_when_formatting) \
  FIELD(5, Text, domestic_carrier_code_formatting_rule)
DESKBELL_MESSAGE(NumberFormat, DESKBELL_FIELDS_NumberFormat)

#define DESKBELL_MESSAGE_EXTRA_PhoneNumberDesc
#define DESKBELL_FIELDS_PhoneNumberDesc(FIELD) \
  FIELD(2, Text, national_number_pattern)      \
  FIELD(9, Int32s, possible_length)            \
  FIELD(10, Int32s, possible_length_local_only) \
  FIELD(6, Text, example_number)
DESKBELL_MESSAGE(PhoneNumberDesc, DESKBELL_FIELDS_PhoneNumberDesc)

#define DESKBELL_ACCESS_Desc(name) DESKBELL_ACCESS_SUB(name, PhoneNumberDesc)
#define DESKBELL_STORE_Desc ::google::protobuf::Sub<PhoneNumberDesc>
#define DESKBELL_ACCESS_Formats(name) DESKBELL_ACCESS_LATER(name, NumberFormat)
#define DESKBELL_STORE_Formats ::google::protobuf::LaterSubs<NumberFormat>

#define DESKBELL_MESSAGE_EXTRA_PhoneMetadata
#define DESKBELL_FIELDS_PhoneMetadata(FIELD)        \
  FIELD(1, Desc, general_desc)                      \
  FIELD(2, Desc, fixed_line)                        \
  FIELD(3, Desc, mobile)                            \
  FIELD(4, Desc, toll_free)                         \
  FIELD(5, Desc, premium_rate)                      \
  FIELD(6, Desc, shared_cost)                       \
  FIELD(7, Desc, personal_number)                   \
  FIELD(8, Desc, voip)                              \
  FIELD(21, Desc, pager)                            \
  FIELD(25, Desc, uan)                              \
  FIELD(27, Desc, emergency)                        \
  FIELD(28, Desc, voicemail)                        \
  FIELD(29, Desc, short_code)                       \
  FIELD(30, Desc, standard_rate)                    \
  FIELD(31, Desc, carrier_specific)                 \
  FIELD(33, Desc, sms_services)                     \
  FIELD(24, Desc, no_international_dialling)        \
  FIELD(9, Text, id)                                \
  FIELD(10, Int32, country_code)                    \
  FIELD(11, Text, international_prefix)             \
  FIELD(17, Text, preferred_international_prefix)   \
  FIELD(12, Text, national_prefix)                  \
  FIELD(13, Text, preferred_extn_prefix)            \
  FIELD(15, Text, national_prefix_for_parsing)      \
  FIELD(16, Text, national_prefix_transform_rule)   \
  FIELD(18, Bool, same_mobile_and_fixed_line_pattern) \
  FIELD(19, Formats, number_format)                 \
  FIELD(20, Formats, intl_number_format)            \
  FIELD(22, Bool, main_country_for_code)            \
  FIELD(23, Text, leading_digits)                   \
  FIELD(26, Bool, leading_zero_possible)            \
  FIELD(32, Bool, mobile_number_portable_region)
DESKBELL_MESSAGE(PhoneMetadata, DESKBELL_FIELDS_PhoneMetadata)

#define DESKBELL_ACCESS_Regions(name) DESKBELL_ACCESS_SUBS(name, PhoneMetadata)
#define DESKBELL_STORE_Regions ::google::protobuf::Subs<PhoneMetadata>

#define DESKBELL_MESSAGE_EXTRA_PhoneMetadataCollection
#define DESKBELL_FIELDS_PhoneMetadataCollection(FIELD) FIELD(1, Regions, metadata)
DESKBELL_MESSAGE(PhoneMetadataCollection, DESKBELL_FIELDS_PhoneMetadataCollection)

// clang-format on

}  // namespace phonenumbers
}  // namespace i18n
