#pragma once
#include <cstddef>
#include <string_view>

namespace deskbell::phone {

/// A stretch of a text that is written like a number.
struct Candidate {
  std::size_t begin = 0;
  std::size_t end = 0;
  /// Where the search goes on when it is none: behind a second number's mark.
  std::size_t next = 0;
};

/// The next stretch that PhoneNumberMatcher's pattern finds, without what belongs to a second
/// number ("… x302/x2303").
///
/// The pattern is up to two leads (plus signs, opening brackets) with up to four marks behind each,
/// and up to 21 blocks of 20 digits with up to four marks between them, then an extension.
/// What may stand where overlaps so little that one step back is never needed.
///
/// @param text that is_searchable()
/// @return false when there is none at or behind `from`
bool find_candidate(std::string_view text, std::size_t from, Candidate* out);

}  // namespace deskbell::phone
