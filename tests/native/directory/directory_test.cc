#include "directory/directory.h"

#include <gtest/gtest.h>

#include <set>

#include "read.h"

namespace deskbell::directory {
namespace {

constexpr std::uint64_t kAnna = 31612345678;
using Texts = std::vector<std::string>;

DirectoryOptions by_last_nine() { return {.last_nine = true}; }

TEST(Place, KeepsTheNumber) {
  const std::uint64_t largest = kLargestKey;
  for (const std::uint64_t key : {std::uint64_t{1}, std::uint64_t{112}, std::uint64_t{999'999'999},
                                  std::uint64_t{1'000'000'000}, kAnna, largest}) {
    EXPECT_EQ(key_of(place_of(key)), key);
  }
  // Around every multiple of a milliard, where the quick division guesses.
  for (std::uint64_t front = 1; front < 100'000'000; front = front * 3 + 1) {
    for (const std::uint64_t key : {front * 1'000'000'000 - 1, front * 1'000'000'000}) {
      EXPECT_EQ(key_of(place_of(key)), key);
    }
  }
}

TEST(Directory, AnswersSeveralContactsInTheHostsOrder) {
  Directory directory({});
  directory.advance(kNow);
  EXPECT_EQ(directory.find(kAnna), 0U);
  EXPECT_TRUE(directory.set(kAnna, {"7", "zonneveld", "3"}));
  EXPECT_EQ(contacts_of(directory, kAnna), (Texts{"7", "zonneveld", "3"}));
  EXPECT_EQ(directory.find(kAnna) & (kKnown | kSeveral | kStale), kKnown | kSeveral);
  std::string likely;
  directory.read_one(directory.find(kAnna), &likely);
  EXPECT_EQ(likely, "7");
  EXPECT_TRUE(directory.set(kAnna, {"8"}));
  EXPECT_EQ(contacts_of(directory, kAnna), Texts{"8"});
  EXPECT_EQ(directory.find(kAnna) & ~kHandleMask, kKnown);
  EXPECT_EQ(directory.size(), 1U);
}

TEST(Directory, AddsBehindWhatIsKnown) {
  Directory directory({});
  directory.advance(kNow);
  directory.set(kAnna, {});
  EXPECT_TRUE(nobody(directory.find(kAnna)));
  EXPECT_TRUE(directory.add(kAnna, "7"));
  EXPECT_TRUE(directory.add(kAnna, "8"));
  EXPECT_TRUE(directory.add(kAnna, "7"));
  EXPECT_EQ(contacts_of(directory, kAnna), (Texts{"7", "8"}));
  for (int i = 0; i < 100; ++i) directory.add(kAnna, "more " + std::to_string(i));
  EXPECT_EQ(contacts_of(directory, kAnna).size(), kMostContacts);
  EXPECT_EQ(directory.size(), 1U);
}

TEST(Directory, WhatCannotBeKeptIsNotKnown) {
  Directory directory({});
  directory.advance(kNow);
  EXPECT_FALSE(directory.set(0, {"7"}));
  EXPECT_FALSE(directory.set(kLargestKey + 1, {"7"}));
  EXPECT_FALSE(directory.add(kAnna, ""));
  directory.set(kAnna, {"7"});
  // A list with a gap would be a wrong answer; so would the old one.
  EXPECT_FALSE(directory.set(kAnna, {"7", std::string(kLongestReference + 1, 'x')}));
  EXPECT_EQ(directory.find(kAnna), 0U);
  EXPECT_EQ(directory.size(), 0U);
}

TEST(Directory, MoreFrontsThanItKeeps) {
  Directory directory({});
  directory.advance(kNow);
  std::size_t kept = 0;
  for (std::uint64_t front = 1; front <= 20'000; ++front) {
    if (directory.set(front * kLastNine + front, {"7"})) ++kept;
  }
  EXPECT_EQ(kept, 16'383U);
  EXPECT_EQ(directory.size(), kept);
  EXPECT_NE(directory.find(std::uint64_t{16'383} * kLastNine + 16'383), 0U);
  EXPECT_EQ(directory.find(std::uint64_t{16'384} * kLastNine + 16'384), 0U);
}

TEST(Directory, FindsByTheLastNineDigits) {
  Directory directory(by_last_nine());
  directory.advance(kNow);
  directory.add(31612345678, "7");
  directory.add(49612345678, "8");
  EXPECT_EQ(contacts_of(directory, 31612345678), (Texts{"7", "8"}));
  EXPECT_EQ(contacts_of(directory, 49612345678), (Texts{"8", "7"}));
  EXPECT_EQ(contacts_of(directory, 612345678).size(), 2U);
  EXPECT_EQ(contacts_of(directory, 31612345679), Texts{});
  Directory exact({});
  exact.advance(kNow);
  exact.add(31612345678, "7");
  EXPECT_EQ(exact.find(49612345678), 0U);
}

TEST(Directory, ShortNumbersAreFoundByTheirWhole) {
  Directory directory(by_last_nine());
  directory.advance(kNow);
  directory.add(112, "emergency");
  directory.add(31'000'000'112, "7");
  EXPECT_EQ(contacts_of(directory, 112), Texts{"emergency"});
  EXPECT_EQ(contacts_of(directory, 49'000'000'112), Texts{"7"});
}

TEST(Directory, ARememberedNobodyGivesWayToAContactOfTheSameNine) {
  Directory directory(by_last_nine());
  directory.advance(kNow);
  directory.set(49612345678, {});
  EXPECT_TRUE(nobody(directory.find(49612345678)));
  directory.add(31612345678, "7");
  EXPECT_EQ(contacts_of(directory, 49612345678), Texts{"7"});
  EXPECT_EQ(directory.find(49612345678) & ~kHandleMask, kKnown);
}

TEST(Directory, HitsAndMissesGrowOldByThemselves) {
  Directory directory({.hit_age = 64'000, .miss_age = 6400});
  directory.advance(kNow);
  directory.set(kAnna, {"7"});
  directory.set(kAnna + 1, {});
  directory.advance(kNow + 6000);
  EXPECT_EQ(directory.find(kAnna) & ~kHandleMask, kKnown);
  EXPECT_TRUE(nobody(directory.find(kAnna + 1)));
  directory.advance(kNow + 6800);
  EXPECT_EQ(directory.find(kAnna + 1), 0U);
  directory.advance(kNow + 60'000);
  EXPECT_FALSE(stale(directory.find(kAnna)));
  directory.advance(kNow + 66'000);
  EXPECT_TRUE(stale(directory.find(kAnna)));
  EXPECT_EQ(contacts_of(directory, kAnna), Texts{"7"});
  // Also years later, however often it was looked at in between.
  for (double later = 70'000; later < 1e11; later *= 1.7) {
    directory.advance(kNow + later);
    EXPECT_TRUE(stale(directory.find(kAnna)));
    EXPECT_EQ(directory.find(kAnna + 1), 0U);
  }
  directory.set(kAnna, {"7"});
  EXPECT_FALSE(stale(directory.find(kAnna)));
}

TEST(Directory, ForgetsANumberAContactAll) {
  Directory directory({});
  directory.advance(kNow);
  directory.set(1234567890, {"7", "8"});
  directory.set(1234567891, {"8"});
  directory.set(1234567892, {"9"});
  directory.set(1234567893, {});
  directory.forget_contact("8");
  EXPECT_EQ(directory.find(1234567890), 0U);
  EXPECT_EQ(directory.find(1234567891), 0U);
  EXPECT_EQ(contacts_of(directory, 1234567892), Texts{"9"});
  EXPECT_EQ(directory.size(), 2U);
  directory.forget(1234567893);
  EXPECT_EQ(directory.find(1234567893), 0U);
  directory.clear();
  EXPECT_EQ(directory.find(1234567892), 0U);
  EXPECT_EQ(directory.size(), 0U);
}

TEST(Directory, ForgetsByTheLastNineWhereItFindsByThem) {
  Directory directory(by_last_nine());
  directory.advance(kNow);
  directory.add(31612345678, "7");
  directory.add(49612345678, "8");
  directory.add(49612345679, "9");
  directory.forget(41612345678);
  EXPECT_EQ(directory.find(31612345678), 0U);
  EXPECT_EQ(directory.find(49612345678), 0U);
  EXPECT_EQ(contacts_of(directory, 49612345679), Texts{"9"});
}

TEST(Directory, KeepsItsBoundAndTheYoungest) {
  const std::size_t bound = 1U << 20;
  Directory directory({.byte_bound = bound, .hit_age = 3'200'000});
  double now = kNow;
  for (std::uint64_t i = 0; i < 300'000; ++i) {
    if (i % 1000 == 0) directory.advance(now += 10'000);
    EXPECT_TRUE(directory.set(31600000000 + i, {std::to_string(i)}));
    ASSERT_LE(directory.bytes(), bound);
  }
  EXPECT_GT(directory.size(), 50'000U);
  EXPECT_EQ(contacts_of(directory, 31600299999), Texts{"299999"});
  EXPECT_EQ(directory.find(31600000000), 0U);
  std::size_t young = 0;
  for (std::uint64_t i = 290'000; i < 300'000; ++i) {
    if (directory.find(31600000000 + i) != 0) ++young;
  }
  EXPECT_EQ(young, 10'000U);
}

TEST(Directory, AMillionNumbersInFewBytes) {
  Directory directory({.byte_bound = kLargestBound});
  directory.advance(kNow);
  directory.reserve(1'000'000);
  std::uint64_t dice = 7;
  std::set<std::uint64_t> sample;
  for (int i = 0; i < 1'000'000; ++i) {
    dice = dice * 6364136223846793005U + 1442695040888963407U;
    const std::uint64_t key = 31600000000 + (dice >> 33) % 99'999'999;
    directory.add(key, "7");
    if (i % 1000 == 0) sample.insert(key);
  }
  for (const std::uint64_t key : sample) EXPECT_EQ(contacts_of(directory, key), Texts{"7"});
  EXPECT_LT(static_cast<double>(directory.bytes()) / static_cast<double>(directory.size()), 9.2);
}

}  // namespace
}  // namespace deskbell::directory
