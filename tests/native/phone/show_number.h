#pragma once
#include <string>

#include "phone/number.h"

namespace deskbell::phone {

/// Every field of a number in one line: to compare, and for whoever reads a failure.
inline std::string show(const NormalizedNumber& number) {
  std::string text = number.e164 + '|' + std::to_string(number.key) + '|' + number.national + '|' +
                     number.international + '|' + number.country + '|' +
                     std::string(name_of(number.kind)) + '|' + number.extension + '|' +
                     (number.valid ? "valid" : "") + '|' + std::string(name_of(number.reason));
  for (const NumberNote& note : number.notes) {
    text += '|' + std::string(name_of(note.code)) + '=' + note.detail;
  }
  return text;
}

}  // namespace deskbell::phone
