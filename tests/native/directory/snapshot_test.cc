#include "directory/snapshot.h"

#include <gtest/gtest.h>

#include <random>

#include "read.h"

namespace deskbell::directory {
namespace {

std::string save(const Directory& directory, double now, std::size_t piece = 1000) {
  SnapshotWriter writer(directory, now);
  std::string bytes;
  while (writer.write(piece, &bytes)) {
  }
  return bytes;
}

/// Reads in pieces, as it comes through the door. @return whether it was a whole snapshot
bool restore(Directory& directory, std::string_view bytes, double now, std::size_t piece = 20'000) {
  SnapshotReader reader(directory, now);
  while (!bytes.empty() && !reader.failed()) {
    const std::size_t used = reader.read(bytes.substr(0, piece));
    if (used == 0) break;
    bytes.remove_prefix(used);
  }
  return reader.done() && !reader.failed() && bytes.empty();
}

Directory filled(unsigned seed, std::size_t numbers) {
  std::mt19937 dice(seed);
  Directory directory({.hit_age = 3'200'000, .miss_age = 320'000});
  directory.advance(kNow);
  for (std::size_t i = 0; i < numbers; ++i) {
    std::vector<std::string> contacts;
    for (unsigned n = dice() % 4; n > 0; --n) contacts.push_back(std::to_string(dice()) + " x");
    directory.set(31600000000 + dice() % 100'000'000, {contacts.begin(), contacts.end()},
                  dice() % 4'000'000);
  }
  return directory;
}

TEST(Snapshot, EverythingComesBackWithItsAge) {
  const Directory directory = filled(1, 30'000);
  const std::string bytes = save(directory, kNow);
  EXPECT_EQ(bytes, save(directory, kNow, 100'000'000));
  for (const std::size_t piece : {15'000U, 100'000'000U}) {
    Directory back({.hit_age = 3'200'000, .miss_age = 320'000});
    back.advance(kNow);
    ASSERT_TRUE(restore(back, bytes, kNow, piece));
    std::size_t bucket = 0;
    std::size_t entry = 0;
    std::size_t compared = 0;
    while (const auto run = directory.next(&bucket, &entry)) {
      const std::uint64_t key = key_of(run->place);
      EXPECT_EQ(contacts_of(back, key), contacts_of(directory, key));
      EXPECT_EQ(back.find(key) & ~kHandleMask, directory.find(key) & ~kHandleMask);
      ++compared;
    }
    EXPECT_EQ(compared, directory.size());
  }
}

TEST(Snapshot, AgesGoOnWhileItLies) {
  Directory directory({.hit_age = 64'000, .miss_age = 6400});
  directory.advance(kNow);
  directory.set(31612345678, {"7"});
  directory.set(31612345679, {});
  const std::string bytes = save(directory, kNow);
  const auto after = [&](double ms) {
    Directory back({.hit_age = 64'000, .miss_age = 6400});
    back.advance(kNow + ms);
    EXPECT_TRUE(restore(back, bytes, kNow + ms));
    return std::pair(back.find(31612345678) & ~kHandleMask, back.find(31612345679));
  };
  EXPECT_EQ(after(1000), std::pair(kKnown, kKnown));
  EXPECT_EQ(after(10'000), std::pair(kKnown, 0U));
  EXPECT_EQ(after(70'000), std::pair(kKnown | kStale, 0U));
  // Written by a clock that is ahead: nobody knows how old it is.
  EXPECT_EQ(after(-1000), std::pair(kKnown | kStale, 0U));
}

TEST(Snapshot, NothingIsASnapshotToo) {
  Directory directory({});
  const std::string bytes = save(directory, kNow);
  Directory back({});
  EXPECT_TRUE(restore(back, bytes, kNow));
  EXPECT_EQ(back.size(), 0U);
}

TEST(Snapshot, HostileBytesAreRefusedOrHarmless) {
  const std::string whole = save(filled(2, 300), kNow);
  std::mt19937 dice(3);
  std::size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = whole;
    for (unsigned n = 1 + dice() % 4; n > 0; --n) {
      const std::size_t at = dice() % bytes.size();
      switch (dice() % 4) {
        case 0:
          bytes[at] = static_cast<char>(dice());
          break;
        case 1:
          bytes.resize(at + 1);
          break;
        case 2:
          bytes.insert(at, std::string(1 + dice() % 9, static_cast<char>(dice())));
          break;
        default:
          bytes.erase(at, 1 + dice() % 9);
          if (bytes.empty()) bytes = "D";
      }
    }
    Directory back({.byte_bound = kSmallestBound});
    back.advance(kNow);
    if (!restore(back, bytes, kNow)) ++refused;
    EXPECT_LE(back.bytes(), kSmallestBound);
    EXPECT_LE(back.size(), bytes.size());
    // What was taken can be written and read again.
    if (i % 100 == 0) {
      Directory again({});
      again.advance(kNow);
      EXPECT_TRUE(restore(again, save(back, kNow), kNow));
    }
  }
  EXPECT_GT(refused, 10'000U);
}

TEST(Snapshot, WhatIsNotOne) {
  for (const std::string& bytes :
       {std::string(), std::string("DBD2\x01\x01\x01"), std::string("DBD1"),
        "DBD1" + std::string(20, '\x80'), "DBD1" + std::string(20, '\xff'),
        std::string("DBD1\x01\x05") + std::string(100, '\0')}) {
    Directory back({});
    back.advance(kNow);
    EXPECT_FALSE(restore(back, bytes, kNow)) << bytes;
    EXPECT_EQ(back.size(), 0U);
  }
}

}  // namespace
}  // namespace deskbell::directory
