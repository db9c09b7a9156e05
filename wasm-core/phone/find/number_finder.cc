#include "phone/find/number_finder.h"

#include "phone/find/candidate.h"
#include "phone/find/candidate_checks.h"
#include "phone/find/is_found_number.h"
#include "phone/find/text_marks.h"

namespace deskbell::phone {

NumberFinder::NumberFinder(std::string_view text, RegionPlan* home, int max_tries)
    : text_(is_searchable(text) ? text : std::string_view()), home_(home), tries_left_(max_tries) {}

bool NumberFinder::next(FoundNumber* found) {
  Candidate candidate;
  while (tries_left_ > 0 && find_candidate(text_, at_, &candidate)) {
    if (look_into(candidate.begin, candidate.end, found)) {
      at_ = found->end;
      return true;
    }
    at_ = candidate.next;
    --tries_left_;
  }
  tries_left_ = 0;
  return false;
}

bool NumberFinder::look_into(std::size_t begin, std::size_t end, FoundNumber* found) {
  if (holds_date(text_.substr(begin, end - begin)) || is_time(text_, begin, end)) return false;
  if (verify(begin, end, found)) return true;
  for (const Separator separator : {Separator::slash, Separator::bracket, Separator::spaced_dash,
                                    Separator::wide_dash, Separator::dot, Separator::blank}) {
    if (look_between(begin, end, separator, found)) return true;
  }
  return false;
}

/// A piece of a candidate that is no number as a whole may be one.
bool NumberFinder::look_between(std::size_t begin, std::size_t end, Separator separator,
                                FoundNumber* found) {
  const std::string_view candidate = text_.substr(begin, end - begin);
  const auto look_at = [&](std::size_t from, std::size_t to) {
    const std::string_view piece = without_end_marks(candidate.substr(from, to - from));
    if (verify(begin + from, begin + from + piece.size(), found)) return true;
    --tries_left_;
    return false;
  };
  Splitter pieces(candidate, separator);
  std::size_t from = 0;
  std::size_t to = 0;
  for (bool first = true; tries_left_ > 0 && pieces.next(&from, &to); first = false) {
    if ((first && look_at(0, from)) || look_at(from, to)) return true;
  }
  return false;
}

bool NumberFinder::verify(std::size_t begin, std::size_t end, FoundNumber* found) {
  const std::string_view piece = text_.substr(begin, end - begin);
  if (!brackets_match(piece) || holds_pages(piece) || !stands_alone(text_, begin, end) ||
      !is_found_number(piece, home_)) {
    return false;
  }
  *found = {begin, end};
  return true;
}

}  // namespace deskbell::phone
