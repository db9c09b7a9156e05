// Numbers among other text: ours are those of libphonenumber's own PhoneNumberMatcher, at the same
// places, in the text as it is and as it is looked into.
#include <limits>
#include <string>
#include <vector>

#include "../native/phone/matcher_twin.h"
#include "phone/find/text_numbers.h"
#include "phone/prepare.h"
#include "phone/reading.h"
#include "phone_input.h"

namespace {

namespace phone = deskbell::phone;

void compare(const std::string& text, const std::string& region, int max_tries) {
  const phone::Places ours = phone::places_of_finder(text, region, max_tries);
  const phone::Places theirs = phone::places_of_matcher(text, region, max_tries);
  deskbell::fuzz::require(ours == theirs, text.c_str(), "ours   " + ours.show(),
                          "theirs " + theirs.show());
}

/// Each number that is meant as one is a found one, but for a bracket before it.
void judge(std::string_view text, const std::string& region) {
  std::vector<phone::FoundNumber> meant;
  phone::find_text_numbers(text, phone::home_of(region), &meant);
  phone::NumberFinder finder(text, phone::home_of(region), std::numeric_limits<int>::max());
  phone::FoundNumber found;
  for (const phone::FoundNumber& number : meant) {
    const std::string all(text);
    do {
      deskbell::fuzz::require(finder.next(&found), all.c_str(), "meant", "not found");
    } while (found.end != number.end);
    deskbell::fuzz::require(number.begin - found.begin <= 1, all.c_str(), "meant", "elsewhere");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int kMaxTries = 40;
  const auto [country, text] = deskbell::fuzz::read_phone_input(data, size);
  const phone::Prepared prepared = phone::prepare(text);
  const std::string region = phone::known_region(country);
  phone::read_number(prepared.text, region);
  compare(prepared.text, region, kMaxTries);
  compare(std::string(text), region, kMaxTries);
  compare(std::string(text), region, static_cast<int>(size % kMaxTries));
  judge(text, region);
  return 0;
}
