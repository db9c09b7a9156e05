#include "directory/reference_store.h"

#include <gtest/gtest.h>

namespace deskbell::directory {
namespace {

std::string round_trip(std::string_view text) {
  ReferenceStore store;
  const PackedReference packed(text);
  if (packed.bytes().empty()) return "no reference";
  std::string back;
  store.read(store.add(packed.bytes()), &back);
  return back;
}

TEST(Reference, ComesBackAsItWas) {
  for (const std::string_view text : {"7",
                                      "0",
                                      "255",
                                      "256",
                                      "16777215",
                                      "16777216",
                                      "9999999999999999999",
                                      "18446744073709551616",
                                      "007",
                                      "00",
                                      "-1",
                                      "1.5",
                                      "51f6e2d4-0c1a-4a9e-9d0f-0123456789ab",
                                      "51F6E2D4-0C1A-4A9E-9D0F-0123456789AB",
                                      "51f6e2d4-0c1a-4a9e-9d0f-0123456789a",
                                      "51f6e2d4-0c1a-4a9e-9d0f-0123456789ag",
                                      "51f6e2d4-0c1a-4a9e-9d0f 0123456789ab",
                                      "0015800000AbCdEFGH",
                                      "Åsa",
                                      " ",
                                      "\n",
                                      "contact/7?a=b"}) {
    EXPECT_EQ(round_trip(text), text);
  }
  EXPECT_EQ(round_trip(std::string(kLongestReference, 'x')), std::string(kLongestReference, 'x'));
  EXPECT_EQ(round_trip(std::string(3, '\0')), std::string(3, '\0'));
}

TEST(Reference, WhatIsNone) {
  for (const std::string& text : {std::string(), std::string(kLongestReference + 1, 'x'),
                                  std::string("a\x1f"), std::string("\x1e")}) {
    EXPECT_TRUE(PackedReference(text).bytes().empty());
  }
}

TEST(Reference, IdsTakeFewBytes) {
  EXPECT_EQ(PackedReference("16777215").bytes().size(), 4U);
  EXPECT_EQ(PackedReference("51f6e2d4-0c1a-4a9e-9d0f-0123456789ab").bytes().size(), 17U);
}

TEST(ReferenceStore, MovesWhatIsNeeded) {
  ReferenceStore store;
  std::vector<std::uint32_t> handles;
  for (int i = 0; i < 20'000; ++i) {
    handles.push_back(store.add(PackedReference("contact " + std::to_string(i)).bytes()));
  }
  const std::size_t before = store.bytes();
  for (int i = 0; i < 20'000; ++i) {
    if (i % 4 != 0) store.drop(handles[i]);
  }
  EXPECT_GT(store.dropped(), before / 2);
  ReferenceStore next;
  std::vector<std::uint32_t> moved;
  for (int i = 0; i < 20'000; i += 4) moved.push_back(store.move(handles[i], next));
  // A second entry of the same reference goes where the first went.
  EXPECT_EQ(store.move(handles[8], next), moved[2]);
  EXPECT_LT(next.bytes(), before / 3);
  for (std::size_t i = 0; i < moved.size(); ++i) {
    std::string text;
    next.read(moved[i], &text);
    EXPECT_EQ(text, "contact " + std::to_string(4 * i));
  }
}

TEST(ReferenceStore, TwiceInARowIsKeptOnce) {
  ReferenceStore store;
  const PackedReference anna("anna");
  const std::uint32_t handle = store.add(anna.bytes());
  EXPECT_EQ(store.add(anna.bytes()), handle);
  EXPECT_NE(store.add(PackedReference("bram").bytes()), handle);
}

}  // namespace
}  // namespace deskbell::directory
