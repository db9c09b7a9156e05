#include "phone/column.h"

#include <cstring>

#include "phone/judge.h"
#include "phone/normalize.h"
#include "phone/normalize_plainly.h"

namespace deskbell::phone {
namespace {

void set(const ColumnAnswers& answers, std::size_t row, const NumberAnswer& answer) {
  answers.keys[row] = answer.key;
  answers.kinds[row] = static_cast<std::uint8_t>(answer.kind);
  answers.reasons[row] = static_cast<std::uint8_t>(answer.reason);
  answers.countries[row] = answer.country;
}

}  // namespace

std::size_t normalize_column(std::string_view rows, std::string_view country,
                             const ColumnAnswers& answers, std::size_t capacity) {
  PlainColumn plain(country);
  std::size_t row = 0;
  // Behind the last row's end there may be a row without one.
  const char* at = rows.data();
  const char* const end = at + rows.size();
  const char* const last_end = at + (rows.rfind(kRowEnd) + 1);  // npos: nothing
  for (; at != end && row < capacity; ++row) {
    const char* const from = at;
    NumberAnswer answer;
    if (from < last_end && plain.answer_valid(&at, &answer)) {
      set(answers, row, answer);
      ++at;
      continue;
    }
    answer = {};
    const std::string_view rest(from, static_cast<std::size_t>(end - from));
    std::size_t size = 0;
    if (!plain.answer(rest, &size, &answer)) {
      const NormalizedNumber number = normalize(rest.substr(0, size), country);
      answer = {number.key, pack_country(number.country), number.kind, number.reason};
    }
    set(answers, row, answer);
    at = from + (size < rest.size() ? size + 1 : size);
  }
  return row;
}

}  // namespace deskbell::phone
