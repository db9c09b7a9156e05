#include "phone/find/text_numbers.h"

#include <limits>

#include "phone/find/is_meant_as_number.h"

namespace deskbell::phone {
namespace {

/// A first bracket that is not closed within the number belongs to the words: "(06-12345678)".
FoundNumber without_open_bracket(std::string_view text, FoundNumber number) {
  const std::string_view written = text.substr(number.begin, number.end - number.begin);
  const bool open = (written.front() == '(' && written.find(')') == std::string_view::npos) ||
                    (written.front() == '[' && written.find(']') == std::string_view::npos);
  return {number.begin + (open ? 1 : 0), number.end};
}

}  // namespace

void find_text_numbers(std::string_view text, RegionPlan* home, std::vector<FoundNumber>* found) {
  found->clear();
  NumberFinder finder(text, home, std::numeric_limits<int>::max());
  FoundNumber next;
  while (finder.next(&next)) found->push_back(without_open_bracket(text, next));
  std::size_t kept = 0;
  std::size_t end_before = std::string_view::npos;
  for (std::size_t i = 0; i < found->size(); ++i) {
    const FoundNumber number = (*found)[i];
    const std::size_t begin_behind =
        i + 1 < found->size() ? (*found)[i + 1].begin : std::string_view::npos;
    if (is_meant_as_number(text, {number, end_before, begin_behind}, home)) {
      (*found)[kept++] = number;
    }
    end_before = number.end;
  }
  found->resize(kept);
}

}  // namespace deskbell::phone
