// Numbers among other text: what is found stands there, one behind the other.
#include <algorithm>

#include "phone/prepare.h"
#include "phone/reading.h"
#include "phone_input.h"
#include "phonenumbers/phonenumbermatch.h"
#include "phonenumbers/phonenumbermatcher.h"

namespace {

using deskbell::fuzz::require;
using i18n::phonenumbers::PhoneNumberMatch;
using i18n::phonenumbers::PhoneNumberMatcher;

void search(const std::string& text, const std::string& region,
            PhoneNumberMatcher::Leniency leniency) {
  constexpr int kMaxTries = 40;
  PhoneNumberMatcher matcher(deskbell::phone::util(), text, region, leniency, kMaxTries);
  int end = 0;
  PhoneNumberMatch match;
  while (matcher.HasNext() && matcher.Next(&match)) {
    require(match.start() >= end && match.end() > match.start(), "in order", text,
            match.raw_string());
    require(static_cast<std::size_t>(match.end()) <= text.size(), "within the text", text, "");
    const auto start = static_cast<std::size_t>(match.start());
    require(text.compare(start, match.raw_string().size(), match.raw_string()) == 0, "stands there",
            text, match.raw_string());
    end = match.end();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [country, text] = deskbell::fuzz::read_phone_input(data, size);
  const deskbell::phone::Prepared prepared = deskbell::phone::prepare(text);
  const std::string region = deskbell::phone::known_region(country);
  deskbell::phone::read_number(prepared.text, region);
  for (const auto leniency :
       {PhoneNumberMatcher::POSSIBLE, PhoneNumberMatcher::VALID,
        PhoneNumberMatcher::STRICT_GROUPING, PhoneNumberMatcher::EXACT_GROUPING}) {
    search(prepared.text, region.empty() ? "ZZ" : region, leniency);
    search(std::string(text), region.empty() ? "ZZ" : region, leniency);
  }
  return 0;
}
