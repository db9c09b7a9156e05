#include "phone/plain_column.h"

#include <algorithm>

#include "phone/judge.h"
#include "phone/read_plain.h"

namespace deskbell::phone {
PlainColumn::PlainColumn(std::string_view country)
    : home_(home_of(country)), start_(row_automaton().start(home_)) {
  if (home_ == nullptr) return;
  CodePlan& code = plans().of_code(home_->calling_code());
  home_country_ = pack_country(home_->id());
  if (code.exists()) main_country_ = pack_country(code.main().id());
}

PlainColumn::Read PlainColumn::look(const RowAutomaton::Walk& walk) {
  const RowState& state = *walk.state;
  return {state.verdict, {walk.value + state.shift, state.country, state.kind, NumberReason::none}};
}

/// Reads a row that a kRowEnd stands behind, and learns what it takes to.
PlainColumn::Read PlainColumn::read(std::string_view row) {
  const RowAutomaton::Walk walk = RowAutomaton::read(row.data(), start_);
  if (walk.state->verdict != RowState::kUnknown) return look(walk);
  row_automaton().learn(home_, row);
  start_ = row_automaton().start(home_);
  return look(RowAutomaton::read(row.data(), start_));
}

/// Any row that was not valid at once.
bool PlainColumn::answer_other(std::string_view row, const RowAutomaton::Walk& walk,
                               const ColumnAnswers& out, std::size_t at) {
  if (row.size() > kMaxNumberBytes) return false;
  const Read read = walk.state->verdict == RowState::kUnknown ? this->read(row) : look(walk);
  NumberAnswer answer = read.answer;
  if (read.verdict != kValid && !answer_invalid(row, read, &answer)) return false;
  out.set(at, answer);
  return true;
}

bool PlainColumn::answer_invalid(std::string_view row, const Read& read, NumberAnswer* out) {
  if (read.verdict >= RowState::kOther) return answer_slowly(row, out);
  PlainNumber number;
  SeenMarks marks;
  std::size_t size = 0;
  if (!gather_digits(row, &number, &marks, &size) || size != row.size()) return false;
  if (marks.bracketed_zeros > 0) {
    return answer_without_zero(marks, number, out) || answer_slowly(row, out);
  }
  if (read.verdict == RowState::kInvalid) return answer_slowly(row, out);
  if (marks.plus_apart || !nothing_between(row, marks, home_)) return false;
  out->reason = static_cast<NumberReason>(read.verdict);
  // It would be a number of this country, of those that share its calling code.
  if (out->country == main_country_) out->country = home_country_;
  return true;
}

/// Where a number with a "(0)" is not valid, it may be without. Taking one out of several could
/// bring two brackets together around the next zero.
bool PlainColumn::answer_without_zero(const SeenMarks& marks, PlainNumber number,
                                      NumberAnswer* out) {
  if (marks.brackets > 1) return false;
  drop_bracketed_zero(marks, &number);
  std::array<char, PlainNumber::kMaxDigits + 2> row{};
  char* end = row.data();
  if (marks.plus) *end++ = '+';
  end = std::copy_n(number.digits.begin(), number.count, end);
  *end = kRowEnd;
  const Read read = this->read({row.data(), static_cast<std::size_t>(end - row.data())});
  *out = read.answer;
  return read.verdict == kValid;
}

bool PlainColumn::answer_slowly(std::string_view row, NumberAnswer* out) {
  PlainNumber number;
  SeenMarks marks;
  if (!read_plain(row, home_, &number, &marks)) return false;
  *out = {0, pack_country(country_of(number, home_)), number.kind, NumberReason::none};
  if (!number.valid()) {
    const bool written_nationally = number.source == PhoneNumber::FROM_DEFAULT_COUNTRY;
    if (written_nationally &&
        is_short_number(number.code->calling_code(), number.national(), home_->id())) {
      out->reason = NumberReason::short_number;
      return true;
    }
    out->reason = judge(*number.code, number.national(), written_nationally);
  }
  out->key = static_cast<std::uint64_t>(number.code->calling_code());
  for (const char digit : number.national()) {
    out->key = out->key * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return true;
}

}  // namespace deskbell::phone
