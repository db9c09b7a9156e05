// The stand-ins for protobuf's messages: what is well formed is read, all else answers false.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "phonenumbers/metadata.h"
#include "phonenumbers/phonemetadata.pb.h"
#include "phonenumbers/phonenumber.pb.h"
#include "phonenumbers/short_metadata.h"

namespace i18n::phonenumbers {
namespace {

template <class Message>
bool parse(Message& message, const std::string& bytes) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

TEST(Wire, ReadsANumber) {
  PhoneNumber number;
  ASSERT_TRUE(parse(number, std::string("\x08\x1F\x10\xCE\xE4\x04\x1A\x02"
                                        "12\x30\x14",
                                        12)));
  EXPECT_EQ(number.country_code(), 31);
  EXPECT_EQ(number.national_number(), 78414U);
  EXPECT_EQ(number.extension(), "12");
  EXPECT_EQ(number.country_code_source(), PhoneNumber::FROM_DEFAULT_COUNTRY);
  EXPECT_FALSE(number.has_italian_leading_zero());
  EXPECT_EQ(number.number_of_leading_zeros(), 1);
}

TEST(Wire, ReadsRepeatedNumbersOneByOneAndPacked) {
  PhoneNumberDesc desc;
  ASSERT_TRUE(parse(desc, "\x48\x07\x48\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x4A\x02\x08\x09"));
  ASSERT_EQ(desc.possible_length_size(), 4);
  EXPECT_EQ(desc.possible_length(0), 7);
  EXPECT_EQ(desc.possible_length(1), -1);
  EXPECT_EQ(desc.possible_length(2), 8);
  EXPECT_EQ(desc.possible_length(3), 9);
}

TEST(Wire, SkipsWhatItDoesNotKnow) {
  PhoneNumber number;
  EXPECT_TRUE(
      parse(number, std::string("\x08\x1F\xF8\x07\x01\xFA\x07\x02zz\xFD\x07\x01\x02\x03\x04", 16)));
  EXPECT_EQ(number.country_code(), 31);
}

TEST(Wire, RefusesWhatIsNotWellFormed) {
  const std::string bad[] = {
      "\x08",  // no value
      "\x1A\x05"
      "12",  // longer than what is there
      "\x1A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"
      "12",                                                // length beyond all memory
      "\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01",  // varint of eleven bytes
      std::string("\x00\x01", 2),                          // field 0
      "\x0A\x01"
      "1",                                             // wrong wire type
      "\x0B\x0C",                                      // groups
      "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x01",  // tag beyond 32 bits
      "\x09\x01\x02",                                  // fixed64 cut short
  };
  for (const std::string& bytes : bad) {
    PhoneNumber number;
    EXPECT_FALSE(parse(number, bytes)) << testing::PrintToString(bytes);
  }
  PhoneNumber number;
  EXPECT_FALSE(number.ParseFromArray("", -1));
}

TEST(Wire, MergesLikeProtobuf) {
  PhoneNumber first;
  first.set_country_code(31);
  first.set_extension("1");
  PhoneNumber second;
  second.set_extension("2");
  first.MergeFrom(second);
  EXPECT_EQ(first.country_code(), 31);
  EXPECT_EQ(first.extension(), "2");
  PhoneMetadata plan;
  plan.mutable_mobile()->set_national_number_pattern("6");
  PhoneMetadata copy = plan;
  copy.mutable_mobile()->set_national_number_pattern("7");
  EXPECT_EQ(plan.mobile().national_number_pattern(), "6");
  EXPECT_FALSE(plan.has_fixed_line());
}

/// Every cut and many flipped bits of the real metadata: an answer, never a crash. What is read is
/// not looked at: the sanitizers watch.
TEST(Wire, SurvivesDamagedMetadata) {
  const std::string whole(static_cast<const char*>(short_metadata_get()),
                          static_cast<std::size_t>(short_metadata_size()));
  PhoneMetadataCollection regions;
  ASSERT_TRUE(parse(regions, whole));
  EXPECT_GT(regions.metadata_size(), 200);
  const std::string part = whole.substr(0, 1500);
  for (std::size_t size = 0; size < part.size(); ++size) parse(regions, part.substr(0, size));
  std::uint32_t state = 7;
  for (int round = 0; round < 2000; ++round) {
    state = state * 1664525U + 1013904223U;
    std::string damaged = part;
    damaged[(state >> 8) % damaged.size()] = static_cast<char>(state >> 24);
    parse(regions, damaged);
  }
}

TEST(Wire, ReadsAllRegions) {
  PhoneMetadataCollection regions;
  ASSERT_TRUE(regions.ParseFromArray(metadata_get(), metadata_size()));
  EXPECT_GT(regions.metadata_size(), 250);
  for (const PhoneMetadata& region : regions.metadata()) {
    EXPECT_FALSE(region.id().empty());
    EXPECT_GT(region.country_code(), 0);
    EXPECT_FALSE(region.general_desc().national_number_pattern().empty()) << region.id();
  }
}

}  // namespace
}  // namespace i18n::phonenumbers
