#include "phone/normalize_plainly.h"

#include <algorithm>
#include <string>

#include "phone/column.h"
#include "phone/format_plain.h"
#include "phone/judge.h"
#include "phone/normalize.h"
#include "phone/prepare.h"
#include "phone/read_plain.h"
#include "phone/row_automaton.h"

namespace deskbell::phone {
namespace {

/// Most columns and pages ask for one country again and again.
RegionPlan* home_of(std::string_view country) {
  thread_local std::string last_country = "?";
  thread_local RegionPlan* last_home = nullptr;
  if (country != last_country) {
    last_home = plans().of_region(known_region(country));
    last_country = country.substr(0, 16);
  }
  return last_home;
}

std::string_view without_spaces_around(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Each mark once, in the order in which they come; a "(0)" counts as a space.
std::string punctuation_of(std::string_view text, bool* bracketed_zero) {
  std::string flat;
  if (text.find('(') != std::string_view::npos) {
    flat = without_bracketed_zero(text, bracketed_zero);
    text = flat;
  }
  std::string marks;
  for (const char c : text) {
    if (!is_digit(c) && c != '+' && marks.find(c) == std::string::npos) marks.push_back(c);
  }
  return marks;
}

void write_notes(std::string_view text, const PlainNumber& number, const RegionPlan* home,
                 std::vector<NumberNote>& notes) {
  std::string_view digits = number.written();
  bool bracketed_zero = false;
  std::string marks = punctuation_of(text, &bracketed_zero);
  if (number.source == PhoneNumber::FROM_NUMBER_WITH_IDD) {
    notes.push_back({NumberNoteCode::dropped_international_prefix,
                     std::string(digits.substr(0, number.idd_size))});
    digits.remove_prefix(number.idd_size);
  }
  if (number.source == PhoneNumber::FROM_DEFAULT_COUNTRY ||
      number.source == PhoneNumber::FROM_NUMBER_WITHOUT_PLUS_SIGN) {
    notes.push_back({NumberNoteCode::assumed_country, home->id()});
  }
  if (number.source != PhoneNumber::FROM_DEFAULT_COUNTRY) {
    digits.remove_prefix(number.code->main().code_digits().size());
  }
  if (number.dropped_zero) {
    notes.push_back({NumberNoteCode::dropped_trunk_prefix, "(0)"});
  } else if (const std::size_t size = digits.size() - number.national().size(); size > 0) {
    const std::string_view prefix = digits.substr(0, size);
    notes.push_back({NumberNoteCode::dropped_trunk_prefix,
                     std::string(bracketed_zero && prefix == "0" ? "(0)" : prefix)});
  }
  if (!marks.empty()) notes.push_back({NumberNoteCode::dropped_punctuation, std::move(marks)});
}

/// Takes an extension such as "x12" or "x. 12#" off the end, as libphonenumber reads it: the number
/// before it must be readable by itself.
bool split_extension(std::string_view* text, std::string_view* extension) {
  constexpr std::size_t kMaxDigits = 9;
  const std::size_t sign = text->find_first_of("xX");
  if (sign == std::string_view::npos || sign == 0) return false;
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

const std::string& country_of(const PlainNumber& number, const RegionPlan* home) {
  if (number.valid()) return number.region->id();
  const bool same_code = home != nullptr && home->calling_code() == number.code->calling_code();
  return same_code ? home->id() : number.code->main().id();
}

}  // namespace

bool normalize_plainly(std::string_view text, std::string_view country, NormalizedNumber* out) {
  return normalize_plainly(text, {}, country, out);
}

bool normalize_plainly(std::string_view text, const Extras& extras, std::string_view country,
                       NormalizedNumber* out) {
  text = without_spaces_around(text);
  if (text.size() > kMaxNumberBytes) return false;
  RegionPlan* const home = home_of(country);
  if (home == nullptr && !country.empty()) return false;
  std::string_view extension = extras.extension;
  const bool marked = extension.empty() && split_extension(&text, &extension);
  PlainNumber number;
  if (!read_plain(text, home, &number) || (marked && !number.valid())) return false;
  const std::string_view national = number.national();
  const int code = number.code->calling_code();
  const bool written_nationally = number.source == PhoneNumber::FROM_DEFAULT_COUNTRY;
  out->valid = number.valid();
  out->country = country_of(number, home);
  out->extension = extension;
  write_notes(text, number, home, out->notes);
  if (!extras.foreign_digits.empty()) {
    out->notes.push_back({NumberNoteCode::converted_digits, std::string(extras.foreign_digits)});
  }
  if (!extension.empty()) {
    out->notes.push_back({NumberNoteCode::found_extension, std::string(extension)});
  }
  if (out->valid) {
    out->kind = number.kind;
    out->reason = NumberReason::none;
  } else if (written_nationally && is_short_number(code, national, home->id())) {
    out->national = national;
    out->reason = NumberReason::short_number;
    return true;
  } else {
    out->reason = judge(*number.code, national, written_nationally);
  }
  if (!format_plain(code, national, false, &out->national) ||
      !format_plain(code, national, true, &out->international)) {
    return false;
  }
  if (!extension.empty()) {
    const PhoneMetadata& plan = number.code->main().metadata();
    for (std::string* const form : {&out->national, &out->international}) {
      form->append(plan.has_preferred_extn_prefix() ? plan.preferred_extn_prefix() : " ext. ");
      form->append(extension);
    }
  }
  out->e164 = "+";
  out->e164 += number.code->main().code_digits();
  out->e164 += national;
  out->key = key_of(out->e164);
  return true;
}

PlainColumn::PlainColumn(std::string_view country)
    : home_(home_of(country)), start_(row_automaton().start(home_)) {}

bool PlainColumn::answer_valid(const char** at, NumberAnswer* out) {
  using Verdict = RowState::Verdict;
  const char* const from = *at;
  const RowState* state = RowAutomaton::read(start_, at, &out->key);
  if (**at != kRowEnd || static_cast<std::size_t>(*at - from) > kMaxNumberBytes) return false;
  if (state->verdict == Verdict::unknown) {
    row_automaton().learn(home_, {from, static_cast<std::size_t>(*at - from)});
    start_ = row_automaton().start(home_);
    *at = from;
    state = RowAutomaton::read(start_, at, &out->key);
  }
  out->country = state->country;
  out->kind = state->kind;
  out->reason = NumberReason::none;
  return state->verdict == Verdict::valid;
}

bool PlainColumn::answer(std::string_view rows, std::size_t* size, NumberAnswer* out) {
  PlainNumber number;
  const bool read = read_plain_row(rows, kRowEnd, home_, size, &number);
  if (!read || *size > kMaxNumberBytes) return false;
  out->country = pack_country(country_of(number, home_));
  out->kind = number.kind;
  if (number.valid()) {
    out->reason = NumberReason::none;
  } else {
    const bool written_nationally = number.source == PhoneNumber::FROM_DEFAULT_COUNTRY;
    if (written_nationally &&
        is_short_number(number.code->calling_code(), number.national(), home_->id())) {
      out->reason = NumberReason::short_number;
      return true;
    }
    out->reason = judge(*number.code, number.national(), written_nationally);
  }
  auto key = static_cast<std::uint64_t>(number.code->calling_code());
  for (const char digit : number.national()) {
    key = key * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  out->key = key;
  return true;
}

}  // namespace deskbell::phone
