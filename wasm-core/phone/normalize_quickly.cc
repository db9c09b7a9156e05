#include "phone/normalize_quickly.h"

#include <optional>
#include <string>

#include "phone/prepare.h"
#include "phone/read_plain.h"
#include "phone/reading.h"

namespace deskbell::phone {

bool normalize_quickly(std::string_view text, std::string_view country, PlainAnswer* out) {
  if (normalize_plainly(text, {}, country, out)) return true;
  RegionPlan* const home = home_of(country);
  if (home == nullptr && !country.empty()) return false;
  const Prepared prepared = prepare(text);
  if (prepared.too_long) return false;
  Extras extras{prepared.extension, prepared.foreign_digits, {}};
  if (prepared.text != text && normalize_plainly(prepared.text, extras, country, out)) return true;
  if (!has_words(prepared.text)) return false;
  const std::optional<NumberBetween> found = find_between(prepared.text, home);
  if (!found) return false;
  extras.dropped = found->around;
  return normalize_plainly(found->number, extras, country, out);
}

}  // namespace deskbell::phone
