#include "phone/find/is_meant_as_number.h"

#include <algorithm>
#include <string>

#include "phone/find/number_label.h"
#include "phone/find/number_shape.h"
#include "phone/find/text_marks.h"
#include "phone/plan.h"
#include "phone/regex/unicode.h"

namespace deskbell::phone {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool is_alphanumeric(const TextStep& step) {
  if (step.size == 0) return false;
  if (step.is(kAnyDigit)) return true;
  const char32_t small = step.point | 0x20U;
  return step.point < 0x80 ? small >= U'a' && small <= U'z' : regex::letters().contains(step.point);
}

/// An address, a path, a file's name, a value of a program: nothing but a blank ends these.
bool is_glued_before(std::string_view text, const NumberInText& number) {
  const std::size_t begin = number.place.begin;
  const TextStep mark = step_before(text, begin);
  const TextStep beyond = step_before(text, begin - mark.size);
  switch (mark.point) {
    case U'#':
    case U'_':
    case U'@':
    case U'\\':
    case U'&':
    case U'=':
    case U'?':
      return true;
    case U'/':
    case U'-':
    case U'.':
    case U',':
      return is_alphanumeric(beyond) && begin - mark.size != number.end_before &&
             (mark.point != U',' || beyond.is(kAnyDigit));
    case U':':
      return beyond.is(kAnyDigit);
    default:
      return false;
  }
}

bool is_glued_behind(std::string_view text, const NumberInText& number) {
  const std::size_t end = number.place.end;
  const TextStep mark = step_at(text, end);
  const std::size_t next = end + mark.size;
  const TextStep beyond = step_at(text, next);
  switch (mark.point) {
    case U'_':
    case U'@':
    case U'\\':
    case U'&':
    case U'=':
    case 0xB0:  // °
      return true;
    case U'/':
    case U'-':
      return is_alphanumeric(beyond) && next != number.begin_behind;
    case U'.':
      return next != number.begin_behind &&
             (beyond.is(kAnyDigit) || (beyond.point >= U'a' && beyond.point <= U'z'));
    case U',':
    case U':':
      return beyond.is(kAnyDigit) && next != number.begin_behind;
    default:
      return false;
  }
}

/// Digits that stand beside a number with nothing but a mark or a blank between.
struct Beside {
  std::size_t size = 0;    ///< of the group next to it; 0: there is none
  std::size_t groups = 0;  ///< at most 2 are counted
};

Beside digits_before(std::string_view text, const NumberInText& number) {
  Beside beside;
  std::size_t at = number.place.begin;
  for (; beside.groups < 2; ++beside.groups) {
    const TextStep mark = step_before(text, at);
    if (!mark.is(kPunctuation) || mark.point == U'/') break;
    at -= mark.size;
    if (at == number.end_before) break;
    std::size_t size = 0;
    for (TextStep step; (step = step_before(text, at)).is(kAnyDigit); at -= step.size) ++size;
    if (size == 0) break;
    if (beside.groups == 0) beside.size = size;
  }
  return beside;
}

Beside digits_behind(std::string_view text, const NumberInText& number) {
  Beside beside;
  std::size_t at = number.place.end;
  for (; beside.groups < 2; ++beside.groups) {
    const TextStep mark = step_at(text, at);
    if (!mark.is(kPunctuation) || mark.point == U'/') break;
    at += mark.size;
    if (at == number.begin_behind) break;
    std::size_t size = 0;
    for (TextStep step; (step = step_at(text, at)).is(kAnyDigit); at += step.size) ++size;
    if (size == 0) break;
    if (beside.groups == 0) beside.size = size;
  }
  return beside;
}

/// A piece of a longer row of digits: of a card, an account, a table without lines. A house number
/// before and an amount behind are none.
bool is_piece_of_row(std::string_view text, const NumberInText& number, const NumberShape& shape,
                     bool leads) {
  const Beside before = digits_before(text, number);
  const Beside behind = digits_behind(text, number);
  if (before.size == 0 && behind.size == 0) return false;
  if (!leads || before.groups > 1 || behind.groups > 1) return true;
  const std::size_t last = shape[shape.size() - 1].size;
  return shape.size() > 1 &&
         ((before.size == 4 && shape[0].size == 4) || (behind.size == last && last == 4));
}

/// NL91 ABNA 0417 1643 00: from a country and two digits on, in groups of four.
bool ends_iban(std::string_view text, const FoundNumber& place) {
  constexpr std::size_t kLongest = 42;  // 34 characters and the blanks between them
  std::size_t at = place.begin;
  const std::size_t first = at > kLongest ? at - kLongest : 0;
  while (at > first &&
         (is_upper(text[at - 1]) || is_ascii_digit(text[at - 1]) || text[at - 1] == ' ')) {
    --at;
  }
  for (; at + 5 <= place.begin; ++at) {
    if (at > 0 && text[at - 1] != ' ') continue;
    const bool country = is_upper(text[at]) && is_upper(text[at + 1]) &&
                         is_ascii_digit(text[at + 2]) && is_ascii_digit(text[at + 3]);
    if (!country || text[at + 4] != ' ') continue;
    std::size_t group = 0;
    std::size_t next = at + 5;
    for (; next < place.begin && (text[next] != ' ' ? ++group <= 4 : group == 4); ++next) {
      if (text[next] == ' ') group = 0;
    }
    if (next == place.begin && step_at(text, place.begin).is(kAnyDigit)) {
      const std::string_view written = text.substr(place.begin, place.end - place.begin);
      const NumberShape shape(written);
      const bool fours = shape.size() > 0 && shape[0].size <= 4;
      if (fours) return true;
    }
  }
  return false;
}

/// It begins as one that is dialled within the country: with its trunk prefix, or 00.
bool begins_as_dialled(const NumberShape& shape, const RegionPlan* home) {
  if (shape.first_digit() == '0') return true;
  // A trunk prefix of 1 says little, and 8 is one only before the ten digits of +7.
  return home != nullptr && home->calling_code() == 7 && shape.first_digit() == '8' &&
         shape.digits() == 11;
}

}  // namespace

bool is_meant_as_number(std::string_view text, const NumberInText& number, RegionPlan* home) {
  const FoundNumber& place = number.place;
  const NumberShape shape(text.substr(place.begin, place.end - place.begin));
  const auto has_label = [&](NumberLabel label) {
    return label_before(text, place.begin) == label;
  };
  if (is_glued_behind(text, number)) return false;
  if (is_glued_before(text, number) && !has_label(NumberLabel::telephone)) return false;
  // Nothing else is written with a plus, but coordinates.
  if (shape.has_plus()) return shape.size() != 2 || shape[1].before != '.' || shape.digits() > 9;
  const bool dialled = begins_as_dialled(shape, home);
  if (ends_iban(text, place)) return false;
  if (dialled) {
    return !is_piece_of_row(text, number, shape, dialled) &&
           (!shape.looks_like_other(dialled) || has_label(NumberLabel::telephone)) &&
           !(shape.is_bare() && has_label(NumberLabel::other));
  }
  const NumberLabel label = label_before(text, place.begin);
  const bool telephone = label == NumberLabel::telephone;
  if (is_piece_of_row(text, number, shape, telephone)) return false;
  return telephone ||
         (label == NumberLabel::none && !shape.is_bare() && !shape.looks_like_other(dialled) &&
          !is_amount(text, place.begin, place.end));
}

}  // namespace deskbell::phone
