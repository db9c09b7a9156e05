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
  for (; !rows.empty() && row < capacity; ++row) {
    NumberAnswer answer;
    std::size_t size = 0;
    if (!plain.answer(rows, &size, &answer)) {
      const NormalizedNumber number = normalize(rows.substr(0, size), country);
      answer = {number.key, pack_country(number.country), number.kind, number.reason};
    }
    set(answers, row, answer);
    rows.remove_prefix(size < rows.size() ? size + 1 : size);
  }
  return row;
}

}  // namespace deskbell::phone
