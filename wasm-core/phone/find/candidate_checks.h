#pragma once
// What looks like a number and is none. By the patterns of PhoneNumberMatcher; `\d` and the marks
// around it are ASCII in them.
#include <cstddef>
#include <string_view>

namespace deskbell::phone {

/// 3/10/2011, 31/10/96 or 08/31/95 anywhere in it.
bool holds_date(std::string_view candidate);

/// "2012-01-02 08" with ":00" behind it.
bool is_time(std::string_view text, std::size_t begin, std::size_t end);

/// Opening brackets are closed and hold something; the first may have no fellow.
bool brackets_match(std::string_view candidate);

/// "211-227 (2003": pages of a publication.
bool holds_pages(std::string_view candidate);

/// No Latin letter, currency or percent sign touches it.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace deskbell::phone
