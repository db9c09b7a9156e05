// What a reader takes for a telephone number among words; a number that NumberFinder finds is not
// always one.
#include "phone/find/text_numbers.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "phone/read_plain.h"

namespace deskbell::phone {
namespace {

using Json = nlohmann::json;

std::vector<std::string> written_in(const std::string& text, const std::string& country) {
  std::vector<FoundNumber> found;
  find_text_numbers(text, home_of(country), &found);
  std::vector<std::string> written;
  for (const FoundNumber& number : found) {
    written.push_back(text.substr(number.begin, number.end - number.begin));
  }
  return written;
}

TEST(TextNumbers, AgreesWithEveryConformanceCase) {
  std::ifstream file(std::string(DESKBELL_TESTS_FOLDER) + "/conformance/phone/text.json");
  const std::string facts{std::istreambuf_iterator<char>(file), {}};
  const Json cases = Json::parse(facts, nullptr, false);
  ASSERT_TRUE(cases.is_array());
  for (const Json& item : cases) {
    EXPECT_EQ(Json(written_in(item["text"], item["country"])), item["numbers"])
        << item["text"] << " in " << item["country"];
  }
}

TEST(TextNumbers, TextThatIsNoUtf8HoldsNone) {
  EXPECT_TRUE(written_in("06-12345678 \xff", "NL").empty());
  EXPECT_TRUE(written_in("\xc3 06-12345678", "NL").empty());
}

}  // namespace
}  // namespace deskbell::phone
