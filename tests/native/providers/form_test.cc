#include "providers/form.h"

#include <gtest/gtest.h>

namespace deskbell::providers {
namespace {

TEST(Form, ReadsFieldsAndEscapes) {
  const auto form = read_form("event=NOTIFY_START&name=J%C3%BCrgen+M%2B&empty=&flag");
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form.value().at("event"), "NOTIFY_START");
  EXPECT_EQ(form.value().at("name"), "Jürgen M+");
  EXPECT_EQ(form.value().at("empty"), "");
  EXPECT_EQ(form.value().at("flag"), "");
}

TEST(Form, RefusesWhatAReaderCouldTakeInTwoWays) {
  for (const char* body :
       {"a=1&a=2", "a[]=1", "a%5Bb%5D=1", "a=%", "a=%4", "a=%zz", "=1", "a=%00"}) {
    EXPECT_FALSE(read_form(body).ok()) << body;
  }
}

TEST(Form, IsBounded) {
  std::string body;
  for (int i = 0; i < 64; ++i) body += "f" + std::to_string(i) + "=1&";
  EXPECT_TRUE(read_form(body).ok());
  EXPECT_FALSE(read_form(body + "one-more=1").ok());
}

}  // namespace
}  // namespace deskbell::providers
