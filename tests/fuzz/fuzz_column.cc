// A column through the door of typed arrays says of each row what normalize() says of it alone.
#include "phone/column.h"

#include <algorithm>

#include "core/views.h"
#include "phone/normalize.h"
#include "phone_input.h"

namespace {

using deskbell::core::views;
using deskbell::fuzz::require;
using deskbell::phone::NormalizedNumber;

/// The text as the door has it: a country of two letters, or none.
std::string_view crossing(std::string_view country) {
  return country.size() == 2 ? country : std::string_view();
}

void put(std::string_view text) { std::copy(text.begin(), text.end(), views().text); }

std::string e164_texts(std::uint32_t rows) {
  const std::uint32_t size = deskbell::core::write_e164_in_view(rows);
  return {reinterpret_cast<const char*>(views().text), size};
}

/// The single number through the view: the same as normalize(), or left to it.
void check_single(std::string_view row, std::string_view country, const NormalizedNumber& number) {
  put(row);
  const auto size = static_cast<std::uint32_t>(row.size());
  const std::uint32_t bytes =
      deskbell::core::read_in_view(size, deskbell::phone::pack_country(country));
  if (bytes == 0) return;
  const std::uint8_t* const answer = views().text;
  const std::size_t texts_at = 8 + 2 * std::size_t{answer[7]};
  const std::string texts(reinterpret_cast<const char*>(answer) + texts_at, bytes - texts_at);
  std::string expected = number.e164 + number.national + number.international;
  for (const auto& note : number.notes) expected += note.detail;
  require(texts == expected, "the single number's texts", texts, expected);
  require(answer[0] == static_cast<std::uint8_t>(number.kind) &&
              answer[1] == static_cast<std::uint8_t>(number.reason),
          "the single number's kind and reason", texts, expected);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = deskbell::fuzz::read_phone_input(data, size);
  const std::string_view country = crossing(input.country);
  const std::string_view text = input.text.substr(0, deskbell::core::kViewBytes);
  put(text);
  const std::uint32_t rows = deskbell::core::read_column_in_view(
      static_cast<std::uint32_t>(text.size()), deskbell::phone::pack_country(country));
  const auto expected_rows =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), deskbell::phone::kRowEnd) +
                               (!text.empty() && text.back() != deskbell::phone::kRowEnd ? 1 : 0));
  require(rows == std::min(expected_rows, deskbell::core::kViewRows), "rows", std::to_string(rows),
          std::to_string(expected_rows));
  std::string e164;
  std::size_t at = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::size_t end = std::min(text.find(deskbell::phone::kRowEnd, at), text.size());
    const NormalizedNumber number = deskbell::phone::normalize(text.substr(at, end - at), country);
    const auto& view = views();
    require(view.keys[row] == number.key &&
                view.kinds[row] == static_cast<std::uint8_t>(number.kind) &&
                view.reasons[row] == static_cast<std::uint8_t>(number.reason) &&
                view.countries[row] == deskbell::phone::pack_country(number.country),
            "a row", std::to_string(view.keys[row]), deskbell::phone::show(number));
    e164 += number.e164 + '\n';
    at = end + 1;
  }
  const std::string written = e164_texts(rows);
  require(written == e164, "the E.164 texts", written, e164);
  const std::string_view first = text.substr(0, text.find(deskbell::phone::kRowEnd));
  check_single(first, country, deskbell::phone::normalize(first, country));
  return 0;
}
