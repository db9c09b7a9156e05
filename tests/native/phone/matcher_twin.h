// libphonenumber's own PhoneNumberMatcher, which our NumberFinder has to agree with: the same
// numbers at the same places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "phone/find/number_finder.h"
#include "phone/plan.h"
#include "phone/read_plain.h"
#include "phonenumbers/phonenumbermatch.h"
#include "phonenumbers/phonenumbermatcher.h"

namespace deskbell::phone {

struct Places {
  std::vector<std::string> found;  // "begin-end" of each

  bool operator==(const Places&) const = default;
  std::string show() const {
    std::string text;
    for (const std::string& place : found) text += place + ' ';
    return text.empty() ? "nothing" : text;
  }
};

inline Places places_of_matcher(const std::string& text, const std::string& region, int max_tries) {
  using i18n::phonenumbers::PhoneNumberMatch;
  using i18n::phonenumbers::PhoneNumberMatcher;
  PhoneNumberMatcher matcher(util(), text, region.empty() ? "ZZ" : region,
                             PhoneNumberMatcher::VALID, max_tries);
  Places places;
  PhoneNumberMatch match;
  while (matcher.HasNext() && matcher.Next(&match)) {
    places.found.push_back(std::to_string(match.start()) + '-' + std::to_string(match.end()));
  }
  return places;
}

inline Places places_of_finder(std::string_view text, const std::string& region, int max_tries) {
  NumberFinder finder(text, home_of(region), max_tries);
  Places places;
  FoundNumber found;
  while (finder.next(&found)) {
    places.found.push_back(std::to_string(found.begin) + '-' + std::to_string(found.end));
  }
  return places;
}

}  // namespace deskbell::phone
