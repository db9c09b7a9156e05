#include "phone/plain_column.h"

#include <algorithm>

#include "phone/column.h"
#include "phone/judge.h"
#include "phone/normalize.h"
#include "phone/read_plain.h"

namespace deskbell::phone {
namespace {

constexpr auto kValid = static_cast<std::uint8_t>(NumberReason::none);

}  // namespace

PlainColumn::PlainColumn(std::string_view country)
    : home_(home_of(country)), start_(row_automaton().start(home_)) {
  if (home_ == nullptr) return;
  CodePlan& code = plans().of_code(home_->calling_code());
  home_country_ = pack_country(home_->id());
  if (code.exists()) main_country_ = pack_country(code.main().id());
}

PlainColumn::Read PlainColumn::look(const RowAutomaton::Lane& lane) {
  const RowState& state = *lane.state;
  return {state.verdict, {lane.value + state.shift, state.country, state.kind, NumberReason::none}};
}

unsigned PlainColumn::answer(const std::array<std::string_view, kRows>& rows,
                             std::array<NumberAnswer, kRows>* out) {
  std::array<RowAutomaton::Lane, kRows> lanes;
  for (std::size_t i = 0; i < kRows; ++i) {
    // A row that is no number is not read: its lane ends at once.
    const bool skip = rows[i].size() > kMaxNumberBytes;
    lanes[i] = {skip ? rows[i].data() + rows[i].size() : rows[i].data(), start_, 0};
  }
  RowAutomaton::read(&lanes);
  std::array<std::uint8_t, kRows> verdicts;
  unsigned answered = 0;
  for (std::size_t i = 0; i < kRows; ++i) {
    const Read read = look(lanes[i]);
    (*out)[i] = read.answer;
    verdicts[i] = read.verdict;
    if (read.verdict == kValid) answered |= 1U << i;
  }
  for (std::size_t i = 0; answered + 1 != 1U << kRows && i < kRows; ++i) {
    if (verdicts[i] == kValid) continue;
    Read read{verdicts[i], (*out)[i]};
    if (read.verdict == RowState::kUnknown) read = this->read(rows[i]);
    if (answer_other(rows[i], read, &(*out)[i])) answered |= 1U << i;
  }
  return answered;
}

/// Learns what it takes to read a row, and reads it.
PlainColumn::Read PlainColumn::read(std::string_view row) {
  const RowAutomaton::Lane lane = RowAutomaton::read({row.data(), start_, 0});
  if (lane.state->verdict != RowState::kUnknown) return look(lane);
  row_automaton().learn(home_, row);
  start_ = row_automaton().start(home_);
  return look(RowAutomaton::read({row.data(), start_, 0}));
}

/// Any row that was not valid at once.
bool PlainColumn::answer_other(std::string_view row, const Read& read, NumberAnswer* out) {
  if (row.size() > kMaxNumberBytes) return false;
  *out = read.answer;
  if (read.verdict == kValid) return true;
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
  std::array<char, PlainNumber::kMaxDigits + 2> row;
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
  if (!read_plain(row, home_, &number)) return false;
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
