#include "phone/normalize_plainly.h"

#include <algorithm>
#include <string>

#include "phone/column.h"
#include "phone/format_plain.h"
#include "phone/judge.h"
#include "phone/normalize.h"
#include "phone/prepare.h"
#include "phone/read_plain.h"

namespace deskbell::phone {
namespace {

std::string_view without_spaces_around(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Writes the texts of an answer one behind the other.
class AnswerWriter {
 public:
  explicit AnswerWriter(PlainAnswer* answer) : answer_(*answer), at_(answer->text.data()) {}

  char* at() const { return at_; }
  void put(std::string_view text) { at_ = std::copy(text.begin(), text.end(), at_); }
  /// Digits of a PlainNumber, behind which there is room.
  void put_digits(std::string_view digits) {
    if (digits.size() > kShort) return put(digits);
    at_ = copy_short(digits.data(), digits.size(), at_);
  }
  void put(char c) { *at_++ = c; }
  void move_to(char* at) { at_ = at; }
  std::size_t size() const { return static_cast<std::size_t>(at_ - answer_.text.data()); }

  void note(NumberNoteCode code, std::string_view detail) {
    put(detail);
    answer_.notes[answer_.note_count++] = {code, static_cast<std::uint8_t>(detail.size())};
  }
  void finish() { answer_.size = static_cast<std::uint16_t>(size()); }

 private:
  PlainAnswer& answer_;
  char* at_;
};

/// The punctuation of a text, each mark once, in the order in which they come.
class Marks {
 public:
  Marks(std::string_view text, const SeenMarks& seen) {
    if (seen.brackets == 0) {
      std::copy_n(seen.order.begin(), seen.kinds, marks_.begin());
      count_ = seen.kinds;
    } else if (seen.brackets > 1) {
      add(without_bracketed_zero(text, &bracketed_zero_));
    } else {
      // A "(0)" counts as a space.
      constexpr std::string_view kSpace = " ";
      const std::size_t bracket = text.find('(');
      std::string_view rest = text.substr(bracket + 1);
      rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
      const bool zero = rest.starts_with('0');
      if (zero) rest.remove_prefix(1);
      rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
      bracketed_zero_ = zero && rest.starts_with(')');
      add(text.substr(0, bracket));
      add(bracketed_zero_ ? kSpace : text.substr(bracket, 1));
      add(bracketed_zero_ ? rest.substr(1) : text.substr(bracket + 1));
    }
  }
  std::string_view text() const { return {marks_.data(), count_}; }
  bool bracketed_zero() const { return bracketed_zero_; }

 private:
  void add(std::string_view text) {
    for (const char c : text) {
      if (is_digit(c) || c == '+') continue;
      const auto end = marks_.begin() + count_;
      if (count_ < marks_.size() && std::find(marks_.begin(), end, c) == end) marks_[count_++] = c;
    }
  }

  std::array<char, 16> marks_;  // there are fewer that read_plain() lets pass
  std::size_t count_ = 0;
  bool bracketed_zero_ = false;
};

void write_notes(std::string_view text, const SeenMarks& seen, const PlainNumber& number,
                 const RegionPlan* home, AnswerWriter& out) {
  std::string_view digits = number.written();
  const Marks marks(text, seen);
  if (number.source == PhoneNumber::FROM_NUMBER_WITH_IDD) {
    out.note(NumberNoteCode::dropped_international_prefix, digits.substr(0, number.idd_size));
    digits.remove_prefix(number.idd_size);
  }
  if (number.source == PhoneNumber::FROM_DEFAULT_COUNTRY ||
      number.source == PhoneNumber::FROM_NUMBER_WITHOUT_PLUS_SIGN) {
    out.note(NumberNoteCode::assumed_country, home->id());
  }
  if (number.source != PhoneNumber::FROM_DEFAULT_COUNTRY) {
    digits.remove_prefix(number.code->main().code_digits().size());
  }
  const std::string_view prefix = digits.substr(0, digits.size() - number.national().size());
  if (number.dropped_zero || (marks.bracketed_zero() && prefix == "0")) {
    out.note(NumberNoteCode::dropped_trunk_prefix, "(0)");
  } else if (!prefix.empty()) {
    out.note(NumberNoteCode::dropped_trunk_prefix, prefix);
  }
  if (!marks.text().empty()) out.note(NumberNoteCode::dropped_punctuation, marks.text());
}

/// Takes an extension such as "x12" or "x. 12#" off the end, as libphonenumber reads it: the number
/// before it must be readable by itself.
bool split_extension(std::string_view* text, std::string_view* extension) {
  constexpr std::size_t kMaxDigits = 9;
  const auto is_sign = [](char c) { return c == 'x' || c == 'X'; };
  const auto sign =
      static_cast<std::size_t>(std::find_if(text->begin(), text->end(), is_sign) - text->begin());
  if (sign == text->size() || sign == 0) return false;
  std::string_view tail = text->substr(sign + 1);
  if (!tail.empty() && tail.back() == '#') tail.remove_suffix(1);
  if (!tail.empty() && tail.front() == '.') tail.remove_prefix(1);
  while (!tail.empty() && (tail.front() == ' ' || tail.front() == ',' || tail.front() == '-')) {
    tail.remove_prefix(1);
  }
  if (tail.empty() || tail.size() > kMaxDigits) return false;
  if (!std::all_of(tail.begin(), tail.end(), is_digit)) return false;
  std::string_view head = text->substr(0, sign);
  while (!head.empty() && !is_digit(head.back())) {
    if (head.back() != ' ' && head.back() != ',') return false;
    head.remove_suffix(1);
  }
  *text = head;
  *extension = tail;
  return true;
}

}  // namespace

void PlainAnswer::clear() {
  kind = NumberKind::unknown;
  reason = NumberReason::not_a_number;
  country = 0;
  note_count = e164 = national = international = 0;
  size = 0;
}

bool normalize_plainly(std::string_view text, const Extras& extras, std::string_view country,
                       PlainAnswer* out) {
  constexpr std::size_t kMaxDropped = 0xFF;  // what a note's size can say
  out->clear();
  text = without_spaces_around(text);
  if (text.size() > kMaxNumberBytes || extras.dropped.size() > kMaxDropped) return false;
  RegionPlan* const home = home_of(country);
  if (home == nullptr && !country.empty()) return false;
  std::string_view extension = extras.extension;
  const bool marked = extension.empty() && split_extension(&text, &extension);
  PlainNumber number;
  SeenMarks seen;
  if (!read_plain(text, home, &number, &seen) || (marked && !number.valid())) return false;
  const std::string_view national = number.national();
  CodePlan& code = *number.code;
  const bool written_nationally = number.source == PhoneNumber::FROM_DEFAULT_COUNTRY;
  bool has_forms = true;
  if (number.valid()) {
    out->kind = number.kind;
    out->reason = NumberReason::none;
  } else if (written_nationally && is_short_number(code.calling_code(), national, home->id())) {
    out->reason = NumberReason::short_number;
    has_forms = false;
  } else {
    out->reason = judge(code, national, written_nationally);
  }
  out->country = pack_country(country_of(number, home));
  AnswerWriter writer(out);
  if (has_forms) {
    writer.put('+');
    writer.put(code.main().code_digits());
    writer.put_digits(national);
    out->e164 = static_cast<std::uint8_t>(writer.size());
    const PhoneMetadata& plan = code.main().metadata();
    PlainFormatter formatter(code, national);
    for (const bool international : {false, true}) {
      const std::size_t before = writer.size();
      char* const end = international ? formatter.write_international(writer.at())
                                      : formatter.write_national(writer.at());
      if (end == nullptr) return false;
      writer.move_to(end);
      if (!extension.empty()) {
        writer.put(plan.has_preferred_extn_prefix() ? plan.preferred_extn_prefix() : " ext. ");
        writer.put(extension);
      }
      const std::size_t size = writer.size() - before;
      if (size > 0xFF) return false;
      (international ? out->international : out->national) = static_cast<std::uint8_t>(size);
    }
  } else {
    writer.put(national);
    out->national = static_cast<std::uint8_t>(writer.size());
  }
  if (!extras.dropped.empty()) writer.note(NumberNoteCode::dropped_text, extras.dropped);
  write_notes(text, seen, number, home, writer);
  if (!extras.foreign_digits.empty()) {
    writer.note(NumberNoteCode::converted_digits, extras.foreign_digits);
  }
  if (!extension.empty()) writer.note(NumberNoteCode::found_extension, extension);
  writer.finish();
  return true;
}

NormalizedNumber unpack(const PlainAnswer& answer) {
  std::string_view rest(answer.text.data(), answer.size);
  const auto take = [&rest](std::size_t size) {
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  };
  NormalizedNumber number;
  number.e164 = take(answer.e164);
  number.key = key_of(number.e164);
  number.national = take(answer.national);
  number.international = take(answer.international);
  number.country = unpack_country(answer.country);
  number.kind = answer.kind;
  number.valid = answer.reason == NumberReason::none;
  number.reason = answer.reason;
  for (std::size_t i = 0; i < answer.note_count; ++i) {
    const auto [code, size] = answer.notes[i];
    number.notes.push_back({code, std::string(take(size))});
    if (code == NumberNoteCode::found_extension) number.extension = number.notes.back().detail;
  }
  return number;
}

}  // namespace deskbell::phone
