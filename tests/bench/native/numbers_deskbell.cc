// Reads the corpus by our engine, number by number or by columns. Arguments: rounds, single |
// column.
#include <string_view>

#include "phone/column.h"
#include "phone/normalize.h"
#include "run_rounds.h"

namespace {

using deskbell::bench::Row;
using deskbell::phone::NumberReason;

std::vector<std::string> read_singly(const std::vector<Row>& rows) {
  std::vector<std::string> answers(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    deskbell::phone::NormalizedNumber number =
        deskbell::phone::normalize(rows[i].text, rows[i].country);
    if (number.valid) answers[i] = std::move(number.e164);
  }
  return answers;
}

/// A column for each run of rows of one country.
std::vector<std::string> read_columns(const std::vector<Row>& rows) {
  std::vector<std::string> answers(rows.size());
  std::vector<std::uint64_t> keys(rows.size());
  std::vector<std::uint8_t> kinds(rows.size());
  std::vector<std::uint8_t> reasons(rows.size());
  std::vector<std::uint16_t> countries(rows.size());
  std::string text;
  for (std::size_t from = 0; from < rows.size();) {
    std::size_t to = from;
    text.clear();
    for (; to < rows.size() && rows[to].country == rows[from].country; ++to) {
      text += rows[to].text;
      text += deskbell::phone::kRowEnd;
    }
    deskbell::phone::normalize_column(
        text, rows[from].country,
        {keys.data() + from, kinds.data() + from, reasons.data() + from, countries.data() + from},
        to - from);
    from = to;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<NumberReason>(reasons[i]) == NumberReason::none) {
      answers[i] = '+' + std::to_string(keys[i]);
    }
  }
  return answers;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return EXIT_FAILURE;
  const bool columns = std::string_view(arguments[2]) == "column";
  deskbell::bench::run_rounds(deskbell::bench::read_rows(std::cin), std::atoi(arguments[1]),
                              columns ? read_columns : read_singly);
}
