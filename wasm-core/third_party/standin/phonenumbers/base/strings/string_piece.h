#pragma once
// Stand-in for libphonenumber's own string view, which brings iostreams along.
#include <string_view>

namespace i18n {
namespace phonenumbers {
using StringPiece = std::string_view;
}  // namespace phonenumbers
}  // namespace i18n
