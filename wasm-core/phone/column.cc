#include "phone/column.h"

#include "phone/normalize.h"
#include "phone/plain_column.h"

namespace deskbell::phone {
namespace {

void set_fully(const ColumnAnswers& answers, std::size_t row, std::string_view text,
               std::string_view country) {
  const NormalizedNumber number = normalize(text, country);
  answers.set(row, {number.key, pack_country(number.country), number.kind, number.reason});
}

}  // namespace

std::size_t normalize_column(std::string_view rows, std::string_view country,
                             const ColumnAnswers& answers, std::size_t capacity) {
  PlainColumn plain(country);
  const char* at = rows.data();
  const char* const end = at + rows.size();
  const char* const last_end = at + (rows.rfind(kRowEnd) + 1);  // npos: nothing
  std::size_t row = 0;
  for (; at != last_end && row < capacity; ++row) {
    const char* const from = at;
    if (!plain.answer(&at, answers, row)) {
      set_fully(answers, row, {from, static_cast<std::size_t>(at - from)}, country);
    }
    ++at;
  }
  // Behind the last row's end there may be a row without one.
  if (at == last_end && at != end && row < capacity) {
    set_fully(answers, row++, {at, static_cast<std::size_t>(end - at)}, country);
  }
  return row;
}

}  // namespace deskbell::phone
